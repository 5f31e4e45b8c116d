package com.skillforge.analytics.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gates do to a run that would publish KPIs from raw tables. */
class QualityGatesTest {
  @TempDir Path directory;
  private DuckDbWarehouse warehouse;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Ten weeks of logins and of resumes that end a day before the run, but for resumes. */
  @BeforeEach
  void fill() {
    warehouse = new DuckDbWarehouse(new SinkFixture(directory.resolve("w.duckdb")).file());
    insert("user_sessions", "session_started", "2026-03-10", 900);
    insert("raw_events.resume", "resume_parsed", "2026-03-09", 300);
  }

  private void insert(String table, String type, String to, int eachDay) {
    warehouse.execute(
        """
        INSERT INTO %1$s (event_name, event_id, event_timestamp, tenant_id, environment,
          anonymous_id, user_id, canonical_user_id, persona, context_page, opt_out_status, opted_out,
          schema_version, record_source, record_topic, record_partition, record_offset, record_timestamp, run_id,
          ingested_at)
        SELECT '%2$s', CAST(CAST(md5('%2$s' || day || n) AS UUID) AS VARCHAR),
          day + INTERVAL (n) SECOND, 'default', 'prod',
          '00000000-0000-4000-8000-000000000000', 'usr_' || n %% 50, 'usr_' || n %% 50, 'student', '/',
          false, false, 1, 'kafka', 't', 0, n, day, 'r', day
        FROM range(TIMESTAMP '2026-01-01', TIMESTAMP '%3$s', INTERVAL 1 DAY) AS days(day),
          range(%4$d) AS numbers(n)"""
            .formatted(table, type, to, eachDay));
  }

  private ExitCode run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kpis=weekly_active_users",
                "--source=warehouse",
                "--environment=prod",
                "--localWarehouse=" + warehouse.file()));
    arguments.addAll(List.of(more));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--to="))) {
      arguments.add("--to=2026-03-10");
    }
    return KpiPipeline.run(
        arguments.toArray(String[]::new),
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private List<String> query(String sql) {
    return warehouse.query(sql, row -> String.valueOf(row.text(0)));
  }

  private List<String> verdicts() {
    return query(
        "SELECT DISTINCT verdict || ' ' || gate || ' ' || subject FROM quality_checks"
            + " WHERE verdict <> 'passed' ORDER BY ALL");
  }

  @Test
  void aFailedGateEndsTheRunBeforeAnythingIsPublished() {
    assertThatThrownBy(() -> run("--gates=fail"))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.CHECK))
        .hasMessageContaining("volume of resume_parsed on 2026-03-09 is 0, expected at least 6")
        .hasMessageContaining("to publish nevertheless, with --gates=fail,volume:warn.");
    assertThat(query("SELECT CAST(count(*) AS VARCHAR) FROM kpi_values")).containsExactly("0");
    assertThat(query("SELECT status FROM pipeline_runs")).containsExactly("failed");
    assertThat(verdicts()).containsExactly("failed volume resume_parsed");

    assertThat(run("--gates=fail,volume:warn")).isEqualTo(ExitCode.DONE);
    assertThat(query("SELECT status FROM pipeline_runs")).containsExactly("succeeded");
    assertThat(verdicts())
        .as("the next attempt at the run takes the place of the first")
        .containsExactly("warned volume resume_parsed");
    assertThat(query("SELECT CAST(count(DISTINCT run_id) AS VARCHAR) FROM quality_checks"))
        .containsExactly("1");
  }

  @Test
  void aWarningIsSaidAndTheRunGoesOn() {
    assertThat(run()).isEqualTo(ExitCode.DONE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Not as usual: volume of resume_parsed on 2026-03-09 is 0");
    assertThat(query("SELECT kpi FROM kpi_values LIMIT 1")).containsExactly("weekly_active_users");
    assertThat(
            query(
                "SELECT DISTINCT gate FROM quality_checks WHERE verdict = 'passed' ORDER BY gate"))
        .containsExactly("null_rates", "persona_mix", "schema", "volume");
  }

  @Test
  void whatIsOffIsNotJudged() {
    assertThat(run("--gates=off")).isEqualTo(ExitCode.DONE);
    assertThat(query("SELECT gate FROM quality_checks")).isEmpty();
    assertThat(run("--gates=off,schema:fail")).isEqualTo(ExitCode.DONE);
    assertThat(query("SELECT gate FROM quality_checks")).containsExactly("schema");
  }

  private List<String> days(String gate, String run) {
    return query(
        """
        SELECT DISTINCT strftime(day, '%%m-%%d') FROM quality_checks
        WHERE gate = '%s' AND run_id = (
          SELECT run_id FROM pipeline_runs WHERE range_to = TIMESTAMP '%s') ORDER BY ALL"""
            .formatted(gate, run));
  }

  @Test
  void everyDayOfTheRangeIsJudgedOnce() {
    assertThat(run("--from=2026-03-05", "--to=2026-03-08")).isEqualTo(ExitCode.DONE);
    assertThat(days("volume", "2026-03-08")).containsExactly("03-05", "03-06", "03-07");
    assertThat(days("null_rates", "2026-03-08")).containsExactly("03-05", "03-06", "03-07");
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("Not as usual");

    // Two days later, over days that were judged, two that were not, and one that holds a fault.
    assertThatThrownBy(() -> run("--from=2026-03-06", "--to=2026-03-10", "--gates=fail"))
        .hasMessageContaining("volume of resume_parsed on 2026-03-09 is 0");
    assertThat(days("volume", "2026-03-10")).containsExactly("03-08", "03-09");

    insert("raw_events.discovery", "career_match_viewed", "2026-03-12", 900);
    assertThatThrownBy(() -> run("--from=2026-03-08", "--to=2026-03-11", "--gates=fail"))
        .as("what has ended a run was not published: it ends the next one too")
        .hasMessageContaining("volume of resume_parsed on 2026-03-09 is 0");
    assertThat(run("--from=2026-03-08", "--to=2026-03-11")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void thresholdsCanBeNamed() {
    warehouse.execute(
        "DELETE FROM user_sessions WHERE event_timestamp >= TIMESTAMP '2026-03-09' AND record_offset >= 500");
    insert("raw_events.resume", "resume_parsed", "2026-03-10", 300);
    assertThat(run("--gates=fail,schema:off")).isEqualTo(ExitCode.DONE);
    assertThatThrownBy(() -> run("--gates=fail", "--gateThresholds=vanished:0.9"))
        .hasMessageContaining(
            "volume of session_started on 2026-03-09 is 500, expected at least 810:");
  }

  @Test
  void allWrongThresholdsAreReported() {
    assertThatThrownBy(
            () ->
                run(
                    "--gateThresholds=vanish:0.5,flood,busy:1.5,persona_margin:2,weeks:3,null_days:x"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--gateThresholds must be weeks or least_weeks or")
        .hasMessageContaining("not 'vanish'")
        .hasMessageContaining("not 'flood'")
        .hasMessageContaining("busy must be a whole number from 1 to 1000000000000, not 1.5")
        .hasMessageContaining("persona_margin must be a number from 0 to 1, not 2")
        .hasMessageContaining("least_weeks must not be more than weeks")
        .hasMessageContaining("not 'null_days:x'");
  }

  @Test
  void wrongModesAreReported() {
    assertThatThrownBy(() -> run("--gates=stop,volume:maybe,weight:off"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not 'stop'")
        .hasMessageContaining("not 'maybe'")
        .hasMessageContaining("not 'weight'");
  }
}
