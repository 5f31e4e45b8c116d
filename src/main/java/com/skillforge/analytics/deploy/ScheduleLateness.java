package com.skillforge.analytics.deploy;

import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.options.RangeName;
import com.skillforge.analytics.pipelines.launch.ScheduledRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far what a pipeline has covered may lie behind the clock while all of its scheduled runs
 * succeed: just before the next run is late.
 */
public final class ScheduleLateness {
  /** How long after its launch a run may take, unless somebody says otherwise. */
  public static final Duration PATIENCE = Duration.ofHours(3);

  /** Long enough for each way in which weeks, and the changes of clocks, can meet. */
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  private static final Instant TO = Instant.parse("2027-03-01T00:00:00Z");

  private ScheduleLateness() {}

  /**
   * In whole hours, by the names of the pipelines in the ledger. One that covers terms is not
   * there: when they end is not known.
   *
   * @param patience how long after its launch a run may take
   */
  public static SortedMap<String, Duration> of(List<PipelineFolder> folders, Duration patience) {
    SortedMap<String, Duration> lateness = new TreeMap<>();
    for (PipelineFolder folder : folders) {
      RangeName range = folder.schedule().periods();
      if (range != RangeName.TERM) {
        lateness.put(
            folder.ledgerName(), wholeHours(longest(folder.schedule(), range).plus(patience)));
      }
    }
    return lateness;
  }

  /** From the end of what a run covers, to the launch of the next one. */
  private static Duration longest(Schedule schedule, RangeName range) {
    ScheduledRange covers = new ScheduledRange(range, List.of(), Duration.ZERO);
    List<Instant> launches = schedule.times(FROM, TO);
    Duration longest = Duration.ZERO;
    for (int i = 1; i < launches.size(); i++) {
      TimeRange before = covers.lastPeriod(launches.get(i - 1)).orElseThrow();
      Duration behind = Duration.between(before.to(), launches.get(i));
      longest = behind.compareTo(longest) > 0 ? behind : longest;
    }
    return longest;
  }

  private static Duration wholeHours(Duration duration) {
    return Duration.ofHours(duration.plusHours(1).minusNanos(1).toHours());
  }
}
