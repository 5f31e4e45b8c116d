package com.skillforge.analytics.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * For how long nothing has been stored, against the longest time for which nothing was before: who
 * is silent every night and over every holiday is no longer than that.
 *
 * @param since the newest event
 * @param longest the longest silence before
 */
record Silence(Instant since, Duration longest) {
  private static final int LEAST_HOURS = 24;
  private static final double MARGIN = 1.5;

  /**
   * What is known of one environment; empty when there are too few events to say what is usual.
   *
   * @param hours the hours in which something happened, since the epoch
   * @param newest the newest event
   */
  static Optional<Silence> of(Collection<Long> hours, Instant newest) {
    TreeSet<Long> sorted = new TreeSet<>(hours);
    if (sorted.size() < LEAST_HOURS) {
      return Optional.empty();
    }
    long longest = 1;
    Long before = null;
    for (Long hour : sorted) {
      if (before != null) {
        longest = Math.max(longest, hour - before);
      }
      before = hour;
    }
    return Optional.of(new Silence(newest, Duration.ofHours(longest)));
  }

  /**
   * Whether it lasts longer than it ever has, by half.
   *
   * @param stored up to when events should be stored by now
   */
  boolean isUnusual(Instant stored) {
    Duration allowed =
        Duration.ofMillis(Math.round(longest.toMillis() * MARGIN)).plus(Duration.ofHours(1));
    return since.isBefore(stored.minus(allowed));
  }
}
