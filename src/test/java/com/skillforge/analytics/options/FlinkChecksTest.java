package com.skillforge.analytics.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkChecksTest {
  /** Known by its name, as the real one is: that one is not on the class path of every build. */
  static final class FlinkRunner extends PipelineRunner<PipelineResult> {
    @Override
    public PipelineResult run(Pipeline pipeline) {
      throw new UnsupportedOperationException();
    }
  }

  private static JobOptions onFlink(String... args) {
    JobOptions options = PipelineOptionsFactory.fromArgs(args).as(JobOptions.class);
    options.setRunner(FlinkRunner.class);
    return options;
  }

  private static List<String> problems(JobOptions options) {
    List<String> problems = new ArrayList<>();
    Request request = JobChecks.check(options, new ArrayList<>());
    RunnerKind.of(options).check(options, request, problems);
    return problems;
  }

  @Test
  void aClusterCannotReachTheFileOfThisMachine() {
    JobOptions options = onFlink("--source=local,kafka");
    options.as(FlinkOptions.class).setFlinkMaster("jobmanager:8081");

    assertThat(RunnerKind.of(options).isInProcess(options)).isFalse();
    assertThat(problems(options))
        .hasSize(2)
        .allMatch(problem -> problem.contains("the Flink cluster jobmanager:8081"))
        .anyMatch(problem -> problem.startsWith("--warehouses=local is a file on this machine"))
        .anyMatch(problem -> problem.startsWith("--source=local is a file on this machine"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8081", "127.0.0.1:8081", "[::1]:8081"})
  void aClusterOnThisMachineSharesItsFiles(String master) {
    JobOptions options = onFlink("--source=local,kafka");
    options.as(FlinkOptions.class).setFlinkMaster(master);

    assertThat(problems(options)).isEmpty();
  }

  @Test
  void aClusterWritesToWarehousesThatAllCanReach() {
    JobOptions options = onFlink("--warehouses=bigquery,snowflake");
    options.as(FlinkOptions.class).setFlinkMaster("jobmanager:8081");

    assertThat(problems(options)).isEmpty();
  }

  @Test
  void withoutAClusterAllIsOnThisMachine() {
    JobOptions options = onFlink("--source=local");

    assertThat(RunnerKind.of(options).isInProcess(options)).isTrue();
    assertThat(problems(options)).isEmpty();
  }

  @Test
  void aStreamIsStoppedOrDrained() {
    assertThat(problems(onFlink("--streaming", "--drainAtEnd"))).isEmpty();
    assertThat(problems(onFlink("--streaming", "--drainAtEnd", "--stopAfterSeconds=9")))
        .singleElement()
        .asString()
        .contains("remove one");
  }

  @Test
  void aBuildWithoutFlinkSaysHowToGetIt() {
    assertThatThrownBy(
            () ->
                CommandLine.read(
                    new String[] {"--runner=no.such.FlinkRunner"},
                    JobOptions.class,
                    (options, problems) -> options))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("run with scripts/run.sh, or build with -Pflink");
  }
}
