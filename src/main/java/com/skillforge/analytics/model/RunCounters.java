package com.skillforge.analytics.model;

import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.model.metrics.Label;
import com.skillforge.analytics.model.metrics.Series;
import java.util.List;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Counts with Beam's counters what the ledger counts, from the same numbers: once for a bundle or a
 * shard, before its counts are handed on.
 */
public final class RunCounters {
  private RunCounters() {}

  /** Adds partial counts that have not travelled yet. */
  public static void add(RunCounts counts) {
    if (counts.read() > 0) {
      increase(Series.RECORDS_READ, List.of(), counts.read());
    }
    counts.acceptedEvents().forEach((key, n) -> add(Series.INGESTED, "ingested", key, n));
    counts.suppressedEvents().forEach((key, n) -> add(Series.SUPPRESSED, "suppressed", key, n));
    counts.duplicateEvents().forEach((key, n) -> add(Series.DUPLICATES, "duplicates", key, n));
    counts.erasedEvents().forEach((key, n) -> add(Series.ERASED, "erased", key, n));
    counts.lateEvents().forEach((key, n) -> add(Series.LATE_DROPPED, "late_dropped", key, n));
    counts.rejectedEvents().forEach((key, n) -> add(Series.REJECTED, "rejected", key, n));
  }

  /** A record that is counted otherwise than before is one less there, and a counter only grows. */
  private static void add(Series series, String outcome, EventCounts.Key key, long n) {
    String environment = CounterName.environment(key.environment());
    if (n < 0) {
      increase(Series.RECOUNTED, List.of(environment, key.name(), outcome), -n);
    } else if (n > 0) {
      increase(
          series,
          CounterName.labelsOf(series).stream()
              .map(label -> value(label, environment, key))
              .toList(),
          n);
    }
  }

  private static String value(Label label, String environment, EventCounts.Key key) {
    return switch (label) {
      case ENVIRONMENT -> environment;
      case PERSONA -> key.persona();
      default -> key.name();
    };
  }

  private static void increase(Series series, List<String> labels, long n) {
    Metrics.counter(CounterName.NAMESPACE, new CounterName(series, labels).toString()).inc(n);
  }
}
