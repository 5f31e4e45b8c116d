package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.options.FlinkOptions;
import com.skillforge.analytics.options.JobChecks;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.RunnerKind;

/** Runs on Flink, within this process or on a cluster. */
final class FlinkRuns implements RunnerSettings {
  private static final long CHECKPOINT_MILLIS = 10_000;

  /**
   * Sets what Flink leaves open. The start of a run that ends by itself returns at its end, with
   * the reason if it fails; one that has to be stopped is watched instead. A stream takes
   * checkpoints: without them a failure would start it over.
   */
  @Override
  public void prepare(JobOptions options, RunInfo run) {
    FlinkOptions flink = options.as(FlinkOptions.class);
    flink.setFasterCopy(true); // no step changes what it is given
    if (options.isStreaming()) {
      prepareStream(options, flink);
    }
  }

  private static void prepareStream(JobOptions options, FlinkOptions flink) {
    if (flink.getCheckpointingInterval() < 0) {
      flink.setCheckpointingInterval(CHECKPOINT_MILLIS);
    }
    if (RunnerKind.FLINK.isInProcess(options) && flink.getNumberOfExecutionRetries() < 0) {
      flink.setNumberOfExecutionRetries(0); // Flink's own number has no end, and nobody would see
    }
    if (JobChecks.drains(options)) {
      flink.setShutdownSourcesAfterIdleMs(0L); // or Flink would keep the drained ones, for ever
    }
    if (options.getStopAfterSeconds() > 0) {
      flink.setAttachedMode(false);
      flink.setJobCheckIntervalInSecs(1);
    }
  }
}
