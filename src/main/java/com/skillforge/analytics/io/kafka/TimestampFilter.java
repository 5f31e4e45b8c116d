package com.skillforge.analytics.io.kafka;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * Chooses records by their own timestamps, each one wherever it stands.
 *
 * @param fromMillis the first timestamp that is chosen, in epoch milliseconds
 * @param toMillis the first one after it that is not
 */
record TimestampFilter(long fromMillis, long toMillis) implements Serializable {
  /** Chooses every record, also one without a timestamp. */
  static final TimestampFilter EVERY = new TimestampFilter(Long.MIN_VALUE, Long.MAX_VALUE);

  static TimestampFilter between(Optional<Instant> from, Optional<Instant> to) {
    return new TimestampFilter(
        from.map(Instant::toEpochMilli).orElse(EVERY.fromMillis),
        to.map(Instant::toEpochMilli).orElse(EVERY.toMillis));
  }

  boolean chooses(long timestampMillis) {
    return timestampMillis >= fromMillis && timestampMillis < toMillis;
  }
}
