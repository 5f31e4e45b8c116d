package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.model.metrics.Series;
import com.skillforge.analytics.ops.HeapGauge;
import com.skillforge.analytics.ops.ProgressBar;
import com.skillforge.analytics.ops.Terminal;
import com.skillforge.analytics.options.JobOptions;
import java.io.PrintStream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.joda.time.Duration;

/** Waits for a pipeline on this machine, and shows a person how far it has come. */
final class RunWatch {
  private static final Duration POLL = Duration.millis(200);

  /** Windows of futile work: before the process is ended without further ado. */
  private static final int PATIENCE = 2;

  private final ProgressBar bar;
  private final boolean draw;
  private final int stopAfterSeconds;

  /**
   * Prepares to wait.
   *
   * @param size how many records there are; 0 when nobody knows
   * @param err where progress is drawn
   */
  RunWatch(JobOptions options, String name, long size, PrintStream err) {
    this.bar = new ProgressBar(err, name, size);
    this.draw = drawsProgress(options);
    this.stopAfterSeconds = options.getStopAfterSeconds();
  }

  /**
   * Returns when the pipeline has ended, or has run as long as it should.
   *
   * @throws UserError when the heap is too small for it
   */
  void waitFor(PipelineResult result) {
    Thread onInterrupt = new Thread(() -> Processes.cancelQuietly(result), "cancel-on-interrupt");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    long stopNanos = System.nanoTime() + stopAfterSeconds * 1_000_000_000L;
    HeapGauge heap = new HeapGauge(PATIENCE);
    try {
      PipelineResult.State state = null;
      while (state == null || !state.isTerminal()) {
        state = result.waitUntilFinish(POLL);
        if (draw) {
          bar.show(recordsRead(result));
        }
        if (heap.readsTooSmall()) {
          Processes.cancelQuietly(result);
          throw Processes.heapTooSmall();
        }
        if (stopAfterSeconds > 0 && System.nanoTime() > stopNanos) {
          Processes.cancelQuietly(result);
          break;
        }
      }
      if (state == PipelineResult.State.FAILED) { // most runners have thrown the reason by now
        throw new IllegalStateException("The stream has failed; --logLevel=info shows why.");
      }
    } finally {
      if (draw) {
        bar.clear();
      }
      Processes.removeHook(onInterrupt);
    }
  }

  private static boolean drawsProgress(JobOptions options) {
    return options.getProgress().equals("on")
        || (options.getProgress().equals("auto") && Terminal.showsProgress());
  }

  private static long recordsRead(PipelineResult result) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(
                MetricNameFilter.named(CounterName.NAMESPACE, Series.RECORDS_READ.series()))
            .build();
    long read = 0;
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      read += counter.getAttempted();
    }
    return read;
  }
}
