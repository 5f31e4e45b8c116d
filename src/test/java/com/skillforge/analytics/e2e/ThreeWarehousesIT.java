package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.cli.Command;
import com.skillforge.analytics.cli.CompareCommand;
import com.skillforge.analytics.cli.ParityCommand;
import com.skillforge.analytics.cli.PrivacyCommand;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.options.AllWarehouseOptions;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.pipelines.DeadLetterPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.plandiff.StoredInput;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import com.skillforge.analytics.testing.Links;
import com.skillforge.analytics.trial.Needed;
import com.skillforge.analytics.trial.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run into the local warehouse, BigQuery and Snowflake. */
class ThreeWarehousesIT {
  private static final int RECORDS = 700;

  /** Kept for two years. */
  private static final String OLD =
      """
      {"record_type":"page_timing","anonymous_id":"0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c812",\
      "user_id":"usr_1","persona":"student","context_page":"/","engaged_ms":5,\
      "started_at":"2020-01-05T10:00:00Z"}
      """;

  /** Lacks its page. */
  private static final String BROKEN =
      """
      {"event_name":"session_started","anonymous_id":"0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c813",\
      "user_id":"usr_broken","persona":"student","opt_out_status":false,\
      "event_timestamp":"2026-01-05T10:00:00Z"}
      """;

  @TempDir Path directory;
  private BigQueryLoopback bigQuery;
  private SnowflakeLoopback snowflake;
  private List<String> arguments;

  @BeforeEach
  void start() throws IOException {
    Simulation simulation =
        SemesterSimulator.simulate(
            new SimulationSettings(11, RECORDS, 0.3, Optional.empty(), Medium.FILES));
    Path files = directory.resolve("files");
    SimulationFiles.write(simulation, files);
    Files.writeString(files.resolve("frontend.timings.old.ndjson"), OLD);
    Files.writeString(files.resolve("broken.ndjson"), BROKEN);
    Path links =
        Links.write(
            List.of(Links.merge("maya@example.org", "usr_maya")), directory.resolve("links.csv"));
    bigQuery = BigQueryLoopback.start();
    snowflake = SnowflakeLoopback.start(Files.createDirectory(directory.resolve("snowflake")));
    arguments = new ArrayList<>(snowflake.arguments(bigQuery.arguments(List.of())));
    arguments.removeIf(argument -> argument.startsWith("--warehouses="));
    arguments.add("--localWarehouse=" + localFile());
    arguments.addAll(List.of("--source=files", "--input=" + files, "--identityLinks=" + links));
  }

  private Path localFile() {
    return directory.resolve("local.duckdb");
  }

  @AfterEach
  void stop() {
    bigQuery.close();
    snowflake.close();
  }

  private List<String> into(String warehouses) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--warehouses=" + warehouses);
    return all;
  }

  private String compare(String pair, ExitCode expected) throws Exception {
    return ask(CompareCommand.COMMAND, withoutSource(pair), expected);
  }

  /** Counted with each warehouse's own SQL, and without any tolerance. */
  private String parity(String pair) throws Exception {
    List<String> all = new ArrayList<>(withoutSource(pair));
    all.addAll(List.of("--tolerance=0", "--from=2020-01-01", "--to=2040-01-01"));
    return ask(ParityCommand.COMMAND, all, ExitCode.DONE);
  }

  private static String ask(Command command, List<String> all, ExitCode expected) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ExitCode code =
        command.run(
            all.toArray(String[]::new), new PrintStream(printed, true, StandardCharsets.UTF_8));
    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(code).as(text).isEqualTo(expected);
    return text;
  }

  @Test
  void allHoldTheSameAfterwards() throws Exception {
    RunReport raw = Runs.rawEvents(into("local,bigquery,snowflake"));
    RunReport kpi = Runs.kpi(into("local,bigquery,snowflake"));

    Tables local = Tables.of(localFile());
    bigQuery.tables().assertSameAs(local);
    snowflake.tables().assertSameAs(local);
    // Only a file notes what its views were made from.
    Tables localViews = Tables.ofViews(localFile()).only(view -> !view.equals("main.schema_state"));
    assertThat(localViews.count("main.kpi_current")).isPositive();
    assertThat(localViews.count("audit.advisor_cells")).isPositive();
    // The clouds show each reader other rows by policies, the file by its views.
    Predicate<String> forAllReaders = view -> !view.startsWith("for_advisors.");
    bigQuery.views().only(forAllReaders).assertSameAs(localViews.only(forAllReaders));
    snowflake.views().assertSameAs(bigQuery.views());
    assertThat(raw.summaries()).containsOnlyKeys("local", "bigquery", "snowflake");
    assertThat(kpi.summaries().values())
        .allSatisfy(summary -> assertThat(summary.rowsWritten().get("kpi_values")).isPositive());
    assertThat(compare("local,bigquery", ExitCode.DONE))
        .contains("local and bigquery hold the same");
    assertThat(compare("bigquery,snowflake", ExitCode.DONE)).contains("hold the same");
    assertThat(parity("bigquery,snowflake")).startsWith("Within: bigquery and snowflake");
    rawPersonalDataIsFoundInAllOfThem();
    deadLettersAreRepairedInAllOfThem();
    whatIsKeptNoLongerGoesFromAllOfThem();
  }

  private List<String> withoutSource(String warehouses) {
    List<String> all = new ArrayList<>(into(warehouses));
    all.removeIf(arg -> arg.matches("--(source|input|identityLinks)=.*"));
    return all;
  }

  /** The identity table is not ours: what it holds is stored as it is. */
  private void rawPersonalDataIsFoundInAllOfThem() throws Exception {
    List<String> scan = new ArrayList<>(List.of("scan"));
    scan.addAll(withoutSource("local,bigquery,snowflake"));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ExitCode code =
        new PrivacyCommand()
            .run(
                scan.toArray(String[]::new),
                new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(ExitCode.CHECK);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("@")))
        .extracting(line -> line.replaceAll("^(\\S+) +(\\S+) .*", "$1 $2"))
        .containsExactlyInAnyOrder(
            "local identity.link_changes.alias",
            "local identity.links.alias",
            "bigquery identity.link_changes.alias",
            "bigquery identity.links.alias",
            "snowflake identity.link_changes.alias",
            "snowflake identity.links.alias");
  }

  /** Whichever of them the letters are read from. */
  private void deadLettersAreRepairedInAllOfThem() throws IOException {
    List<String> repair =
        List.of("--repair={\"context_page\": \"/\", * : .}", "--since=2020-01-01");
    List<String> fromBigQuery = new ArrayList<>(withoutSource("bigquery,local,snowflake"));
    fromBigQuery.addAll(repair);
    List<String> fromSnowflake = new ArrayList<>(withoutSource("snowflake,bigquery,local"));
    fromSnowflake.addAll(repair);

    AllWarehouseOptions options =
        DeadLetterPipeline.check(fromBigQuery.toArray(String[]::new)).options();
    aCopyOfEachIsTheSame(options);
    whatIsReadOfEachIsTheSame(options);

    RunReport run = Runs.deadLetters(fromBigQuery);

    long repaired = run.summary().rowsWritten().get("dead_letter_repairs");
    assertThat(repaired).isPositive();
    assertThat(run.counts().isConserved()).isTrue();
    Tables local = Tables.of(localFile());
    assertThat(local.rows().get("main.user_sessions")).anyMatch(row -> row.contains("usr_broken"));
    assertThat(local.count("main.dead_letter_repairs")).isEqualTo(repaired);
    bigQuery.tables().assertSameAs(local);
    snowflake.tables().assertSameAs(local);
    assertThat(bigQuery.views().count("main.open_dead_letters"))
        .isEqualTo(local.count(Tables.DEAD_LETTERS) - repaired);

    RunReport again = Runs.deadLetters(fromSnowflake);
    assertThat(again.summary().rowsWritten().values()).allMatch(rows -> rows == 0);
    assertThat(again.counts().deadLettered()).isEqualTo(run.counts().deadLettered());
  }

  /** A repair can be tried on it, whichever it is. */
  private static void aCopyOfEachIsTheSame(AllWarehouseOptions options) {
    List<Tables> copies = new ArrayList<>();
    for (WarehouseKind kind : WarehouseKind.values()) {
      try (Scratch scratch = Scratch.copyOf(Warehouses.reader(kind, options), Needed.EVERYTHING)) {
        copies.add(
            Tables.of(scratch.file())
                .ofRuns()
                .only(
                    table ->
                        !table.matches("main\\.(kpi_contribution.*|run_counts|schema_state)")));
      }
    }
    assertThat(copies.get(0).count("main.user_sessions")).isPositive();
    copies.get(1).assertSameAs(copies.get(0));
    copies.get(2).assertSameAs(copies.get(0));
  }

  /** A plan can be tried on what any of them has stored. */
  private static void whatIsReadOfEachIsTheSame(AllWarehouseOptions options) throws IOException {
    List<List<String>> read = new ArrayList<>();
    for (WarehouseKind kind : WarehouseKind.values()) {
      try (StoredInput stored =
          StoredInput.of(
              Warehouses.reader(kind, options),
              Warehouses.letters(kind, options),
              Optional.of(Instant.parse("2020-01-01T00:00:00Z")))) {
        List<String> lines = new ArrayList<>();
        Path input = Path.of(stored.arguments().get(1).replace("--input=", ""));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(input, "*.ndjson")) {
          for (Path file : files) {
            lines.addAll(Files.readAllLines(file));
          }
        }
        read.add(lines.stream().sorted().toList());
      }
    }
    assertThat(read.get(0)).hasSizeGreaterThan(RECORDS / 2);
    assertThat(read.get(1)).isEqualTo(read.get(0));
    assertThat(read.get(2)).isEqualTo(read.get(0));
  }

  private void whatIsKeptNoLongerGoesFromAllOfThem() {
    String old = "2020-01-05";
    assertThat(Tables.of(localFile()).rows().get("frontend.timings"))
        .anyMatch(row -> row.contains(old));

    RunReport run = Runs.retention(withoutSource("local,bigquery,snowflake"));

    assertThat(run.summaries().values())
        .allSatisfy(
            summary -> assertThat(summary.rowsRemoved()).containsEntry("frontend.timings", 1L));
    Tables local = Tables.of(localFile());
    assertThat(local.rows().get("frontend.timings")).noneMatch(row -> row.contains(old));
    bigQuery.tables().assertSameAs(local);
    snowflake.tables().assertSameAs(local);
    assertThat(Runs.retention(withoutSource("local,bigquery,snowflake")).toText())
        .contains("no rows removed from local", "no rows removed from bigquery");
  }

  @Test
  void whenOneFailsTheOthersAreCompleteOrUntouchedAndTheSameRunMendsIt() throws Exception {
    Tables nothing = bigQuery.tables();
    // The first transaction notes the run in the ledger, the second one holds its rows.
    snowflake.faults().on("query.commit").after(1).breakWith("the warehouse is suspended");

    assertThatThrownBy(() -> Runs.rawEvents(into("bigquery,snowflake")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("suspended");
    assertThat(snowflake.tables().count("main.user_sessions")).isZero();
    assertThat(snowflake.tables().count(Tables.DEAD_LETTERS)).isZero();
    Tables left = bigQuery.tables();

    Runs.rawEvents(into("bigquery,snowflake"));
    Tables mended = bigQuery.tables();
    assertThat(left.raw()).isIn(nothing.raw(), mended.raw());
    assertThat(compare("bigquery,snowflake", ExitCode.DONE)).contains("hold the same");
  }
}
