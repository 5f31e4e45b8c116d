package com.skillforge.analytics.io.snowflake;

import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.letter;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.session;
import static com.skillforge.analytics.io.duckdb.SinkFixture.wau;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.io.duckdb.SinkFixture.Output;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.testing.cloud.Faults;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStandIn;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small runs through SnowflakeIO, with what goes wrong at every step. */
class SnowflakeSinkIT {
  /** The calls of a run, and those around it. */
  private static final List<String> STEPS =
      List.of(
          "login",
          "query.copy",
          "query.begin",
          "query.merge",
          "query.insert",
          "query.update",
          "query.commit",
          "query.create",
          "query.drop");

  private static final RunInfo RUN = batch("kafka");

  private static SnowflakeStandIn snowflake;

  @TempDir private Path folder;
  private StagingSink sink;

  @BeforeAll
  static void start() {
    snowflake = SnowflakeStandIn.start();
    snowflake.createTables();
  }

  @AfterAll
  static void stop() {
    snowflake.close();
  }

  @BeforeEach
  void empty() {
    snowflake.faults().clear();
    for (String table : List.of("user_sessions", "dead_letters", "kpi_values", "pipeline_runs")) {
      snowflake.run("TRUNCATE TABLE skillforge." + table + ";");
    }
    sink = sink();
  }

  private StagingSink sink() {
    SnowflakeAccount account = SnowflakeSetting.account(snowflake, folder);
    return new StagingSink(SnowflakeSetting.connector(account, folder), PLAN);
  }

  @Test
  void onlySucceededRunsCoverTheirRanges() {
    SinkFixture.assertOnlySucceededRunsCover(this::sink);
  }

  private static Output some() {
    return output()
        .record(session("a", "u1", MONDAY, 0).build())
        .record(session("b", "u2", MONDAY + 1, 1).build())
        .letter(letter(2, "{"))
        .value(wau(0, MONDAY, 2, 1.0));
  }

  private void assertWhole() {
    assertThat(
            snowflake.rows(
                "SELECT (SELECT count(*) FROM user_sessions), (SELECT count(*) FROM dead_letters),"
                    + " (SELECT count(*) FROM kpi_values),"
                    + " (SELECT string_agg(status || ' ' || read) FROM pipeline_runs)"))
        .containsExactly(List.of("2", "1", "1", "succeeded 3"));
    assertThat(staging()).isEmpty();
  }

  private List<List<String>> staging() {
    return snowflake.rows(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'staging'"
            + " AND table_name LIKE 'rows_%'");
  }

  private void assertUntouched() {
    assertThat(
            snowflake.rows(
                "SELECT (SELECT count(*) FROM user_sessions), (SELECT count(*) FROM dead_letters),"
                    + " (SELECT count(*) FROM kpi_values), (SELECT max(status) FROM pipeline_runs)"))
        .containsExactly(List.of("0", "0", "0", "failed"));
  }

  @Test
  void aRunWithoutRowsIsCommittedWithoutACopy() {
    RunSummary summary = SinkFixture.write(sink, RUN, output());

    assertThat(summary.status()).isEqualTo("succeeded");
    assertThat(snowflake.faults().count("query.commit")).isPositive();
  }

  @Test
  void aServiceThatStumblesAtEveryStepChangesNothing() {
    Faults faults = snowflake.faults();
    STEPS.forEach(step -> faults.on(step).refuse(503, "unavailable"));

    SinkFixture.write(sink, RUN, some());

    assertThat(faults.allHappened()).isTrue();
    assertWhole();
  }

  @Test
  void connectionsThatEndBeforeAnAnswerChangeNothing() {
    Faults faults = snowflake.faults();
    STEPS.forEach(step -> faults.on(step).dropBefore());
    STEPS.stream()
        .filter(step -> !step.equals("login"))
        .forEach(step -> faults.on(step).dropAfter());

    SinkFixture.write(sink, RUN, some());

    assertThat(faults.allHappened()).isTrue();
    assertWhole();
  }

  @Test
  void aSessionThatIsLostWithinTheCommitIsMended() {
    snowflake.faults().on("query.merge").after(2).run(snowflake::killSessions);

    SinkFixture.write(sink, RUN, some());

    assertThat(snowflake.faults().allHappened()).isTrue();
    assertWhole();
  }

  @ParameterizedTest
  @ValueSource(strings = {"query.copy", "query.begin", "query.merge", "query.commit"})
  void aRunThatBreaksLeavesTheTablesAndTheNextOneMendsIt(String step) {
    // The first transaction notes the run in the ledger.
    boolean alsoBefore = step.equals("query.begin") || step.equals("query.commit");
    snowflake.faults().on(step).after(alsoBefore ? 1 : 0).breakWith("planned failure");

    OpenRun open = sink.begin(RUN);
    assertThatThrownBy(() -> SinkFixture.write(open, some()))
        .hasMessageContaining("planned failure");
    open.fail("planned failure");
    assertUntouched();

    SinkFixture.write(sink(), RUN, some());
    assertWhole();
  }

  /** The client dies: nobody notes a failure, and what it had staged stays behind. */
  @ParameterizedTest
  @ValueSource(strings = {"query.copy", "query.begin", "query.commit"})
  void aRunWhoseProcessDiesIsMendedByTheNextOne(String step) {
    boolean alsoBefore = !step.equals("query.copy");
    Faults faults = snowflake.faults();
    faults.on(step).after(alsoBefore ? 1 : 0).run(this::die);

    assertThatThrownBy(() -> SinkFixture.write(sink, RUN, some())).isNotNull();
    faults.clear();
    assertThat(snowflake.rows("SELECT count(*) FROM user_sessions")).containsExactly(List.of("0"));

    SinkFixture.write(sink(), RUN, some());
    assertThat(snowflake.rows("SELECT count(*) FROM user_sessions")).containsExactly(List.of("2"));
    assertThat(snowflake.rows("SELECT status, attempt FROM pipeline_runs"))
        .containsExactly(List.of("succeeded", "2"));
  }

  private void die() {
    snowflake.killSessions();
    snowflake.faults().on("login").always().breakWith("the process is dead");
  }

  @Test
  void theSameRunAgainChangesNothing() {
    SinkFixture.write(sink, RUN, some());
    RunSummary again = SinkFixture.write(sink(), RUN, some());

    assertWhole();
    assertThat(again.rowsWritten().values()).isNotEmpty().containsOnly(0L);
  }

  @Test
  void theCheckSaysWhatIsMissing() {
    SnowflakeAccount account = SnowflakeSetting.account(snowflake, folder);
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    assertThat(SnowflakeSetting.connector(account, folder).check()).isEmpty();
    assertThat(staging()).isEmpty();

    snowflake.run("DROP VIEW analytics.match_scores;");
    snowflake.faults().on("query.copy").breakWith("access to the location was denied");
    assertThat(SnowflakeSetting.connector(account, folder).check())
        .satisfiesExactly(
            problem -> assertThat(problem).contains("analytics.match_scores", "apply-ddl.sh"),
            problem -> assertThat(problem).contains("storage integration", "denied"));
    assertThat(staging()).isEmpty();
    snowflake.faults().on("login").breakWith("the account is locked");
    assertThat(SnowflakeSetting.connector(account, folder).check())
        .singleElement()
        .asString()
        .contains("the account is locked");
  }
}
