package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.options.JobOptions;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;

/** Runs in this process. */
final class DirectRuns {
  private DirectRuns() {}

  /** Real runs need no proof that elements stay immutable: it more than doubles the time. */
  static void prepare(JobOptions options) {
    if (options.getRunner() == DirectRunner.class) {
      DirectOptions direct = options.as(DirectOptions.class);
      direct.setBlockOnRun(false);
      direct.setEnforceImmutability(false);
      direct.setEnforceEncodability(false);
      direct.setTargetParallelism(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }
  }
}
