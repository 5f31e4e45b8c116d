package com.skillforge.analytics.io.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStandIn;
import com.skillforge.analytics.testing.cloud.snowflake.TestKeyPair;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements over the real driver, with what goes wrong on the way. */
class SnowflakeWarehouseTest {
  @TempDir private static Path folder;
  private static SnowflakeStandIn snowflake;
  private static SnowflakeWarehouse warehouse;

  @BeforeAll
  static void start() {
    snowflake = SnowflakeStandIn.start();
    warehouse = new SnowflakeWarehouse(SnowflakeSetting.account(snowflake, folder));
  }

  @AfterAll
  static void stop() {
    snowflake.close();
  }

  @BeforeEach
  void emptyTable() {
    snowflake.faults().clear();
    snowflake.run("CREATE OR REPLACE TABLE notes(id NUMBER(38,0), words ARRAY);");
  }

  private static List<List<String>> ids() {
    return snowflake.rows("SELECT id FROM notes ORDER BY id");
  }

  @Test
  void aTransactionCountsAsAWhole() {
    assertThatThrownBy(
            () ->
                warehouse.transaction(
                    List.of("INSERT INTO notes(id) SELECT 1", "INSERT INTO missing(id) SELECT 2")))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("apply-ddl.sh")
        .hasMessageContaining("missing");
    assertThat(ids()).isEmpty();

    warehouse.transaction(
        List.of("INSERT INTO notes(id) SELECT 1", "INSERT INTO notes(id) SELECT 2"));
    assertThat(ids()).containsExactly(List.of("1"), List.of("2"));
  }

  @Test
  void whatDeadRunsHaveStagedGoesWhenItIsOld() {
    snowflake.run("CREATE SCHEMA IF NOT EXISTS staging;");
    for (String table : List.of("rows_0f3c2f_1", "wanted_1e614c", "notes", "rows_of_mine")) {
      snowflake.run("CREATE OR REPLACE TABLE staging." + table + "(id NUMBER(38,0));");
    }
    String left =
        "SELECT table_name FROM INFORMATION_SCHEMA.tables WHERE table_schema = 'STAGING'"
            + " ORDER BY 1";

    warehouse.dropLeftovers(Instant.now().minus(Duration.ofDays(7)));
    assertThat(warehouse.query(left, row -> row.text(0)))
        .contains("NOTES", "ROWS_0F3C2F_1", "ROWS_OF_MINE", "WANTED_1E614C");

    warehouse.dropLeftovers(Instant.now().plus(Duration.ofDays(1)));
    assertThat(warehouse.query(left, row -> row.text(0)))
        .contains("NOTES", "ROWS_OF_MINE")
        .doesNotContain("ROWS_0F3C2F_1", "WANTED_1E614C");
  }

  @Test
  void valuesAreReadByType() {
    List<List<Object>> rows =
        warehouse.query(
            "SELECT 'x', 7, CAST(0.5 AS FLOAT), TRUE, AS_ARRAY(PARSE_JSON('[\"a\", \"b\"]')),"
                + " CAST(NULL AS VARCHAR), CAST(NULL AS BOOLEAN)",
            row ->
                Arrays.asList(
                    row.text(0),
                    row.integer(1),
                    row.number(2),
                    row.flag(3),
                    row.texts(4),
                    row.text(5),
                    row.flag(6)));
    assertThat(rows)
        .containsExactly(Arrays.asList("x", 7L, 0.5, true, List.of("a", "b"), null, null));
  }

  @Test
  void aServiceThatDoesNotAnswerIsAskedAgain() {
    snowflake.faults().on("login").refuse(503, "unavailable");
    snowflake.faults().on("query.begin").dropBefore();
    snowflake.faults().on("query.insert").refuse(503, "unavailable");
    snowflake.faults().on("query.commit").dropAfter();

    warehouse.transaction(List.of("INSERT INTO notes(id) SELECT 1"));

    assertThat(snowflake.faults().allHappened()).isTrue();
    assertThat(ids()).containsExactly(List.of("1"));
  }

  @Test
  void aTransactionWhoseSessionIsLostIsDoneAgain() {
    snowflake.faults().on("query.insert").after(1).run(snowflake::killSessions);

    warehouse.transaction(
        List.of("INSERT INTO notes(id) SELECT 1", "INSERT INTO notes(id) SELECT 2"));

    assertThat(ids()).containsExactly(List.of("1"), List.of("2"));
  }

  @Test
  void aServiceThatStaysAwayIsNamed() {
    SnowflakeAccount far = SnowflakeSetting.account(snowflake, folder);
    SnowflakeAccount impatient =
        new SnowflakeAccount(
            far.account(), far.url(), far.user(), null, null, far.database(), far.key(), 2);
    snowflake.faults().on("login").always().dropBefore();

    assertThatThrownBy(() -> new SnowflakeWarehouse(impatient).execute("SELECT 1"))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void aKeyThatIsNotTheUsersIsNamedByItsPlace(@TempDir Path elsewhere) {
    TestKeyPair stranger = TestKeyPair.generate();
    String place = stranger.writeTo(elsewhere).toString();

    assertThatThrownBy(
            () ->
                new SnowflakeWarehouse(SnowflakeSetting.account(snowflake, place))
                    .execute("SELECT 1"))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("RSA_PUBLIC_KEY")
        .hasMessageContaining(place);
  }
}
