package com.skillforge.analytics.status;

import com.skillforge.analytics.io.rows.UsualSilence;
import java.time.Duration;
import java.time.Instant;

/** For how long nothing may have come until it is unusual: half as long again as ever before. */
record Silence(UsualSilence usual) {
  /** How many hours with events there must be to say anything about all events together. */
  private static final int LEAST_HOURS = 24;

  /** How many weeks with events there must be to say anything about one dataset. */
  private static final int LEAST_WEEKS = 8;

  /** Who has been seen for so long has been seen on holidays. */
  private static final Duration YEAR = Duration.ofDays(365);

  private static final double MARGIN = 1.5;

  /** Whether enough is known: rosters come in two weeks of a year, and are silent in the others. */
  boolean isKnown() {
    return usual.busyHours() >= LEAST_HOURS
        && (usual.dataset().equals(UsualSilence.ALL) || usual.busyWeeks() >= LEAST_WEEKS);
  }

  boolean knowsHolidays(Instant at) {
    return usual.first().isBefore(at.minus(YEAR));
  }

  Duration longest() {
    return usual.longest();
  }

  /** As long as nothing may come, and the hour to which it is measured. */
  Duration allowed() {
    return Duration.ofMillis(Math.round(longest().toMillis() * MARGIN)).plus(Duration.ofHours(1));
  }
}
