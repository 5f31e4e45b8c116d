package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.options.RunRange;
import com.skillforge.analytics.transforms.parsing.EventTimeLimit;
import java.time.Instant;

/**
 * A run that is about to start: all that its command line said, in order.
 *
 * @param options as they were given
 * @param request what they ask for
 * @param job the pipeline
 */
record Launch(JobOptions options, Request request, PreparedJob job) {

  /** The same over the range that the ledgers have given. */
  Launch over(RunRange range) {
    return new Launch(options, request.over(range), job);
  }

  /** The same with a pipeline that knows what earlier runs have done. */
  Launch after(EarlierRuns runs) {
    return new Launch(options, request, job.after(runs));
  }

  /**
   * Which time it is for the run: the instant of {@code --at}, or that of the clock. A run with
   * {@code --range} reads the logs up to now, also when it makes up for an earlier time: what came
   * since then is no lie of a clock, so that for such a run it is never earlier than by the clock.
   */
  Instant at(Instant clock) {
    Instant given = request.at().orElse(clock);
    return request.schedule().isPresent() && given.isBefore(clock) ? clock : given;
  }

  /** Up to when an event can have happened: a day after the launch, in a stream after the clock. */
  EventTimeLimit limit(Instant launchedAt) {
    return options.isStreaming()
        ? () -> System.currentTimeMillis() + EventTimeLimit.MAX_AHEAD_MILLIS
        : EventTimeLimit.launchedAt(launchedAt.toEpochMilli());
  }
}
