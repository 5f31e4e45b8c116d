package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.answers.KpiAnswers;
import com.skillforge.analytics.answers.KpiQuery;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.options.KpiQueryOptions;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import com.skillforge.analytics.testing.LogFile;
import com.skillforge.analytics.testing.TestPostgres;
import com.skillforge.analytics.testing.TestRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of an erased person is left in any store, and nothing comes back. */
class ErasureIT {
  private static final String USER = "usr_10004";
  private static final String RECEIPTS = "privacy.erasure_receipts";

  /** What is not the same in a warehouse that read other files. */
  private static final String[] POSITIONS = {
    "record_source", "record_offset", "kept_source", "kept_offset", "run_id"
  };

  @TempDir static Path shared;
  @TempDir Path directory;
  private static Path files;
  private static String links;
  private static Erased erased;

  @BeforeAll
  static void simulate() throws IOException {
    Simulation simulation =
        SemesterSimulator.simulate(
            new SimulationSettings(11, 1_200, 0.3, Optional.empty(), Medium.FILES));
    files = Files.createDirectory(shared.resolve("files"));
    SimulationFiles.write(simulation, files);
    Files.write(files.resolve("advisor.extra.ndjson"), extra());
    links = simulation.identityLinksCsv();
    erased = Erased.of(USER, simulation);
    assertThat(erased.names()).as("the person has several names").hasSizeGreaterThan(1);
  }

  /** What a simulation has too little of: a rejected record, a copy, and lists of students. */
  private static List<String> extra() {
    String visit =
        event("session_started", "visit", USER, "").replace("\"advisor\"", "\"student\"");
    return List.of(
        event("advisor_note_added", "note", "adv", ",\"student_id\":\"" + USER + "\""),
        event(
            "cohort_assessment_assigned",
            "cohort",
            "adv",
            ",\"assessment_id\":\"a\",\"cohort_id\":\"c\",\"student_ids\":[\"ann\",\""
                + USER
                + "\",\"bob\"]"),
        event("advisor_note_added", "rejected", USER, ""),
        "{\"event_name\":\"session_started\",\"user_id\":\"" + USER + "\"",
        "\"{\\\"user_id\\\":\\\"" + USER + "\\\"}\"",
        visit,
        visit.replace("08:00:00", "09:00:00"));
  }

  private static String event(String name, String id, String user, String more) {
    return """
        {"event_name":"%s","event_id":"%s","event_timestamp":"2026-02-03T08:00:00Z",\
        "user_id":"%s","anonymous_id":"%s","persona":"advisor","context_page":"/",\
        "context_device":"web","opt_out_status":false%s}"""
        .formatted(name, TestRecords.uuid(id), user, TestRecords.uuid("browser " + user), more);
  }

  private Path local() {
    return directory.resolve("local.duckdb");
  }

  private static List<String> reading(Path input, Path warehouse, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--source=files", "--input=" + input, "--localWarehouse=" + warehouse));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static List<String> kpis(Path warehouse, String to) {
    return List.of("--source=warehouse", "--localWarehouse=" + warehouse, "--to=" + to);
  }

  private static long sum(Path warehouse, String store) {
    return Long.parseLong(
        Tables.query(
                warehouse,
                "SELECT CAST(coalesce(sum(rows_removed), -1) AS VARCHAR) FROM "
                    + RECEIPTS
                    + " WHERE store = '"
                    + store
                    + "'")
            .get(0));
  }

  private static long rows(Tables tables) {
    return withoutTraces(tables).rows().values().stream().mapToLong(List::size).sum()
        + tables.count("identity.link_changes")
        + tables.count(Tables.DUPLICATES);
  }

  @Test
  void everyStoreIsAsIfThePersonHadNeverBeenThere() throws Exception {
    try (LogFile logged = LogFile.to(directory.resolve("runs.log"));
        TestPostgres postgres = TestPostgres.start()) {
      load(postgres);
      String[] identity = {
        "--identityJdbcUrl=" + postgres.url(), "--identityUser=" + TestPostgres.USER
      };
      Runs.rawEvents(reading(files, local(), identity));
      Runs.kpi(kpis(local(), "2026-03-01"));
      Map<String, String> settled = figures(local(), "is_final");
      Path leftover =
          Files.createDirectories(directory.resolve("local.duckdb.staging/dead/1"))
              .resolve("rows.csv");
      Files.writeString(leftover, USER);
      Tables before = Tables.of(local());
      List<String> published = before.rows().get(Tables.KPI_VALUES);
      assertThat(erased.rowsIn(before)).hasSizeGreaterThan(10);
      assertThat(erased.filesIn(directory)).contains(local(), leftover);

      List<String> request = new ArrayList<>(List.of("--user=" + USER, "--requestId=ticket"));
      request.add("--localWarehouse=" + local());
      request.addAll(List.of(identity));
      RunReport run = Runs.erasure(request);
      Files.writeString(directory.resolve("printed"), run.toText() + run.toJson() + run.notices());

      Tables after = Tables.of(local());
      assertThat(run.counts().isConserved()).isTrue();
      assertThat(erased.rowsIn(after)).isEmpty();
      assertThat(erased.filesIn(directory)).isEmpty();
      assertThat(postgres.query("SELECT x::text FROM identity_links x"))
          .noneMatch(link -> erased.names().stream().anyMatch(link::contains));
      assertThat(postgres.query("SELECT alias FROM identity_links")).isNotEmpty();
      assertThat(after.rows().get(Tables.KPI_VALUES)).isEqualTo(published);
      // Rows that list students stay, freed of the person.
      long lists =
          before.rows().get("advisor.bulk_assignments").stream()
              .filter(row -> row.contains(USER))
              .count();
      assertThat(lists).isPositive();
      assertThat(sum(local(), "local")).isEqualTo(rows(before) - rows(after) + lists);
      assertThat(run.removed().get("local").values().stream().mapToLong(n -> n).sum())
          .as("what the run says")
          .isEqualTo(sum(local(), "local"));
      assertThat(run.removed().get("postgresql"))
          .isEqualTo(Map.of("identity_links", sum(local(), "postgresql")));
      LeftForScan.warehouse("erased", local());
      assertThat(sum(local(), "postgresql")).isEqualTo(Long.parseLong(removed("identity.links")));

      // The oracle: a warehouse that has read files without the person.
      Path others = directory.resolve("others");
      erased.leaveOut(files, others);
      Path never = directory.resolve("never.duckdb");
      Runs.rawEvents(reading(others, never, identity));
      withoutTraces(Tables.of(local(), POSITIONS))
          .assertSameAs(withoutTraces(Tables.of(never, POSITIONS)));

      assertThat(logged.file()).content().contains("DEBUG");

      // The same input again stores nothing of the person.
      RunReport again = Runs.rawEvents(reading(files, local(), identity));
      assertThat(again.counts().erased()).isGreaterThan(10);
      assertThat(again.counts().isConserved()).isTrue();
      Tables reread = Tables.of(local());
      assertThat(erased.rowsIn(reread)).isEmpty();
      assertThat(erased.filesIn(directory.resolve("others"))).isEmpty();
      assertThat(erased.filesIn(directory)).isEmpty();
      withoutTraces(reread).assertSameAs(withoutTraces(after));

      // What was final stays; all other figures are those of a warehouse without the person.
      Runs.kpi(kpis(never, "2026-06-01"));
      RunReport kpi = Runs.kpi(kpis(local(), "2026-06-01"));
      assertThat(kpi.looked().orElseThrow().isAll()).isFalse();
      Map<String, String> expected = figures(never, "TRUE");
      assertThat(settled).hasSizeGreaterThan(100);
      assertThat(settled).as("the person counted in them").isNotEqualTo(of(settled, expected));
      Map<String, String> computed = figures(local(), "TRUE");
      assertThat(of(settled, computed)).isEqualTo(settled);
      computed.keySet().removeAll(settled.keySet());
      expected.keySet().removeAll(settled.keySet());
      assertThat(computed).isEqualTo(expected).hasSizeGreaterThan(100);
      assertThat(isConfirmedByAudits(local())).isTrue();
    }
  }

  private static void load(TestPostgres postgres) {
    links
        .lines()
        .skip(1)
        .map(line -> line.replaceAll(",$", ",NULL").split(","))
        .forEach(
            link ->
                postgres.execute(
                    "INSERT INTO identity_links VALUES ('%s', '%s', '%s', '%s', '%s')"
                        .formatted((Object[]) link)));
  }

  private String removed(String table) {
    return Tables.query(
            local(),
            "SELECT CAST(rows_removed AS VARCHAR) FROM "
                + RECEIPTS
                + " WHERE store = 'local' AND table_name = '"
                + table
                + "'")
        .get(0);
  }

  /** The newest figures that have units, by which they are of. */
  private static Map<String, String> figures(Path warehouse, String condition) {
    return Tables.query(
            warehouse,
            """
            SELECT concat_ws(' ', kpi, environment, tenant_id, persona, dimension, dimension_value,
              period_grain, period_start, '=', numerator, denominator, value, pending,
              excluded_opt_out, excluded_unresolved, measures)
            FROM kpi_current
            WHERE (numerator > 0 OR denominator > 0 OR pending > 0 OR excluded_opt_out > 0
              OR excluded_unresolved > 0) AND %s"""
                .formatted(condition))
        .stream()
        .map(row -> row.split(" = ", 2))
        .collect(Collectors.toMap(row -> row[0], row -> row[1]));
  }

  private static Map<String, String> of(Map<String, String> some, Map<String, String> figures) {
    return figures.entrySet().stream()
        .filter(figure -> some.containsKey(figure.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isConfirmedByAudits(Path warehouse) {
    KpiQueryOptions options =
        PipelineOptionsFactory.fromArgs("--localWarehouse=" + warehouse).as(KpiQueryOptions.class);
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new KpiAnswers(TrackingPlan.builtIn(), KpiQuery.read(options, new ArrayList<>()), silent)
        .audit(Kpis.names(), Path.of("sql", "duckdb", "checks"), silent);
  }

  /** What knows nothing of an erasure. */
  private static Tables withoutTraces(Tables tables) {
    return tables
        .raw()
        .only(
            table ->
                !List.of(RECEIPTS, "privacy.suppression_list", "identity.link_changes")
                    .contains(table))
        .ofRuns();
  }

  @Test
  void allWarehousesAreTheSameAfterwardsAlsoWhenARunWasBrokenOff() throws Exception {
    try (BigQueryLoopback bigQuery = BigQueryLoopback.start();
        SnowflakeLoopback snowflake =
            SnowflakeLoopback.start(Files.createDirectory(directory.resolve("snowflake")))) {
      List<String> all = new ArrayList<>(snowflake.arguments(bigQuery.arguments(List.of())));
      all.removeIf(argument -> argument.startsWith("--warehouses="));
      all.add("--warehouses=local,bigquery,snowflake");
      all.add("--identityLinks=" + Files.writeString(directory.resolve("links.csv"), links));
      List<String> raw = new ArrayList<>(reading(files, local()));
      raw.addAll(all);
      Runs.rawEvents(raw);
      List<String> requests =
          new ArrayList<>(reading(files.resolve("privacy.requests.ndjson"), local()));
      requests.addAll(all);
      // The ledger's row, the names, and then all that goes.
      snowflake.faults().on("query.commit").after(2).breakWith("the warehouse is suspended");

      assertThatThrownBy(() -> Runs.erasure(requests))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("suspended");
      assertThat(erased.rowsIn(snowflake.tables())).isNotEmpty();
      RunReport mended = Runs.erasure(requests);

      assertThat(mended.counts().accepted()).isPositive();
      Tables local = withoutTraces(Tables.of(local()));
      assertThat(erased.rowsIn(local)).isEmpty();
      withoutTraces(bigQuery.tables()).assertSameAs(local);
      withoutTraces(snowflake.tables()).assertSameAs(local);
      Tables receipts = Tables.of(local(), "store").only(RECEIPTS::equals);
      assertThat(receipts.count(RECEIPTS)).isPositive();
      bigQuery.tables("store").only(RECEIPTS::equals).assertSameAs(receipts);
      snowflake.tables("store").only(RECEIPTS::equals).assertSameAs(receipts);

      RunReport again = Runs.rawEvents(raw);
      assertThat(again.counts().erased()).isPositive();
      withoutTraces(Tables.of(local())).assertSameAs(local);
      withoutTraces(bigQuery.tables()).assertSameAs(local);
      withoutTraces(snowflake.tables()).assertSameAs(local);
    }
  }
}
