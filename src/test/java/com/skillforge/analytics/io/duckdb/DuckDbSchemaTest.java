package com.skillforge.analytics.io.duckdb;

import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSchemaTest {
  private static final String COLUMNS =
      "SELECT count(*), count(comment) FROM duckdb_columns()"
          + " WHERE database_name = current_database() AND table_name = 'user_sessions'";

  private static final String VIEWS =
      "SELECT schema_name, view_name, sql, comment FROM duckdb_views()"
          + " WHERE database_name = current_database() ORDER BY ALL";

  @TempDir Path directory;
  private SinkFixture warehouse;

  @BeforeEach
  void write() {
    warehouse = new SinkFixture(directory.resolve("w.duckdb"));
    warehouse.write(batch("a"), output().record(session("u1", "a", MONDAY, 1).build()));
  }

  @Test
  void addsAColumnThatAnOlderPlanDidNotHave() {
    String before = warehouse.query(COLUMNS).get(0);
    execute("ALTER TABLE user_sessions DROP COLUMN salt_version");
    execute("ALTER TABLE user_sessions ADD COLUMN note VARCHAR DEFAULT 'added by hand'");
    warehouse.write(
        batch("b"),
        output().record(session("u2", "b", MONDAY, 2).value("salt_version", 3L).build()));
    assertThat(warehouse.query("SELECT user_id, salt_version, note FROM user_sessions ORDER BY 1"))
        .containsExactly("u1|NULL|added by hand", "u2|3|added by hand");
    assertThat(warehouse.query("SELECT salt_version FROM analytics.session_metrics ORDER BY 1"))
        .containsExactly("3", "NULL");
    execute("ALTER TABLE user_sessions DROP COLUMN note");
    assertThat(warehouse.query(COLUMNS)).containsExactly(before);
  }

  @Test
  void doesNotWriteToAFileThatLacksNothing() throws IOException {
    byte[] before = Files.readAllBytes(warehouse.file());
    new DuckDbSchema(PLAN).update(new DuckDbWarehouse(warehouse.file()));
    assertThat(Files.readAllBytes(warehouse.file())).isEqualTo(before);
  }

  @Test
  void makesAViewAgainThatSomebodyHasChangedOrDropped() {
    List<String> before = warehouse.query(VIEWS);
    for (String sql :
        List.of(
            "CREATE OR REPLACE VIEW analytics.session_metrics AS SELECT 1 AS one",
            "COMMENT ON VIEW kpi_current IS 'mine'",
            "DROP VIEW offset_coverage",
            "DROP VIEW schema_state")) {
      execute(sql);
      assertThat(warehouse.query(VIEWS)).as(sql).isNotEqualTo(before);
      new DuckDbSchema(PLAN).update(new DuckDbWarehouse(warehouse.file()));
      assertThat(warehouse.query(VIEWS)).as(sql).isEqualTo(before);
    }
  }

  @Test
  void writesTheSchemaRegistryOfAnotherPlan() {
    String revision = "SELECT DISTINCT plan_revision FROM schema_registry.event_schemas";
    assertThat(warehouse.query(revision)).containsExactly(String.valueOf(PLAN.revision()));
    TrackingPlan next = new TrackingPlan(PLAN.revision() + 1, PLAN.recordTypes(), PLAN.topics());
    new DuckDbSchema(next).update(new DuckDbWarehouse(warehouse.file()));
    assertThat(warehouse.query(revision)).containsExactly(String.valueOf(PLAN.revision() + 1));
  }

  @Test
  void refusesAColumnOfAnotherType() {
    execute("ALTER TABLE user_sessions ALTER COLUMN user_id TYPE BLOB");
    assertThatThrownBy(
            () -> new StagingSink(new DuckDbConnector(warehouse.file()), PLAN).begin(batch("b")))
        .isInstanceOf(WarehouseException.class)
        .hasMessage(
            "The local warehouse does not fit the tracking plan. Column user_sessions.user_id has"
                + " type BLOB, but the tracking plan asks for VARCHAR: a column keeps its type."
                + " Give --localWarehouse a new file and load it again.");
  }

  private void execute(String sql) {
    new DuckDbWarehouse(warehouse.file())
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
              }
            });
  }
}
