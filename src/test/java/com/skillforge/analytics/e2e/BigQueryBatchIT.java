package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.cli.simulation.SemesterSimulator;
import com.skillforge.analytics.cli.simulation.Simulation;
import com.skillforge.analytics.cli.simulation.SimulationFiles;
import com.skillforge.analytics.cli.simulation.SimulationSettings;
import com.skillforge.analytics.cli.simulation.SimulationSettings.Medium;
import com.skillforge.analytics.pipelines.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batch runs through the real connector into a stand-in of BigQuery. */
class BigQueryBatchIT {
  private static final int RECORDS = 2_000;

  @TempDir static Path shared;
  private static List<String> source;
  private static Tables local;

  @BeforeAll
  static void writeToTheLocalWarehouse() throws IOException {
    Simulation simulation =
        SemesterSimulator.simulate(
            new SimulationSettings(7, RECORDS, 0.3, Optional.empty(), Medium.FILES));
    Path files = shared.resolve("files");
    SimulationFiles.write(simulation, files);
    source = List.of("--source=files", "--input=" + files);
    Path warehouse = shared.resolve("local.duckdb");
    List<String> arguments = with("--localWarehouse=" + warehouse);
    Runs.rawEvents(arguments);
    Runs.kpi(arguments);
    local = Tables.of(warehouse);
  }

  private static List<String> with(String... arguments) {
    return Stream.concat(source.stream(), Stream.of(arguments)).toList();
  }

  @Test
  void bigQueryHoldsTheRowsOfTheLocalWarehouse() {
    try (BigQueryLoopback bigQuery = BigQueryLoopback.start()) {
      List<String> arguments = bigQuery.arguments(source);
      RunReport raw = Runs.rawEvents(arguments);
      RunReport kpi = Runs.kpi(arguments);

      bigQuery.tables().assertSameAs(local);
      assertThat(raw.counts().isConserved()).isTrue();
      assertThat(kpi.summary().rowsWritten()).containsKey("kpi_values");
      assertThat(bigQuery.staged()).isEmpty();

      RunReport again = Runs.rawEvents(arguments);
      Runs.kpi(arguments);
      bigQuery.tables().assertSameAs(local);
      assertThat(again.summary().rowsWritten().values()).isNotEmpty().containsOnly(0L);
    }
  }
}
