package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.WarehouseException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
}
