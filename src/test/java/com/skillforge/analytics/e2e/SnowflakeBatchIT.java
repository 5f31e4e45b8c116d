package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batch runs through the real connector into a stand-in of Snowflake. */
class SnowflakeBatchIT {
  private static final int RECORDS = 800;

  @TempDir static Path shared;
  private static List<String> source;
  private static Tables local;

  @TempDir Path folder;

  @BeforeAll
  static void writeToTheLocalWarehouse() throws IOException {
    Simulation simulation =
        SemesterSimulator.simulate(
            new SimulationSettings(7, RECORDS, 0.3, Optional.empty(), Medium.FILES));
    Path files = shared.resolve("files");
    SimulationFiles.write(simulation, files);
    source = List.of("--source=files", "--input=" + files);
    Path warehouse = shared.resolve("local.duckdb");
    List<String> arguments = List.of("--localWarehouse=" + warehouse);
    Runs.rawEvents(with(arguments));
    Runs.kpi(with(arguments));
    local = Tables.of(warehouse);
  }

  private static List<String> with(List<String> arguments) {
    return Stream.concat(source.stream(), arguments.stream()).toList();
  }

  @Test
  void snowflakeHoldsTheRowsOfTheLocalWarehouse() {
    try (SnowflakeLoopback snowflake = SnowflakeLoopback.start(folder)) {
      List<String> arguments = snowflake.arguments(source);
      RunReport raw = Runs.rawEvents(arguments);
      RunReport kpi = Runs.kpi(arguments);

      snowflake.tables().assertSameAs(local);
      assertThat(raw.counts().isConserved()).isTrue();
      assertThat(kpi.summary().rowsWritten()).containsKey("kpi_values");
      assertThat(snowflake.staging()).isEmpty();

      Tables first = snowflake.tables();
      RunReport again = Runs.rawEvents(arguments);
      Runs.kpi(arguments);
      snowflake.tables().assertSameAs(first);
      assertThat(again.summary().rowsWritten().values()).isNotEmpty().containsOnly(0L);
    }
  }

  @Test
  void rowsMayBeStagedInABucket() {
    try (SnowflakeLoopback snowflake = SnowflakeLoopback.startWithBucket(folder)) {
      Runs.rawEvents(snowflake.arguments(source));

      snowflake.tables().raw().assertSameAs(local.raw());
    }
  }
}
