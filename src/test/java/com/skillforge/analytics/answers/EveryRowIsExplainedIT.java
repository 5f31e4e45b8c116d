package com.skillforge.analytics.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.kpi.KpiTrace;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulated semester: every row of every KPI comes out again from what is stored. */
class EveryRowIsExplainedIT {
  @TempDir static Path directory;
  private static DuckDbWarehouse warehouse;

  @BeforeAll
  static void compute() throws IOException {
    Path files = directory.resolve("files");
    SimulationFiles.write(
        SemesterSimulator.simulate(
            new SimulationSettings(23, 2_500, 0.3, Optional.empty(), Medium.FILES)),
        files);
    warehouse = new DuckDbWarehouse(directory.resolve("w.duckdb"));
    List<String> source =
        List.of("--source=files", "--input=" + files, "--localWarehouse=" + warehouse.file());
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    RawEventsPipeline.run(source.toArray(String[]::new), silent);
    KpiPipeline.run(
        new String[] {
          source.get(0),
          source.get(1),
          source.get(2),
          "--kpis=all",
          "--terms=" + files.resolve("terms.csv"),
          "--to=2026-04-20"
        },
        silent);
  }

  static List<String> kpis() {
    return Kpis.names();
  }

  @ParameterizedTest
  @MethodSource("kpis")
  void everyRowHasItsFiguresAndItsRecords(String kpi) {
    Map<String, List<KpiRow>> byTenant =
        CellRows.all(warehouse, kpi, RowFilter.everything()).stream()
            .collect(Collectors.groupingBy(row -> row.key().tenantId()));
    assertThat(byTenant).isNotEmpty();
    byTenant.forEach(
        (tenant, rows) -> {
          KpiRow first = rows.get(0);
          KpiTrace trace =
              CellHistory.read(warehouse, TrackingPlan.builtIn(), first).view(first).trace();
          for (KpiRow row : rows) {
            assertThat(row.matches(trace.row(row.key())))
                .as("%s: stored %s, again %s", row.key(), row.figures(), trace.row(row.key()))
                .isTrue();
            if (row.value() != null && row.value() != 0) {
              assertThat(trace.units(row.key())).as("units of %s", row.key()).isNotEmpty();
              assertThat(trace.units(row.key()))
                  .as("records of %s", row.key())
                  .allMatch(unit -> !unit.records().isEmpty());
            }
          }
        });
  }
}
