package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The raw tables as a source: the rows must be those of the records that were stored there. */
@ExtendWith(Semester.OnKafka.class)
class StoredHistoryIT {
  private static final String TO = "--to=2026-04-20";

  /** Everything but when a row was computed and by whom. */
  private static final String FIGURES =
      """
      SELECT concat_ws(' ', kpi, definition_version, environment, tenant_id, persona, dimension,
        dimension_value, period_start, period_end, as_of, 'numerator', numerator, 'denominator',
        denominator, 'value', value, 'pending', pending, 'excluded', excluded_opt_out,
        excluded_unresolved, measures, is_final)
      FROM kpi_current
      WHERE numerator > 0 OR denominator > 0 OR pending > 0 OR excluded_opt_out > 0
        OR excluded_unresolved > 0
      ORDER BY ALL
      """;

  @TempDir static Path files;
  @TempDir Path directory;

  @BeforeAll
  static void simulate() throws IOException {
    SimulationFiles.write(
        SemesterSimulator.simulate(
            new SimulationSettings(11, 3_000, 0.3, Optional.empty(), Medium.FILES)),
        files);
  }

  private Path warehouse(String name) {
    return directory.resolve(name + ".duckdb");
  }

  private static List<String> fromFiles(Path input, Path warehouse, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--source=files", "--input=" + input, "--localWarehouse=" + warehouse));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static List<String> expected(Path warehouse) {
    Runs.kpi(fromFiles(files, warehouse, TO));
    List<String> rows = Tables.query(warehouse, FIGURES);
    assertThat(rows).hasSizeGreaterThan(100);
    return rows;
  }

  @Test
  void theRawTablesGiveTheRowsOfTheirRecords() {
    Path stored = warehouse("stored");
    RunReport raw = Runs.rawEvents(fromFiles(files, stored));

    RunReport kpi = Runs.kpi(List.of("--source=warehouse", "--localWarehouse=" + stored, TO));

    assertThat(Tables.query(stored, FIGURES))
        .containsExactlyElementsOf(expected(warehouse("direct")));
    assertThat(kpi.counts().isConserved()).isTrue();
    assertThat(kpi.counts().duplicates()).isZero();
    assertThat(kpi.counts().deadLettered()).isZero();
    // Erasure requests and ETL jobs travel on topics that no KPI of this release reads.
    assertThat(kpi.counts().read()).isPositive().isLessThanOrEqualTo(raw.counts().accepted());
  }

  @Test
  void historyAndFilesThatOverlapGiveTheRowsOfAllRecordsOnce() throws IOException {
    Path both = warehouse("both");
    Path early = part("early", 0, 0.6);
    Path late = part("late", 0.4, 1);
    Runs.rawEvents(fromFiles(early, both));

    RunReport kpi =
        Runs.kpi(
            List.of("--source=local,files", "--input=" + late, "--localWarehouse=" + both, TO));

    assertThat(Tables.query(both, FIGURES))
        .containsExactlyElementsOf(expected(warehouse("direct")));
    assertThat(kpi.counts().isConserved()).isTrue();
    assertThat(kpi.counts().duplicates()).isGreaterThan(300);
    assertThat(Tables.query(both, "SELECT json_keys(source) FROM pipeline_runs ORDER BY 1"))
        .containsExactly("[files]", "[files, local]");
  }

  /** The records at some part of the way through each file. */
  private Path part(String name, double from, double to) throws IOException {
    Path part = Files.createDirectory(directory.resolve(name));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(files, "*.ndjson")) {
      for (Path file : all) {
        // Latin-1 keeps bytes that are no UTF-8 as they are.
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        Files.write(
            part.resolve(file.getFileName()),
            lines.subList((int) (lines.size() * from), (int) (lines.size() * to)),
            StandardCharsets.ISO_8859_1);
      }
    }
    return part;
  }

  @Test
  void whatKafkaStillHasIsNotCountedTwice(Semester semester) {
    Path stored = warehouse("stored");
    Path direct = warehouse("direct");
    Runs.rawEvents(semester.arguments(stored));
    RunReport fromKafka = Runs.kpi(semester.arguments(direct));

    RunReport both = Runs.kpi(semester.arguments(stored, "--source=local,kafka"));

    assertThat(Tables.query(stored, FIGURES))
        .isNotEmpty()
        .containsExactlyElementsOf(Tables.query(direct, FIGURES));
    assertThat(both.counts().isConserved()).isTrue();
    assertThat(both.counts().acceptedByType()).isEqualTo(fromKafka.counts().acceptedByType());
    long readTwice = both.counts().read() - fromKafka.counts().read();
    assertThat(readTwice).isPositive();
    assertThat(both.counts().duplicates()).isEqualTo(fromKafka.counts().duplicates() + readTwice);
  }

  @Test
  void theSameTablesAgainAreTheSameRun() {
    Path stored = warehouse("stored");
    Runs.rawEvents(fromFiles(files, stored));
    List<String> arguments = List.of("--source=local", "--localWarehouse=" + stored);
    RunReport first = Runs.kpi(arguments);

    RunReport second = Runs.kpi(arguments);

    assertThat(second.run().id()).isEqualTo(first.run().id());
    assertThat(second.summary().rowsWritten()).containsEntry("kpi_values", 0L);
    assertThat(
            Tables.query(stored, "SELECT source FROM pipeline_runs WHERE pipeline <> 'raw-events'"))
        .singleElement()
        .asString()
        .startsWith("{\"local\":{")
        .containsPattern("\"platform.accounts\":\\{\"rows\":\\d+,\"ingested_until\":\"20");
  }

  @Test
  void saysWhatIsInTheWay() {
    Path stored = warehouse("stored");
    List<String> arguments = List.of("--source=local", "--localWarehouse=" + stored);
    assertThatThrownBy(() -> Runs.kpi(arguments))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("does not exist, so that it holds no history: run raw-events with");

    Runs.rawEvents(fromFiles(files, stored));
    execute(stored, "UPDATE raw_events.resume SET event_name = 'resume_burnt'");
    assertThatThrownBy(() -> Runs.kpi(arguments))
        .hasStackTraceContaining(
            "Table raw_events.resume holds a record of type 'resume_burnt', which the tracking plan"
                + " does not keep there");

    execute(stored, "ALTER TABLE raw_events.resume ADD COLUMN shoe_size BIGINT");
    assertThatThrownBy(() -> Runs.kpi(arguments))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "Table raw_events.resume of the local warehouse has columns that the tracking plan does"
                + " not know (shoe_size)");
  }

  private static void execute(Path warehouse, String sql) {
    new DuckDbWarehouse(warehouse)
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
              }
            });
  }

  @Test
  void optionsThatDoNotGoTogetherAreAllReported() {
    assertThatThrownBy(
            () -> Runs.kpi(List.of("--source=local,kafka,archive", "--streaming", "--input=x")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(
            "--source must be kafka or files or warehouse or local, not 'archive'.")
        .hasMessageContaining("--bootstrapServers is required")
        .hasMessageContaining("--streaming reads Kafka only: history from a warehouse")
        .hasMessageContaining("--input goes with --source=files");
    assertThatThrownBy(() -> Runs.kpi(List.of("--source=kafka,files")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--source takes kafka or files, not both")
        .hasMessageContaining("--input is required");
    for (String stored : List.of("local", "warehouse")) {
      assertThatThrownBy(() -> Runs.rawEvents(List.of("--source=" + stored)))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("cannot read from them: leave " + stored + " out");
    }
  }
}
