package com.skillforge.analytics.io.duckdb;

import static com.skillforge.analytics.io.duckdb.SinkFixture.DAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.letter;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.session;
import static com.skillforge.analytics.io.duckdb.SinkFixture.since;
import static com.skillforge.analytics.io.duckdb.SinkFixture.wau;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.RecordRows;
import com.skillforge.analytics.io.warehouse.Commit;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSinkTest {
  private static final String SESSIONS =
      "SELECT user_id, event_timestamp, record_offset FROM user_sessions ORDER BY ALL";
  private static final String LETTERS =
      "SELECT record_offset, payload, run_id FROM dead_letters ORDER BY ALL";

  @TempDir Path directory;
  private SinkFixture warehouse;

  @BeforeEach
  void open() {
    // A file named like one of the schemas: opened directly, its names would be ambiguous.
    warehouse = new SinkFixture(directory.resolve("new").resolve("analytics.duckdb"));
  }

  @Test
  void onlySucceededRunsCoverTheirRanges() {
    assertThat(
            new StagingSink(new DuckDbConnector(warehouse.file()), PLAN)
                .covered("raw-events", "prod"))
        .as("a warehouse that is yet to be made")
        .isEmpty();
    SinkFixture.assertOnlySucceededRunsCover(
        () -> new StagingSink(new DuckDbConnector(warehouse.file()), PLAN));
  }

  @Test
  void storesRecordsDeadLettersKpisAndTheLedgerTogether() {
    RunInfo run = batch("a");
    RunSummary summary =
        warehouse.write(
            run,
            output()
                .record(session("u1", "a", MONDAY + 1, 7).version(2).build())
                .letter(letter(3, "{\"user_id\": null}"))
                .value(wau(0, MONDAY + DAY, 5, null)));
    assertThat(warehouse.query(SESSIONS)).containsExactly("u1|2026-01-05 00:00:00.001|7");
    assertThat(
            warehouse.query(
                "SELECT event_name, event_id, schema_version, tenant_id, environment, session_id,"
                    + " opt_out_status, canonical_user_id, opted_out, record_source, record_topic,"
                    + " record_partition, record_timestamp, run_id, ingested_at IS NOT NULL"
                    + " FROM analytics.session_metrics"))
        .containsExactly(
            "session_started|"
                + SinkFixture.id("a")
                + "|2|default|prod|NULL|false|u1|false|kafka|analytics.events.student|1|"
                + "2026-01-05 00:00:00.006|"
                + run.id()
                + "|true");
    assertThat(warehouse.query("SELECT * EXCLUDE (dead_lettered_at) FROM dead_letters"))
        .containsExactly(
            "prod|validate|[MISSING_PROPERTY, BAD_FORMAT]|[$.user_id, $.pii_hash]|"
                + "MISSING_PROPERTY at $.user_id: is required;"
                + " BAD_FORMAT at $.pii_hash: must be 64 hexadecimal digits|{\"user_id\": null}|"
                + "kafka|analytics.events.student|0|3|2026-01-05 00:00:00.0|raw-events|0.1.0|"
                + run.id());
    assertThat(warehouse.query("SELECT * EXCLUDE (written_at) FROM kpi_values"))
        .containsExactly(
            "weekly_active_users|1|prod|default|all|||week|2026-01-05 00:00:00.0|"
                + "2026-01-12 00:00:00.0|2026-01-06 00:00:00.0|NULL|5.0|NULL|5.0|0|1|2|"
                + "{\"events\":10,\"new_users\":null,\"returning_users\":5,\"trailing_7d\":5}|"
                + "false|0|"
                + run.id()
                + "|0.1.0");
    assertThat(warehouse.query("SELECT * EXCLUDE (finished_at) FROM pipeline_runs"))
        .containsExactly(
            run.id()
                + "|raw-events|0.1.0|local|{\"source\": \"a\"}|2026-01-05 00:00:00.0|NULL|false|"
                + "succeeded|1|2|1|0|0|0|1|0|{\"BAD_FORMAT\":1,\"MISSING_PROPERTY\":1}|"
                + "{\"session_started\":1}|{}|{}|2026-01-05 00:00:00.001|"
                + "{\"dead_letters\":1,\"kpi_values\":1,\"user_sessions\":1}|{}|NULL|"
                + "2026-02-01 12:00:00.123|2026-02-01 12:00:00.123");
    assertThat(summary.status()).isEqualTo("succeeded");
    assertThat(summary.rowsWritten())
        .isEqualTo(Map.of("dead_letters", 1L, "kpi_values", 1L, "user_sessions", 1L));
    assertThat(summary.counts().isConserved()).isTrue();
    assertThat(summary.counts().maxEventTimeMillis()).isEqualTo(MONDAY + 1);
    assertThat(stagingDirectory()).doesNotExist();
  }

  @Test
  void anEmptyRunSucceedsToo() {
    RunSummary summary = warehouse.write(batch("nothing"), output());
    assertThat(summary.status()).isEqualTo("succeeded");
    assertThat(summary.counts().isEmpty()).isTrue();
    assertThat(warehouse.query("SELECT status, attempt, read, rows_written FROM pipeline_runs"))
        .containsExactly("succeeded|1|0|{}");
  }

  @Test
  void aRerunLeavesTheSameTables() {
    SinkFixture.Output output =
        output()
            .record(session("u1", "a", MONDAY, 1).build())
            .record(session("u2", "b", MONDAY, 2).build())
            .letter(letter(3, "x"))
            .value(wau(0, MONDAY + DAY, 5, 1.0));
    warehouse.write(batch("a"), output);
    List<String> before = everything();
    RunSummary again = warehouse.write(batch("a"), output);
    assertThat(everything()).isEqualTo(before);
    assertThat(warehouse.query("SELECT attempt, status, read FROM pipeline_runs"))
        .containsExactly("2|succeeded|3");
    assertThat(again.rowsWritten().values()).containsOnly(0L);
  }

  private List<String> everything() {
    List<String> rows = warehouse.query("SELECT * FROM user_sessions ORDER BY ALL");
    rows.addAll(warehouse.query("SELECT * FROM dead_letters ORDER BY ALL"));
    rows.addAll(warehouse.query("SELECT * FROM kpi_values ORDER BY ALL"));
    return rows;
  }

  @Test
  void overlappingRunsStoreTheEarliestRecordWhateverTheirOrder() {
    SinkFixture.Output early = output().record(session("u1", "a", MONDAY, 1).build());
    SinkFixture.Output late =
        output()
            .record(session("u1", "a", MONDAY, 9).build())
            .record(session("u2", "a", MONDAY, 2).build());
    SinkFixture other = new SinkFixture(directory.resolve("other.duckdb"));
    warehouse.write(batch("early"), early);
    warehouse.write(batch("late"), late);
    other.write(batch("late"), late);
    other.write(batch("early"), early);
    assertThat(warehouse.query(SESSIONS))
        .containsExactly("u1|2026-01-05 00:00:00.0|1", "u2|2026-01-05 00:00:00.0|2")
        .isEqualTo(other.query(SESSIONS));
  }

  @Test
  void recordsOfOtherTenantsAndSendersAreOtherRecords() {
    warehouse.write(
        batch("a"),
        output()
            .record(session("u1", "a", MONDAY, 1).build())
            .record(session("u1", "a", MONDAY, 2).tenantId("north").build())
            .record(session("u1", "a", MONDAY, 3).canonicalUserId(null).build()));
    warehouse.write(
        batch("b"),
        output()
            .record(session("u1", "a", MONDAY, 4).tenantId("north").build())
            .record(session("u1", "a", MONDAY, 5).canonicalUserId(null).build())
            .record(session("u9", "a", MONDAY, 6).build()));
    assertThat(warehouse.query("SELECT record_offset FROM user_sessions ORDER BY ALL"))
        .containsExactly("1", "2", "3", "6");
  }

  @Test
  void theFirstRunOwnsADeadLetterAndMayReplaceIt() {
    RunInfo first = batch("first");
    warehouse.write(first, output().letter(letter(1, "old")).letter(letter(2, "gone")));
    warehouse.write(batch("second"), output().letter(letter(1, "second")));
    assertThat(warehouse.query(LETTERS))
        .containsExactly("1|old|" + first.id(), "2|gone|" + first.id());
    warehouse.write(first, output().letter(letter(1, "new")));
    assertThat(warehouse.query(LETTERS)).containsExactly("1|new|" + first.id());
    warehouse.write(first, output());
    assertThat(warehouse.query(LETTERS)).isEmpty();
  }

  @Test
  void copiesWithinARunAreNotedAsOftenAsTheRunHasThem() {
    AnalyticsRecord kept = session("u1", "a", MONDAY, 1).build();
    AnalyticsRecord copy = session("u1", "a", MONDAY + 5, 7).build();
    SinkFixture.Output both = output().record(kept).duplicate(copy, kept);
    warehouse.write(batch("a"), both);
    List<String> noted = warehouse.query("SELECT * FROM duplicate_records");
    assertThat(noted)
        .singleElement()
        .asString()
        .startsWith(
            "prod|default|session_started|"
                + SinkFixture.id("a")
                + "|2026-01-05 00:00:00.005|kafka|analytics.events.student|1|7|"
                + "2026-01-05 00:00:00.01|kafka|analytics.events.student|1|1|deduplicate|"
                + batch("a").id());

    assertThat(warehouse.write(batch("a"), both).rowsWritten())
        .containsEntry("duplicate_records", 0L);
    assertThat(warehouse.query("SELECT * FROM duplicate_records")).isEqualTo(noted);
    // The same range again, read by a release that takes them for different records.
    warehouse.write(batch("a"), output().record(kept));
    assertThat(warehouse.query("SELECT * FROM duplicate_records")).isEmpty();
  }

  @Test
  void copiesOfWhatAnotherRunHasStoredAreNoted() {
    String notes =
        "SELECT record_offset, kept_offset, stage, count(*) FROM duplicate_records"
            + " GROUP BY ALL ORDER BY ALL";
    warehouse.write(batch("a"), output().record(session("u1", "a", MONDAY, 5).build()));
    // Later, earlier, the same record again, and another sender's.
    warehouse.write(batch("b"), output().record(session("u1", "a", MONDAY + 1, 6).build()));
    assertThat(warehouse.query(notes)).containsExactly("6|5|store|1");
    warehouse.write(batch("c"), output().record(session("u1", "a", MONDAY - 1, 7).build()));
    warehouse.write(batch("d"), output().record(session("u1", "a", MONDAY - 1, 7).build()));
    warehouse.write(batch("e"), output().record(session("u2", "a", MONDAY, 8).build()));
    warehouse.write(batch("b"), output().record(session("u1", "a", MONDAY + 1, 6).build()));
    assertThat(warehouse.query(notes)).containsExactly("5|7|store|1", "6|5|store|1");
    assertThat(warehouse.query("SELECT record_offset FROM user_sessions ORDER BY ALL"))
        .containsExactly("7", "8");
  }

  @Test
  void kpiRowsAreAddedOnlyWhenFiguresChange() {
    warehouse.write(batch("a"), output().value(wau(0, MONDAY + DAY, 5, null)));
    warehouse.write(batch("b"), output().value(wau(0, MONDAY + DAY, 5, null)));
    warehouse.write(batch("c"), output().value(wau(0, MONDAY + DAY, 6, 1.0)));
    warehouse.write(batch("d"), output().value(wau(0, MONDAY + DAY, 5, null)));
    warehouse.write(batch("e"), output().value(wau(0, MONDAY + 2 * DAY, 5, null)));
    assertThat(warehouse.query("SELECT as_of, value, pane_index FROM kpi_values ORDER BY ALL"))
        .containsExactly(
            "2026-01-06 00:00:00.0|5.0|0",
            "2026-01-06 00:00:00.0|5.0|2",
            "2026-01-06 00:00:00.0|6.0|1",
            "2026-01-07 00:00:00.0|5.0|0");
    assertThat(warehouse.query("SELECT as_of, value, pane_index FROM kpi_current"))
        .containsExactly("2026-01-07 00:00:00.0|5.0|0");
  }

  /** What was computed from too little may be right by chance: only the later row says so. */
  @Test
  void aCompleteRowWithTheSameFiguresTakesThePlaceOfAPartialOne() {
    warehouse.write(batch("a"), output().value(since(wau(0, MONDAY + DAY, 5, null), MONDAY - DAY)));
    warehouse.write(batch("b"), output().value(since(wau(0, MONDAY + DAY, 5, null), MONDAY - DAY)));
    assertThat(warehouse.query("SELECT history_from, pane_index FROM kpi_current"))
        .containsExactly("2026-01-04 00:00:00.0|0");

    warehouse.write(batch("c"), output().value(wau(0, MONDAY + DAY, 5, null)));
    assertThat(warehouse.query("SELECT history_from, pane_index FROM kpi_current"))
        .containsExactly("NULL|1");
    assertThat(warehouse.query("SELECT * FROM kpi_restatements"))
        .as("no figure has changed")
        .isEmpty();
  }

  @Test
  void aFailureLeavesTheTablesAndSaysWhy() {
    warehouse.write(batch("a"), output().record(session("u1", "a", MONDAY, 1).build()));
    OpenRun open = new StagingSink(new DuckDbConnector(warehouse.file()), PLAN).begin(batch("a"));
    assertThat(warehouse.query("SELECT status, attempt, read FROM pipeline_runs"))
        .containsExactly("running|2|0");
    open.fail("The broker is gone.");
    assertThat(warehouse.query("SELECT status, attempt, error FROM pipeline_runs"))
        .containsExactly("failed|2|The broker is gone.");
    assertThat(warehouse.query(SESSIONS)).hasSize(1);
    assertThat(stagingDirectory()).doesNotExist();
  }

  @Test
  void aFailureThatCannotBeNotedDoesNotHideItsCause() throws IOException {
    OpenRun open = new StagingSink(new DuckDbConnector(warehouse.file()), PLAN).begin(batch("a"));
    Files.writeString(warehouse.file(), "overwritten by something else");
    open.fail("The broker is gone.");
    assertThat(warehouse.file()).hasContent("overwritten by something else");
  }

  @Test
  void aCrashBeforeTheCommitIsHealedByTheNextAttempt() throws IOException {
    RunInfo run = batch("a");
    Path left = stagingDirectory().resolve(run.id()).resolve("7");
    Files.createDirectories(left);
    Files.writeString(left.resolve("user_sessions-x.csv"), "half a row");
    RunSummary summary =
        warehouse.write(run, output().record(session("u1", "a", MONDAY, 1).build()));
    assertThat(summary.status()).isEqualTo("succeeded");
    assertThat(warehouse.query(SESSIONS)).hasSize(1);
    assertThat(stagingDirectory()).doesNotExist();
  }

  @Test
  void twoAttemptsOfOneRunAtTheSameTimeDoNotTouchEachOther() {
    RunInfo run = batch("a");
    OpenRun first = new StagingSink(new DuckDbConnector(warehouse.file()), PLAN).begin(run);
    Path staged = stagingDirectory().resolve(run.id()).resolve("1");
    RunSummary second =
        warehouse.write(run, output().record(session("u1", "a", MONDAY, 1).build()));
    assertThat(second.status()).isEqualTo("succeeded");
    assertThat(staged).isDirectory();
    first.finish();
    assertThat(stagingDirectory()).doesNotExist();
  }

  @Test
  void stagingOfOtherRunsIsLeftAlone() throws IOException {
    Path other = stagingDirectory().resolve("other-run").resolve("1");
    Files.createDirectories(other);
    warehouse.write(batch("a"), output());
    assertThat(other).exists();
  }

  @Test
  void aCommitThatFailsStoresNothing() throws IOException {
    RunInfo run = batch("a");
    new StagingSink(new DuckDbConnector(warehouse.file()), PLAN).begin(run);
    BundleFiles files = new BundleFiles(stagingDirectory());
    RecordRows rows = new RecordRows(PLAN);
    for (RecordBlock block : SinkFixture.blocks(List.of(session("u1", "a", MONDAY, 1).build()))) {
      rows.write(block, files);
    }
    Map<String, List<String>> staged =
        Map.of(
            "user_sessions",
            files.finish().stream().map(StagedFile::path).toList(),
            "dead_letters",
            List.of(stagingDirectory().resolve("missing.csv").toString()));
    Commit commit =
        new Commit(new DuckDbWarehouse(warehouse.file()), PLAN, List.of(), List.of(), run);
    assertThatThrownBy(() -> commit.run(new StagedFiles(staged, false)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("missing.csv");
    assertThat(warehouse.query(SESSIONS)).isEmpty();
    assertThat(warehouse.query("SELECT status FROM pipeline_runs")).containsExactly("running");
  }

  private Path stagingDirectory() {
    return warehouse.file().resolveSibling("analytics.duckdb.staging");
  }
}
