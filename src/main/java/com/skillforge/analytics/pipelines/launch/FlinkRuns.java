package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.options.FlinkChecks;
import com.skillforge.analytics.options.FlinkOptions;
import com.skillforge.analytics.options.JobOptions;

/** Runs on Flink, within this process or on a cluster. */
final class FlinkRuns {
  private static final long CHECKPOINT_MILLIS = 10_000;

  private FlinkRuns() {}

  /**
   * Sets what Flink leaves open. The start of a run that ends by itself returns at its end, with
   * the reason if it fails; one that has to be stopped is watched instead. A stream takes
   * checkpoints: without them a failure would start it over.
   */
  static void prepare(JobOptions options) {
    if (!FlinkChecks.isFlink(options)) {
      return;
    }
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
    if (FlinkChecks.isEmbedded(options) && flink.getNumberOfExecutionRetries() < 0) {
      flink.setNumberOfExecutionRetries(0); // Flink's own number has no end, and nobody would see
    }
    if (FlinkChecks.drains(options)) {
      flink.setShutdownSourcesAfterIdleMs(0L); // or Flink would keep the drained ones, for ever
    }
    if (options.getStopAfterSeconds() > 0) {
      flink.setAttachedMode(false);
      flink.setJobCheckIntervalInSecs(1);
    }
  }
}
