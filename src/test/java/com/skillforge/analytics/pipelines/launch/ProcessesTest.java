package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessesTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UserError(ExitCode.CHECK, "x"), ExitCode.CHECK),
        Arguments.of(new SourceException("x"), ExitCode.SOURCE),
        Arguments.of(new WarehouseException("x"), ExitCode.WAREHOUSE),
        Arguments.of(new OutOfMemoryError("x"), ExitCode.MEMORY),
        Arguments.of(new IllegalStateException("x"), ExitCode.PIPELINE));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aRunnersWrappingChangesNoExitCode(Throwable failure, ExitCode expected) {
    assertThat(Processes.exitCode(failure)).isEqualTo(expected);
    Throwable wrapped = new RuntimeException(new RuntimeException("step", failure));
    assertThat(Processes.exitCode(wrapped)).isEqualTo(expected);
    assertThat(Processes.explain(wrapped)).isEqualTo(Processes.explain(failure));
  }

  @Test
  void aBodyThatRunsOutOfMemoryEndsWithWhatHelps() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    ExitCode code =
        Processes.run(
            () -> {
              throw error;
            });
    assertThat(code).isEqualTo(ExitCode.MEMORY);
    assertThat(Processes.explain(error)).contains("MiB is too small", "SKILLFORGE_HEAP=");
  }

  @Test
  void duckDbThatRunsOutOfMemoryEndsTheSameWay(@TempDir Path directory) {
    DuckDbWarehouse warehouse = new DuckDbWarehouse(directory.resolve("w.duckdb"));
    Throwable failure =
        catchThrowable(
            () ->
                warehouse.write(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        statement.execute("SET memory_limit = '40MB'");
                        return statement.execute(
                            "SELECT list(x::VARCHAR || ' and some more') FROM range(5000000) r(x)");
                      }
                    }));
    assertThat(failure).isInstanceOf(WarehouseException.class);
    assertThat(Processes.exitCode(failure)).isEqualTo(ExitCode.MEMORY);
    assertThat(Processes.explain(failure))
        .startsWith("DuckDB has used up the memory that it takes beside the heap (failed to")
        .endsWith("): ask for a shorter range, or for fewer rows or columns at once.");
  }
}
