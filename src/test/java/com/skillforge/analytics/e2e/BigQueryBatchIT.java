package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.pipelines.launch.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batch runs through the real connector into a stand-in of BigQuery. */
class BigQueryBatchIT {
  @TempDir static Path shared;
  private static List<String> source;
  private static Tables local;

  @BeforeAll
  static void writeToTheLocalWarehouse() {
    source = SmallSemester.write(shared.resolve("files"));
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

  /** Two runs that share most of their input leave what they leave in the local warehouse. */
  @Test
  void overlappingRangesLeaveTheTablesOfTheLocalWarehouse() {
    Path warehouse = shared.resolve("overlapping.duckdb");
    List<String> part =
        List.of("--source=files", "--input=" + shared.resolve("files") + "/analytics.*.ndjson");
    try (BigQueryLoopback bigQuery = BigQueryLoopback.start()) {
      for (List<String> input : List.of(part, source)) {
        Runs.rawEvents(
            Stream.concat(input.stream(), Stream.of("--localWarehouse=" + warehouse)).toList());
        Runs.rawEvents(bigQuery.arguments(input));
      }

      bigQuery.tables().assertSameAs(Tables.of(warehouse));
    }
  }
}
