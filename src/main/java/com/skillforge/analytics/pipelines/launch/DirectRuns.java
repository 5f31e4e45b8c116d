package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.options.JobOptions;
import org.apache.beam.runners.direct.DirectOptions;

/** Runs in this process. */
final class DirectRuns implements RunnerSettings {
  /** About two seconds of work. */
  private static final long FEW_RECORDS = 50_000;

  /** Records of single subjects are read by one worker anyway. */
  private static final long FEW_CHOSEN_RECORDS = 200_000;

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

  /**
   * Few records are not worth a second thread: while one works, the other looks for work, which
   * takes as much of a processor (beam#18070).
   */
  @Override
  public void fit(JobOptions options, long records, boolean chosen) {
    long few = chosen ? FEW_CHOSEN_RECORDS : FEW_RECORDS;
    if (!options.isStreaming() && records >= 0 && records <= few) {
      options.as(DirectOptions.class).setTargetParallelism(1);
    }
  }
}
