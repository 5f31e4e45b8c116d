package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.RunnerKind;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;

/** What differs from runner to runner when a run starts. */
interface RunnerSettings {
  /** Sets what every run of this project has there, where the options do not say otherwise. */
  void prepare(JobOptions options, RunInfo run);

  /**
   * Sets what depends on how much there is to do, once that is known.
   *
   * @param records about how many records are read; negative when that is not known
   * @param chosen whether these are some of those that are stored
   */
  default void fit(JobOptions options, long records, boolean chosen) {}

  /**
   * What is known of a run that the runner has taken over; empty where it is waited for.
   *
   * @param losses what Kafka has deleted before any run took it
   */
  default Optional<Submission> handedOver(
      JobOptions options, RunInfo run, List<Loss> losses, PipelineResult result) {
    return Optional.empty();
  }

  /** Those of the runner that the options ask for. */
  static RunnerSettings of(JobOptions options) {
    return switch (RunnerKind.of(options)) {
      case DIRECT -> new DirectRuns();
      case DATAFLOW -> new DataflowRuns();
      case FLINK -> new FlinkRuns();
      case OTHER ->
          (unchanged, run) -> {
            // Nothing is known of it.
          };
    };
  }
}
