package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.options.JobOptions;
import org.apache.beam.runners.direct.DirectOptions;

/** Runs in this process. */
final class DirectRuns implements RunnerSettings {

  /**
   * Real runs need no proof that elements stay immutable: it more than doubles the time. More
   * threads than cores would only look for work: the runner does that without a pause, on a thread
   * that has none.
   */
  @Override
  public void prepare(JobOptions options, RunInfo run) {
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setBlockOnRun(false);
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    direct.setTargetParallelism(Runtime.getRuntime().availableProcessors());
  }
}
