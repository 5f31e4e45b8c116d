package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.pipelines.RetentionPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.DocumentTable;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.testing.TestRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock moves through seven years; the document says what is there at each of its stops. */
class RetentionIT {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();
  private static final YearMonth FIRST = YearMonth.of(2016, 1);
  private static final YearMonth LAST = YearMonth.of(2019, 1);
  private static final Pattern STORED = Pattern.compile("Snowflake ([a-z_.]+),.*", Pattern.DOTALL);

  @TempDir Path directory;
  private DuckDbWarehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = new DuckDbWarehouse(new SinkFixture(directory.resolve("old.duckdb")).file());
  }

  /** By table: for how many years its rows are kept. */
  private static Map<String, Integer> years() {
    Map<String, Integer> years = new TreeMap<>();
    for (Map<String, String> row : DocumentTable.rows("event-dictionary.tsv")) {
      Matcher table = STORED.matcher(row.get("Storage Destinations"));
      assertThat(table.matches()).as("%s", row).isTrue();
      years.put(table.group(1), Integer.parseInt(row.get("Retention").replaceAll(" year.*", "")));
    }
    // The document is silent about these: the plan gives a reason for each.
    PLAN.recordTypes().stream()
        .filter(type -> type.kind() == RecordType.Kind.RECORD)
        .forEach(
            type ->
                years.put(type.storage().snowflake().toString(), type.storage().retentionYears()));
    assertThat(years).hasSize(PLAN.recordTypes().size());
    int shortest = years.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
    int longest = years.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    years.put("dead_letters", shortest);
    years.put("dead_letter_repairs", shortest);
    years.put("duplicate_records", shortest);
    years.put("kpi_contribution_removals", shortest);
    years.put("identity.link_changes", longest);
    return years;
  }

  /** A row for each month, in every table that there is. */
  private void fill() {
    List<Table> tables = new ArrayList<>(RawTable.all(PLAN).stream().map(RawTable::table).toList());
    tables.addAll(FixedTables.all());
    // Filled by runs, and by whoever makes the tables; empty at all times; without any time.
    List<String> others =
        List.of(
            "pipeline_runs",
            "schema_registry.event_schemas",
            "privacy.ids_to_erase",
            "permissions.tenant_readers",
            "permissions.min_group_sizes");
    warehouse.transaction(
        transaction -> {
          tables.stream()
              .filter(table -> !others.contains(table.name().toString()))
              .forEach(table -> transaction.execute(rows(table)));
          return tables;
        });
  }

  /** The statement that makes the rows of a table, which say no more than they have to. */
  private String rows(Table table) {
    Dialect dialect = warehouse.dialect();
    String time = table.layout().day().isEmpty() ? timeOf(table) : table.layout().day();
    List<String> columns = new ArrayList<>(List.of(dialect.identifier(time)));
    StringBuilder texts = new StringBuilder();
    for (Column column : table.columns()) {
      if (column.type() == ColumnType.TEXT) {
        columns.add(dialect.identifier(column.name()));
        texts.append(", 'x'");
      }
    }
    List<String> rows = new ArrayList<>();
    for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
      rows.add("('" + month.atEndOfMonth() + " 12:00:00'" + texts + ")");
    }
    return "INSERT INTO %s (%s) VALUES %s"
        .formatted(dialect.name(table.name()), String.join(", ", columns), String.join(", ", rows));
  }

  private static String timeOf(Table table) {
    return table.columnNames().contains("written_at") ? "written_at" : "ends_at";
  }

  private RunReport retention(String at) {
    return Runs.retention(List.of("--localWarehouse=" + warehouse.file(), "--at=" + at));
  }

  private static int months() {
    return (LAST.getYear() - FIRST.getYear()) * 12
        + LAST.getMonthValue()
        - FIRST.getMonthValue()
        + 1;
  }

  /** How many of the rows are kept at noon of a day. */
  private static long kept(int years, LocalDate at) {
    long kept = 0;
    for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
      if (!month.atEndOfMonth().isBefore(at.minusYears(years))) {
        kept++;
      }
    }
    return kept;
  }

  @Test
  void everyTableIsKeptAsLongAsTheDocumentSays() {
    fill();
    Map<String, Integer> years = years();
    Map<String, Long> before = counts();
    for (LocalDate at = LocalDate.of(2019, 1, 31); at.getYear() <= 2026; at = at.plusYears(1)) {
      Map<String, Long> expected = new TreeMap<>(before);
      for (Map.Entry<String, Integer> table : years.entrySet()) {
        expected.put(table.getKey(), kept(table.getValue(), at));
      }
      // The first of these runs deletes what no longer adds up, and that is never kept again.
      expected.put("kpi_contributions", 0L);
      expected.put("kpi_contribution_runs", 0L);
      expected.put("pipeline_runs", (long) (at.getYear() - 2019) + 1);

      RunReport run = retention(at + "T12:00:00Z");

      Map<String, Long> after = counts();
      assertThat(after).as("in %s", at).isEqualTo(expected);
      long gone = before.values().stream().mapToLong(Long::longValue).sum();
      Map<String, Long> removed = run.removed().get("local");
      for (String table : years.keySet()) {
        assertThat(removed.getOrDefault(table, 0L))
            .as("%s in %s", table, at)
            .isEqualTo(before.get(table) - after.get(table));
      }
      assertThat(gone).isPositive();
      before = after;
    }
    assertThat(before).containsEntry("advisor.notes", 1L).containsEntry("user_sessions", 0L);
    assertThat(before).containsEntry("kpi_values", (long) months());
    assertThat(before).containsEntry("privacy.erasure_receipts", (long) months());
    assertThat(before).containsEntry("privacy.suppression_list", (long) months());
    assertThat(before).containsEntry("identity.links", (long) months());
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    Tables.of(warehouse.file())
        .rows()
        .forEach(
            (table, rows) -> counts.put(table.replaceFirst("^main\\.", ""), (long) rows.size()));
    return counts;
  }

  private Tables allButTheLedger() {
    return Tables.of(warehouse.file()).only(table -> !table.equals(Tables.LEDGER));
  }

  @Test
  void aRunThatFindsNothingChangesNothing() {
    fill();
    retention("2020-01-31T12:00:00Z");
    warehouse.execute("INSERT INTO kpi_contribution_runs (scope) VALUES ('newest')");
    warehouse.execute("INSERT INTO kpi_contributions (scope) VALUES ('newest')");
    Tables before = allButTheLedger();

    RunReport again = retention("2020-01-31T12:00:00Z");

    allButTheLedger().assertSameAs(before);
    assertThat(again.removed().get("local")).isEmpty();
    assertThat(again.toText()).contains("no rows removed from local");
    assertThat(before.count("main.kpi_contributions")).isEqualTo(1);
    assertThat(Tables.query(warehouse.file(), "SELECT status FROM pipeline_runs"))
        .containsExactly("succeeded", "succeeded");
  }

  @Test
  void aDryRunSaysWhatWouldGo() throws IOException {
    fill();
    byte[] file = Files.readAllBytes(warehouse.file());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    ExitCode code =
        RetentionPipeline.run(
            new String[] {
              "--dryRun", "--localWarehouse=" + warehouse.file(), "--at=2024-01-31T12:00:00Z"
            },
            out,
            out);

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsPattern("local +user_sessions +kept 2 years, since 2022-01-31T12:00:00Z: +37 ")
        .containsPattern("local +advisor.notes +kept 7 years, since 2017-01-31T12:00:00Z: +12 ")
        .contains("nothing was changed");
    assertThat(Files.readAllBytes(warehouse.file())).isEqualTo(file);
  }

  @Test
  void nothingIsDeletedBeforeItsTime() {
    assertThatThrownBy(
            () ->
                Runs.retention(
                    List.of("--at=2099-01-01", "--streaming", "--input=x", "--warehouses=oracle")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--at=2099-01-01T00:00:00Z is yet to come")
        .hasMessageContaining("--streaming")
        .hasMessageContaining("--input")
        .hasMessageContaining("--warehouses must be");
  }

  private static String session(String user, String day) {
    return """
        {"event_name":"session_started","event_id":"%s","event_timestamp":"%sT08:00:00Z",\
        "user_id":"%s","anonymous_id":"%s","persona":"student","context_page":"/",\
        "context_device":"web","opt_out_status":false}"""
        .formatted(TestRecords.uuid(user + day), day, user, TestRecords.uuid(user));
  }

  private List<String> kpi(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--source=warehouse",
                "--kpis=weekly_active_users",
                "--localWarehouse=" + warehouse.file()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private List<String> weeks() {
    return Tables.query(
        warehouse.file(),
        """
        SELECT DISTINCT concat_ws(' ', CAST(period_start AS DATE), CAST(numerator AS INTEGER), history_from)
        FROM kpi_values WHERE persona = 'all' AND dimension = '' ORDER BY 1""");
  }

  @Test
  void publishedFiguresAreNotRestatedFromWhatIsLeft() throws IOException {
    Path input = directory.resolve("analytics.events.student.ndjson");
    Files.write(
        input,
        List.of(
            session("ann", "2018-03-06"),
            session("bob", "2018-03-07"),
            session("ann", "2019-08-07"),
            session("ann", "2019-08-14")));
    Runs.rawEvents(
        List.of("--source=files", "--input=" + input, "--localWarehouse=" + warehouse.file()));
    Runs.kpi(kpi("--to=2019-08-12"));
    List<String> published = weeks();
    assertThat(published).contains("2018-03-05 2", "2019-08-05 1");

    assertThat(retention("2020-06-01T00:00:00Z").removed().get("local"))
        .isEqualTo(Map.of("user_sessions", 2L));

    assertThat(weeks()).isEqualTo(published);
    assertThatThrownBy(() -> Runs.kpi(kpi("--to=2019-08-19")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("everything is there since 2018-06-01T00:00:00Z")
        .hasMessageContaining("--from=2019-07-08T00:00:00Z");
    Runs.kpi(kpi("--from=2019-08-05", "--to=2019-08-19"));
    assertThat(weeks())
        .containsAll(published)
        .contains("2019-08-12 1")
        .hasSize(published.size() + 1);
    Runs.kpi(kpi("--from=2019-06-03", "--to=2019-08-19", "--allowPartialHistory"));
    assertThat(weeks()).containsAll(published);
  }
}
