package com.skillforge.analytics.bench;

import java.time.Duration;
import java.time.Instant;

/**
 * When the benchmark's events happen: evenly over eight weeks from a Monday on.
 *
 * @param events how many events share the time
 */
record BenchWindow(int events) {
  static final Instant START = Instant.parse("2026-01-12T00:00:00Z");
  static final Duration LENGTH = Duration.ofDays(56);
  static final Instant END = START.plus(LENGTH);

  /** The event time of one event, in epoch milliseconds. */
  long timeOf(int event) {
    return START.toEpochMilli() + LENGTH.toMillis() * event / events;
  }
}
