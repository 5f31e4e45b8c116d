package com.skillforge.analytics.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.io.rows.AuditRows;
import com.skillforge.analytics.testing.NamedWarehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
  /** A Tuesday, half an hour after the nightly runs. */
  private static final Instant AT = Instant.parse("2026-02-10T01:30:00Z");

  private static final List<PipelineFolder> PIPELINES = PipelineFolder.all(Path.of(""));

  @TempDir Path directory;
  private DuckDbWarehouse warehouse;
  private int runs;

  @BeforeEach
  void open() {
    warehouse = warehouse("w.duckdb");
  }

  private DuckDbWarehouse warehouse(String file) {
    return new DuckDbWarehouse(new SinkFixture(directory.resolve(file)).file());
  }

  private static Question question(Instant at, String... scheduled) {
    return question(at, Limits.lateAfter(Duration.ofHours(3)), scheduled);
  }

  private static Question question(Instant at, Limits limits, String... scheduled) {
    List<String> names = List.of(scheduled);
    return new Question(
        at,
        Optional.empty(),
        PIPELINES,
        names.isEmpty()
            ? Optional.empty()
            : Optional.of(
                PIPELINES.stream().filter(folder -> names.contains(folder.name())).toList()),
        limits,
        "--localWarehouse=w.duckdb");
  }

  private List<Finding> findings(Question question) {
    Status status = new Status(question);
    status.add(warehouse);
    return status.findings();
  }

  /** What is wrong, but for what validate_kpis.sql says of rows that have few columns here. */
  private List<Finding> failed(Question question) {
    return findings(question).stream()
        .filter(finding -> finding.failed() && !finding.area().equals("numbers"))
        .toList();
  }

  /** A run as the ledger has it; {@code to}, {@code finished} may be NULL. */
  private void run(
      String pipeline,
      String status,
      boolean streaming,
      String to,
      String started,
      String finished) {
    run(warehouse, pipeline, status, streaming, to, started, finished, 0, 0);
  }

  private void run(
      DuckDbWarehouse into,
      String pipeline,
      String status,
      boolean streaming,
      String to,
      String started,
      String finished,
      int read,
      int rejected) {
    into.execute(
        """
        INSERT INTO pipeline_runs (run_id, pipeline, environment, status, streaming, range_from,
          range_to, started_at, finished_at, error, read, accepted, duplicates, suppressed, erased,
          dead_lettered)
        VALUES ('r%d', '%s', 'prod', '%s', %s, CAST(%s AS TIMESTAMP) - INTERVAL 1 DAY,
          CAST(%s AS TIMESTAMP), TIMESTAMP '%s',
          CAST(%s AS TIMESTAMP), %s, %d, %d, 0, 0, 0, %d)"""
            .formatted(
                ++runs,
                pipeline,
                status,
                streaming,
                quoted(to),
                quoted(to),
                started,
                quoted(finished),
                status.equals("failed") ? "'The disk is full.'" : "NULL",
                read,
                read - rejected,
                rejected));
  }

  private static String quoted(String time) {
    return time.equals("NULL") ? time : "'" + time + "'";
  }

  private void nightly(String pipeline, String to) {
    run(pipeline, "succeeded", false, to, to + " 00:30:00", to + " 00:31:00");
  }

  @Test
  void whatRunsByItsScheduleIsGreen() {
    nightly("raw-events", "2026-02-10");
    nightly("kpi(all)", "2026-02-09"); // half past one: it has until four
    run(
        "weekly_active_users",
        "succeeded",
        false,
        "2026-02-09",
        "2026-02-09 01:00:00",
        "2026-02-09 01:02:00");
    run("privacy-audit", "running", false, "NULL", "2026-02-10 00:45:00", "NULL");

    List<Finding> found =
        findings(question(AT, "raw-events", "kpi", "weekly_active_users", "retention"));

    assertThat(found).noneMatch(Finding::failed);
    assertThat(found)
        .filteredOn(finding -> finding.subject().equals("raw-events"))
        .singleElement()
        .extracting(Finding::detail)
        .isEqualTo("covered up to 2026-02-10T00:00:00Z, succeeded 59 min ago");
    assertThat(found)
        .filteredOn(finding -> finding.verdict() == Finding.Verdict.NOTE)
        .extracting(Finding::subject)
        .as("it was not due since schedules began")
        .containsExactly("retention");
  }

  @Test
  void aMissedRunIsRedWhenItsTimeIsOver() {
    nightly("raw-events", "2026-02-10");
    nightly("kpi(all)", "2026-02-09");
    Instant late = Instant.parse("2026-02-10T04:00:00Z");

    assertThat(failed(question(late, "kpi"))).isEmpty();
    assertThat(failed(question(late.plusSeconds(1), "kpi")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("kpi(all)");
              assertThat(finding.detail())
                  .isEqualTo(
                      "late: covered up to 2026-02-09T00:00:00Z, but it runs every day at 01:00");
              assertThat(finding.help())
                  .startsWith("./scripts/run.sh kpi --range=P1D --localWarehouse=w.duckdb");
            });
  }

  @Test
  void aFailureIsRedUntilARunSucceeds() {
    run(
        "kpi(plan_adherence,weekly_active_users)",
        "failed",
        false,
        "NULL",
        "2026-02-09 20:00:00",
        "2026-02-09 20:30:00");
    assertThat(failed(question(AT)))
        .filteredOn(finding -> finding.area().equals("pipeline"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.detail()).isEqualTo("failed 5 h ago: The disk is full.");
              assertThat(finding.help())
                  .startsWith("./scripts/run.sh kpi --kpis=plan_adherence,weekly_active_users ");
            });
    run(
        "kpi(plan_adherence,weekly_active_users)",
        "succeeded",
        false,
        "NULL",
        "2026-02-09 21:00:00",
        "2026-02-09 21:30:00");
    assertThat(failed(question(AT))).isEmpty();
  }

  @Test
  void aRunThatDoesNotEndIsRedUntilAnotherSucceeds() {
    run("raw-events", "running", false, "2026-02-09", "2026-02-09 22:29:00", "NULL");
    assertThat(failed(question(AT)))
        .filteredOn(finding -> finding.area().equals("pipeline"))
        .singleElement()
        .extracting(Finding::detail)
        .asString()
        .startsWith("a run was started 3 h ago and has not ended");
    assertThat(failed(question(AT.minusSeconds(120))))
        .filteredOn(finding -> finding.area().equals("pipeline"))
        .isEmpty();
    nightly("raw-events", "2026-02-10");
    assertThat(failed(question(AT))).isEmpty();
  }

  @Test
  void whatShouldRunAndNeverHasIsRed() {
    assertThat(failed(question(AT)))
        .extracting(Finding::detail)
        .containsExactly("nothing has run in 100 days");
    nightly("raw-events", "2026-02-02");
    nightly("raw-events", "2026-02-10");
    assertThat(failed(question(AT)))
        .extracting(Finding::subject)
        .containsExactly("erasure", "privacy-audit", "retention");
    assertThat(failed(question(AT, "raw-events"))).isEmpty();
    assertThat(failed(question(AT, "raw-events", "weekly_active_users")))
        .singleElement()
        .extracting(Finding::detail)
        .isEqualTo("has never run, but was due at 2026-02-02T01:00:00Z");
  }

  @Test
  void runsByHandAreLateForNothing() {
    run("raw-events", "succeeded", false, "NULL", "2026-01-10 00:00:00", "2026-01-10 00:01:00");
    warehouse.execute(
        "INSERT INTO privacy.requests (environment, requested_at) VALUES ('prod', '2026-01-01')");
    assertThat(failed(question(AT))).isEmpty();
  }

  @Test
  void lossesAreRedForAWeek() {
    nightly("raw-events", "2026-02-10");
    warehouse.execute(
        """
        INSERT INTO run_offsets (environment, topic, topic_partition, outcome, start_offset,
          end_offset, written_at)
        VALUES ('prod', 't', 3, 'lost', 100, 1300, TIMESTAMP '2026-02-08 00:30:00')""");
    assertThat(failed(question(AT)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("t/3");
              assertThat(finding.detail()).startsWith("1,200 offsets (100 to 1299) were deleted");
              assertThat(finding.help()).contains("--source=files");
            });
    assertThat(failed(question(AT.plus(Duration.ofDays(6)))))
        .noneMatch(finding -> finding.area().equals("offsets"));
  }

  @Test
  void requestsForErasureMayWaitForTheSecondNight() {
    nightly("raw-events", "2026-02-10");
    warehouse.execute(
        "INSERT INTO privacy.requests (environment, requested_at)"
            + " VALUES ('prod', '2026-02-08 01:31:00'), ('prod', '2026-02-09')");
    assertThat(failed(question(AT))).isEmpty();
    assertThat(failed(question(AT.plusSeconds(120))))
        .singleElement()
        .extracting(Finding::detail)
        .isEqualTo("2 open, the oldest since 2026-02-08T01:31:00Z");
  }

  @Test
  void moreDeadLettersThanOnSuchDaysAreRed() {
    for (int day = 1; day < 10; day++) {
      String to = "2026-02-0" + day;
      run(
          warehouse,
          "raw-events",
          "succeeded",
          false,
          to,
          to + " 00:30:00",
          to + " 00:31:00",
          1000,
          20 + day % 3);
    }
    run(
        warehouse,
        "raw-events",
        "succeeded",
        false,
        "2026-02-10",
        "2026-02-10 00:30:00",
        "2026-02-10 00:31:00",
        1000,
        120);
    assertThat(failed(question(AT, "raw-events")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.area()).isEqualTo("dead letters");
              assertThat(finding.detail()).startsWith("12.0 % of 1,000 records were rejected");
            });
  }

  /** An event each hour by day, none at night, and none over the weekend. */
  private void events(String from, String to) {
    events("raw_events.discovery", from, to);
  }

  private void events(String table, String from, String to) {
    warehouse.execute(
        """
        INSERT INTO %s (event_id, event_timestamp, environment, opted_out,
          tenant_id, canonical_user_id, ingested_at)
        SELECT 'e' || epoch(h), h, 'prod', true, 't', 'u', h
        FROM range(TIMESTAMP '%s', TIMESTAMP '%s', INTERVAL 1 HOUR) AS hours(h)
        WHERE hour(h) BETWEEN 8 AND 18 AND isodow(h) < 6"""
            .formatted(table, from, to));
  }

  /** What is wrong about freshness, and what is only noted. */
  private List<String> freshness(Question question) {
    return findings(question).stream()
        .filter(finding -> finding.area().equals("freshness"))
        .filter(finding -> finding.verdict() != Finding.Verdict.OK)
        .map(finding -> finding.verdict() + " " + finding.subject())
        .toList();
  }

  private void term(String from, String to) {
    warehouse.execute(
        "INSERT INTO dimensions.terms (tenant_id, term_id, starts_at, ends_at) VALUES ('t', '%1$s', '%1$s', '%2$s')"
            .formatted(from, to));
  }

  @Test
  void aStreamThatIsSilentForLongerThanEverIsRed() {
    run("raw-events", "running", true, "NULL", "2026-01-01 00:00:00", "NULL");
    events("2026-01-05", "2026-02-07"); // a Friday is the last day
    Instant monday = Instant.parse("2026-02-09T07:00:00Z");

    assertThat(failed(question(monday)))
        .as("the weekend is as silent as the others")
        .noneMatch(finding -> finding.subject().equals("stream"));
    assertThat(failed(question(monday.plus(Duration.ofDays(2)))))
        .filteredOn(finding -> finding.subject().equals("stream"))
        .singleElement()
        .extracting(Finding::detail)
        .isEqualTo("no event since 2026-02-06T18:00:00Z; the longest silence before was 62 h");
  }

  @Test
  void silenceWhereSchedulesRunIsOnlyNoted() {
    nightly("raw-events", "2026-02-10");
    events("2026-01-05", "2026-01-31");
    assertThat(failed(question(AT))).isEmpty();
    assertThat(findings(question(AT)))
        .filteredOn(finding -> finding.area().equals("freshness"))
        .anyMatch(finding -> finding.detail().startsWith("no event since 2026-01-30T18:00:00Z"));
  }

  @Test
  void silenceIsRedWhereItIsKnownToBeNoHoliday() {
    nightly("raw-events", "2026-02-10");
    events("2026-01-05", "2026-01-31");
    term("2025-09-01", "2025-12-15");
    assertThat(freshness(question(AT))).as("no term is known").containsExactly("NOTE all events");
    term("2026-01-02", "2026-05-01");
    assertThat(freshness(question(AT))).containsExactly("FAILED all events");
  }

  @Test
  void silenceIsRedForWhoHasBeenSeenOverAYear() {
    nightly("raw-events", "2026-02-10");
    events("2025-02-01", "2026-01-31");
    assertThat(freshness(question(AT))).containsExactly("FAILED all events");
  }

  @Test
  void aBreakBetweenTermsIsNoSilence() {
    nightly("raw-events", "2026-02-10");
    events("2025-12-01", "2025-12-20");
    term("2025-09-01", "2025-12-20");
    term("2026-02-09", "2026-05-01");
    assertThat(freshness(question(AT))).as("the second day of the term").isEmpty();

    Instant friday = Instant.parse("2026-02-20T01:30:00Z");
    nightly("raw-events", "2026-02-20");
    assertThat(freshness(question(friday))).containsExactly("FAILED all events");
  }

  @Test
  void oneDatasetThatIsSilentWhileOthersAreNotIsRed() {
    run("raw-events", "running", true, "NULL", "2025-12-01 00:00:00", "NULL");
    events("2025-12-01", "2026-02-10");
    events("task_progress.tasks", "2025-12-01", "2026-01-31");
    events("reports.exports", "2025-12-01", "2025-12-13"); // once, when a term begins

    assertThat(freshness(question(AT))).containsExactly("FAILED task_progress");
  }

  @Test
  void aNamedLimitCountsWhateverIsUsual() {
    events("2026-02-09", "2026-02-10"); // the last one at 18:00
    events("task_progress.tasks", "2026-02-09", "2026-02-10");
    run("raw-events", "succeeded", false, "NULL", "2026-02-10 00:00:00", "2026-02-10 00:01:00");
    Duration late = Duration.ofHours(3);
    Duration age = Duration.ofMinutes(7 * 60 + 30);

    assertThat(freshness(question(AT))).as("by hand").isEmpty();
    assertThat(freshness(question(AT, new Limits(late, Map.of("", age), Optional.empty()))))
        .isEmpty();
    Limits strict =
        new Limits(
            late,
            Map.of("", age.minusSeconds(1), "task_progress", Duration.ofDays(1)),
            Optional.empty());
    assertThat(freshness(question(AT, strict)))
        .containsExactly("FAILED analytics", "FAILED raw_events");
    assertThat(failed(question(AT, strict)))
        .first()
        .extracting(Finding::detail)
        .isEqualTo("the newest event is 7 h old, and may be 7 h (--freshWithin)");
  }

  private void audit(String kpi, int differing, String at) {
    warehouse.execute(
        AuditRows.note(warehouse.dialect(), "prod", kpi, differing, Instant.parse(at)));
  }

  @Test
  void auditsAreToldAndRedWhenTheyDidNotConfirm() {
    run("raw-events", "succeeded", false, "NULL", "2026-02-10 00:00:00", "2026-02-10 00:01:00");
    warehouse.execute(
        "INSERT INTO kpi_values (kpi, environment) VALUES ('plan_adherence', 'prod'), ('plan_adherence', 'prod'), ('data_freshness', 'prod')");
    assertThat(audits(question(AT)))
        .containsExactly(
            "NOTE due: 2 KPIs were never audited: ./scripts/kpi.sh audit all --localWarehouse=w.duckdb");

    audit("plan_adherence", 3, "2026-02-09T10:00:00Z");
    audit("data_freshness", 0, "2026-02-09T11:00:00Z");
    assertThat(audits(question(AT)))
        .containsExactly(
            "FAILED plan_adherence: its audit query did not confirm 3 figures, 15 h ago",
            "OK KPIs: 1 confirmed by their audit queries");
    assertThat(failed(question(AT)))
        .as("not once more as a gate")
        .singleElement()
        .extracting(Finding::help)
        .asString()
        .startsWith("./scripts/kpi.sh audit plan_adherence --localWarehouse=w.duckdb");

    audit("plan_adherence", 0, "2026-02-10T01:00:00Z");
    assertThat(audits(question(AT))).containsExactly("OK KPIs: 2 confirmed by their audit queries");
    Limits daily =
        new Limits(Duration.ofHours(3), Map.of(), Optional.of(Duration.ofMinutes(14 * 60 + 29)));
    assertThat(audits(question(AT, daily)))
        .containsExactly(
            "OK KPIs: 1 confirmed by their audit queries",
            "FAILED due: the audit is due of data_freshness (14 h ago)");
  }

  private List<String> audits(Question question) {
    return findings(question).stream()
        .filter(finding -> finding.area().equals("audit"))
        .map(finding -> finding.verdict() + " " + finding.subject() + ": " + finding.detail())
        .toList();
  }

  @Test
  void aWarehouseBehindAnotherIsNamed() {
    DuckDbWarehouse other = warehouse("other.duckdb");
    nightly("raw-events", "2026-02-10");
    run(
        other,
        "raw-events",
        "succeeded",
        false,
        "2026-02-08",
        "2026-02-08 00:30:00",
        "2026-02-08 00:31:00",
        0,
        0);
    Status status = new Status(question(AT, "raw-events"));
    status.add(named(warehouse, "bigquery"));
    status.add(named(other, "snowflake"));

    assertThat(status.findings().stream().filter(Finding::failed))
        .extracting(Finding::warehouse, Finding::area, Finding::subject)
        .contains(tuple("snowflake", "warehouse", "pipeline raw-events"));
    assertThat(status.findings().stream().filter(Finding::failed))
        .noneMatch(finding -> finding.warehouse().equals("bigquery"));
  }

  private static NamedWarehouse named(DuckDbWarehouse warehouse, String name) {
    return new NamedWarehouse(warehouse, name);
  }

  @Test
  void aTableThatIsNotThePlansIsNamedWithWhatHelps() {
    nightly("raw-events", "2026-02-10");
    warehouse.execute("ALTER TABLE raw_events.assessment DROP COLUMN persona");
    assertThat(findings(question(AT)))
        .filteredOn(Finding::failed)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("validate_kpis.sql");
              assertThat(finding.help()).contains("apply-ddl.sh");
            });
  }

  @Test
  void isPrintedOnOneScreenOrAsOneObject() throws Exception {
    nightly("raw-events", "2026-02-10");
    events("2026-02-09", "2026-02-10");
    List<Finding> found = findings(question(AT, "raw-events"));
    StatusReport report = new StatusReport(AT, found);

    assertThat(report.isGreen()).isTrue();
    assertThat(report.toText().lines()).hasSizeLessThan(24);
    assertThat(report.toText())
        .contains("analytics 7 h, raw_events 7 h")
        .endsWith(
            "GREEN at 2026-02-10T01:30:00Z: fresh, complete and right, as far as "
                + found.size()
                + " checks can tell.\n");
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(json.get("status").asText()).isEqualTo("green");
    assertThat(json.get("findings")).hasSameSizeAs(found);
  }
}
