package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.transforms.parsing.EventTimeLimit;
import java.time.Instant;

/** Which time it is for a run. */
final class Launch {
  private Launch() {}

  /**
   * The instant of {@code --at}, or that of the clock. A run with {@code --range} reads the logs up
   * to now, also when it makes up for an earlier time: what came since then is no lie of a clock,
   * so that for such a run it is never earlier than by the clock.
   */
  static Instant at(JobOptions options, Instant clock) {
    Instant given = Values.instant(options.getAt()).orElse(clock);
    return options.getRange() != null && given.isBefore(clock) ? clock : given;
  }

  /** Up to when an event can have happened: a day after the launch, in a stream after the clock. */
  static EventTimeLimit limit(JobOptions options, Instant launchedAt) {
    return options.isStreaming()
        ? () -> System.currentTimeMillis() + EventTimeLimit.MAX_AHEAD_MILLIS
        : EventTimeLimit.launchedAt(launchedAt.toEpochMilli());
  }
}
