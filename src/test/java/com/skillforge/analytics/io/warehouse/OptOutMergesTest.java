package com.skillforge.analytics.io.warehouse;

import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored against opt-outs goes, and nothing else: compared with the definition. */
class OptOutMergesTest {
  private static final int HISTORIES = 40;
  private static final String PREFERENCES = "privacy.preferences";
  private static final String SUPPRESSIBLE = "raw_events.discovery";
  private static final String ESSENTIAL = "user_sessions";
  private static final String NEITHER = "advisor.roster";

  private static final String LEFT = "SELECT sum(row_count) FROM (%s) AS counted";
  private static final String ACTED =
      "SELECT coalesce(sum(row_count), 0) FROM privacy.opt_out_actions";
  private static final String NOTED =
      "SELECT coalesce(sum(row_count), 0) FROM privacy.opt_out_actions WHERE action = 'removed'";

  private static final Instant ONE_OCLOCK = Instant.parse("2026-01-05T01:00:00Z");

  private final Stamp stamp = new Stamp(batch("audit"), Instant.parse("2026-02-01T00:00:00Z"));
  private Connection duckDb;

  /**
   * A stored row.
   *
   * @param out what a preference change says
   */
  private record Row(
      String table, String id, String environment, String user, int minute, boolean out) {
    Instant at() {
      return Instant.parse("2026-01-05T00:00:00Z").plusSeconds(60L * minute);
    }
  }

  @BeforeEach
  void createTables() throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    WarehouseSchema schema = WarehouseSchema.of(DuckDb.SQL, PLAN);
    for (Script script : List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS)) {
      execute(schema.statements(script));
    }
  }

  @AfterEach
  void close() throws SQLException {
    duckDb.close();
  }

  private void execute(List<String> statements) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = duckDb.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private static RawTable table(String name) {
    return RawTable.all(PLAN).stream()
        .filter(raw -> raw.table().name().toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void insert(List<Row> rows) throws SQLException {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      RawTable raw = table(row.table());
      boolean canOptOut = !row.table().equals(NEITHER);
      statements.add(
          """
          INSERT INTO %s (%s, %s, environment, tenant_id, canonical_user_id, opted_out,
            record_source, record_topic, record_partition, record_offset, run_id, ingested_at%s)
          VALUES ('%s', TIMESTAMP '%s', '%s', 'north', %s, false, 'kafka', 't', 0, %d, 'r',
            TIMESTAMP '2026-01-10'%s)
          """
              .formatted(
                  row.table(),
                  raw.idColumn(),
                  raw.type().eventTimeProperty(),
                  canOptOut ? ", context_device, pii_hash, salt_version, opt_out_status" : "",
                  row.id(),
                  row.at().toString().replace("T", " ").replace("Z", ""),
                  row.environment(),
                  row.user() == null ? "NULL" : "'" + row.user() + "'",
                  i,
                  canOptOut ? ", 'phone', 'h', 1, " + row.out() : ""));
    }
    execute(statements);
  }

  private static List<Row> history(Random random) {
    List<Row> rows = new ArrayList<>();
    List<String> tables =
        List.of(PREFERENCES, PREFERENCES, SUPPRESSIBLE, SUPPRESSIBLE, ESSENTIAL, NEITHER);
    int size = 5 + random.nextInt(30);
    for (int i = 0; i < size; i++) {
      String table = tables.get(random.nextInt(tables.size()));
      String user = random.nextInt(8) == 0 ? null : "u" + random.nextInt(2);
      rows.add(
          new Row(
              table,
              "id" + (char) ('a' + random.nextInt(26)) + i,
              random.nextInt(6) == 0 ? "staging" : "prod",
              user,
              random.nextInt(12), // few minutes: many records at one instant
              table.equals(PREFERENCES) && random.nextBoolean()));
    }
    return rows;
  }

  /** By the definition: the last preference change up to a record's time counts. */
  private static boolean hidden(Row row, List<Row> all) {
    Optional<Row> last =
        all.stream()
            .filter(change -> change.table().equals(PREFERENCES) && change.user() != null)
            .filter(change -> change.user().equals(row.user()))
            .filter(change -> change.environment().equals(row.environment()))
            .filter(change -> !change.at().isAfter(row.at()))
            .max(Comparator.comparing(Row::at).thenComparing(Row::id));
    return last.isPresent() && last.get().out();
  }

  private static List<String> expected(List<Row> all, String table) {
    return all.stream()
        .filter(row -> row.table().equals(table))
        .filter(row -> !table.equals(SUPPRESSIBLE) || !hidden(row, all))
        .map(
            row ->
                row.id()
                    + (table.equals(NEITHER)
                        ? " whole"
                        : !table.equals(SUPPRESSIBLE) && hidden(row, all) ? " reduced" : " whole"))
        .sorted()
        .toList();
  }

  private List<String> stored(String table) throws SQLException {
    String whole =
        table.equals(NEITHER)
            ? "' whole'"
            : "CASE WHEN opted_out AND context_device IS NULL AND pii_hash IS NULL"
                + " AND salt_version IS NULL THEN ' reduced'"
                + " WHEN NOT opted_out AND context_device = 'phone' AND pii_hash = 'h'"
                + " AND salt_version = 1 THEN ' whole' ELSE ' neither' END";
    return query(
        "SELECT " + table(table).idColumn() + " || " + whole + " FROM " + table + " ORDER BY 1");
  }

  @Test
  void whatIsLeftIsWhatTheDefinitionLeaves() throws SQLException {
    OptOutMerges merges = new OptOutMerges(new MergeSql(DuckDb.SQL, false), PLAN);
    long removed = 0;
    long reduced = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      List<Row> rows = history(new Random(seed));
      for (String table : List.of(PREFERENCES, SUPPRESSIBLE, ESSENTIAL, NEITHER)) {
        execute(List.of("DELETE FROM " + table));
      }
      execute(List.of("DELETE FROM privacy.opt_out_actions"));
      insert(rows);

      String found = query(LEFT.formatted(merges.counts())).get(0);
      execute(seed % 2 == 0 ? merges.enforce(stamp) : ofRecentChanges(rows).enforce(stamp));
      execute(merges.enforce(stamp)); // a second time changes nothing

      for (String table : List.of(PREFERENCES, SUPPRESSIBLE, ESSENTIAL, NEITHER)) {
        assertThat(stored(table))
            .as("%s of history %d", table, seed)
            .isEqualTo(expected(rows, table));
      }
      long gone =
          rows.stream().filter(row -> row.table().equals(SUPPRESSIBLE)).count()
              - expected(rows, SUPPRESSIBLE).size();
      assertThat(query(ACTED)).as("announced of history %d", seed).containsExactly(found);
      assertThat(query(NOTED)).as("history %d", seed).containsExactly(String.valueOf(gone));
      assertThat(query(LEFT.formatted(merges.counts()))).containsExactly("0");
      removed += gone;
      reduced += expected(rows, ESSENTIAL).stream().filter(row -> row.endsWith("reduced")).count();
    }
    assertThat(removed).as("rows that were removed").isGreaterThan(HISTORIES / 2);
    assertThat(reduced).as("rows that were reduced").isGreaterThan(HISTORIES / 4);
  }

  /** All of them were stored at once: those of everybody. */
  private static OptOutMerges ofRecentChanges(List<Row> rows) {
    Instant from =
        rows.stream()
            .filter(row -> row.table().equals(PREFERENCES))
            .map(Row::at)
            .min(Comparator.naturalOrder())
            .orElse(ONE_OCLOCK);
    return OptOutMerges.of(
        new OptOutMerges.Recent(Instant.parse("2026-01-10T00:00:00Z"), from),
        new MergeSql(DuckDb.SQL, false),
        PLAN);
  }

  /** An opt-out of midnight, ended at one o'clock by an opt-in that was stored at two. */
  @ParameterizedTest
  @CsvSource({
    "raw-events, false, other,  01:30, 00:30, 1, a run had read later records",
    "raw-events, false, other,  00:30, 00:30, 0, no run had",
    "raw-events, false, other,  01:30, 02:30, 0, the run began when the opt-in was known",
    "raw-events, false, in-run, 01:30, 00:30, 0, the run that had them had the opt-in",
    "raw-events, true,  in-run, 23:30, 00:30, 1, a stream that got it an hour later",
    "kpi,        false, other,  01:30, 00:30, 0, KPI runs store no records"
  })
  void anOptInIsLateWhenLaterRecordsHadBeenReadWithoutIt(
      String pipeline,
      boolean streaming,
      String run,
      String readUpTo,
      String startedAt,
      long late,
      String why)
      throws SQLException {
    storeAnOptInOfOne("02:00:01");
    startRun(pipeline, streaming, run, readUpTo, startedAt, "{}");

    assertThat(lateOptIns()).as(why).isEqualTo(late);
  }

  @Test
  void anAuditThatHasReadAgainSettlesLateOptIns() throws SQLException {
    storeAnOptInOfOne("02:00:01");
    startRun("raw-events", false, "other", "01:30", "00:30", "{}");
    startRun("privacy-audit", false, "looked", "01:30", "03:00", "{\"stored_rows\": \"all\"}");
    assertThat(lateOptIns()).as("nothing was read").isOne();

    startRun("privacy-audit", false, "read", "01:30", "03:00", "{\"topics\": []}");

    assertThat(lateOptIns()).isZero();
  }

  @Test
  void aStreamThatGetsAnOptInAtOnceLetsThroughItself() throws SQLException {
    storeAnOptInOfOne("01:00:05");
    startRun("raw-events", true, "in-run", "23:30", "00:30", "{}");

    assertThat(lateOptIns()).isZero();
  }

  private void storeAnOptInOfOne(String storedAt) throws SQLException {
    insert(
        List.of(
            new Row(PREFERENCES, "a", "prod", "ann", 0, true),
            new Row(PREFERENCES, "b", "prod", "ann", 60, false)));
    execute(
        List.of(
            "UPDATE privacy.preferences SET run_id = 'in-run', ingested_at = TIMESTAMP '2026-01-05 "
                + storedAt
                + "'"));
  }

  private void startRun(
      String pipeline,
      boolean streaming,
      String run,
      String readUpTo,
      String startedAt,
      String source)
      throws SQLException {
    execute(
        List.of(
            """
            INSERT INTO pipeline_runs
              (run_id, pipeline, streaming, status, source, max_event_time, started_at)
            VALUES ('%s', '%s', %s, 'succeeded', '%s', TIMESTAMP '2026-01-05 %s:00',
              TIMESTAMP '2026-01-05 %s:00')
            """
                .formatted(run, pipeline, streaming, source, readUpTo, startedAt)));
  }

  private long lateOptIns() throws SQLException {
    OptOutMerges merges = new OptOutMerges(new MergeSql(DuckDb.SQL, false), PLAN);
    return query(merges.letInLate("raw-events", "privacy-audit")).stream()
        .filter(Objects::nonNull)
        .peek(at -> assertThat(Long.parseLong(at)).isEqualTo(ONE_OCLOCK.toEpochMilli()))
        .count();
  }

  @Test
  void bigQuerysAnalyserTakesTheStatements() {
    GoogleSql analyser = new GoogleSql();
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    for (Script script : List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS)) {
      schema.statements(script).forEach(analyser::accept);
    }
    OptOutMerges merges = new OptOutMerges(new MergeSql(BigQuery.SQL, true), PLAN);
    RawTable essential = table(ESSENTIAL);
    String staged =
        "SELECT * FROM "
            + BigQuery.SQL.name(essential.table().name())
            + " AS r WHERE "
            + BigQuery.SQL.everyPartition("r", essential).orElseThrow();

    List<String> statements = new ArrayList<>(merges.enforce(stamp));
    statements.addAll(
        OptOutMerges.of(
                new OptOutMerges.Recent(stamp.writtenAt(), ONE_OCLOCK),
                new MergeSql(BigQuery.SQL, true),
                PLAN)
            .enforce(stamp));
    statements.addAll(
        new RecordMerges(new MergeSql(BigQuery.SQL, true)).records(essential, staged));
    statements.add(merges.letInLate("raw-events", "privacy-audit"));
    statements.add(merges.counts());

    statements.forEach(analyser::accept);
    assertThat(statements).hasSizeGreaterThan(50);
  }
}
