package com.skillforge.analytics.status;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody has said that is late, or old.
 *
 * @param lateAfter how long after its launch a run may take
 * @param freshWithin how old the newest event of a dataset may be, by dataset; {@link #ALL} for
 *     those that are not named; what is in neither is judged by its schedule
 * @param auditEvery how old the newest audit of a KPI may be; empty when an old one is not red
 */
public record Limits(
    Duration lateAfter, Map<String, Duration> freshWithin, Optional<Duration> auditEvery) {
  /** Stands for all datasets that are not named. */
  public static final String ALL = "";

  public Limits {
    freshWithin = Map.copyOf(freshWithin);
  }

  /** Nothing is said but how long a run may take. */
  public static Limits lateAfter(Duration lateAfter) {
    return new Limits(lateAfter, Map.of(), Optional.empty());
  }

  Optional<Duration> freshness(String dataset) {
    return Optional.ofNullable(freshWithin.getOrDefault(dataset, freshWithin.get(ALL)));
  }
}
