package com.skillforge.analytics.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerKindTest {
  /** A runner that this project knows nothing of. */
  static final class SomeRunner extends PipelineRunner<PipelineResult> {
    @Override
    public PipelineResult run(Pipeline pipeline) {
      throw new UnsupportedOperationException();
    }
  }

  private static JobOptions on(Class<? extends PipelineRunner<?>> runner) {
    JobOptions options = PipelineOptionsFactory.create().as(JobOptions.class);
    options.setRunner(runner);
    return options;
  }

  private static List<String> problems(JobOptions options) {
    List<String> problems = new ArrayList<>();
    Request request = JobChecks.check(options, new ArrayList<>());
    RunnerKind.of(options).check(options, request, problems);
    return problems;
  }

  @ParameterizedTest
  @CsvSource({
    "DirectRunner, DIRECT",
    "org.apache.beam.runners.direct.DirectRunner, DIRECT",
    "DataflowRunner, DATAFLOW",
    "flinkrunner, FLINK",
    "org.apache.beam.runners.flink.TestFlinkRunner, FLINK",
    "SparkRunner, OTHER",
    "DirectRunnerOfOthers, OTHER"
  })
  void aRunnerIsKnownByTheEndOfItsName(String name, RunnerKind kind) {
    assertThat(RunnerKind.named(name)).isEqualTo(kind);
  }

  @Test
  void onlyTheDirectRunnerIsAlwaysInThisProcess() {
    assertThat(RunnerKind.of(on(DirectRunner.class)).isInProcess(on(DirectRunner.class))).isTrue();
    assertThat(RunnerKind.of(on(DataflowRunner.class)).isInProcess(on(DataflowRunner.class)))
        .isFalse();
    assertThat(RunnerKind.of(on(SomeRunner.class)).isInProcess(on(SomeRunner.class))).isFalse();
  }

  @Test
  void onlyDataflowNeedsAPlaceInGoogleCloud() {
    assertThat(problems(on(DataflowRunner.class)))
        .anyMatch(problem -> problem.startsWith("--region is required on Dataflow"));
    assertThat(problems(on(DirectRunner.class))).isEmpty();
    assertThat(problems(on(SomeRunner.class))).isEmpty();
  }

  @Test
  void onlyFlinkIsMissingInSomeBuilds() {
    assertThat(RunnerKind.FLINK.howToGet())
        .hasValueSatisfying(s -> assertThat(s).contains("-Pflink"));
    assertThat(RunnerKind.DIRECT.howToGet()).isEmpty();
    assertThat(RunnerKind.DATAFLOW.howToGet()).isEmpty();
  }
}
