package com.skillforge.analytics.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a warehouse knows of the logs that succeeded runs of one pipeline have read.
 *
 * @param complete whether that is all they have read; runs of an earlier release left no offsets
 * @param settled the offsets that were taken, or named as lost; in any order, overlapping or not
 */
public record OffsetCoverage(boolean complete, List<OffsetRange> settled) {
  /** Of a warehouse without any run. */
  public static final OffsetCoverage NOTHING = new OffsetCoverage(true, List.of());

  public OffsetCoverage {
    settled = List.copyOf(settled);
  }

  /** The parts of {@code [start, end)} of a log that are not settled, in order. */
  public List<OffsetRange> open(PartitionLog log, long start, long end) {
    List<OffsetRange> open = new ArrayList<>();
    long next = start;
    for (OffsetRange range : of(log)) {
      if (range.start() >= end) {
        break;
      }
      if (range.start() > next) {
        open.add(new OffsetRange(log, next, range.start()));
      }
      next = Math.max(next, range.end());
    }
    if (next < end) {
      open.add(new OffsetRange(log, next, end));
    }
    return open;
  }

  /**
   * The offsets before the start of a log that no run has taken and that were not named as lost
   * yet. Where earlier runs may have taken them without leaving a trace, none.
   */
  public List<OffsetRange> lost(PartitionLog log, long logStart) {
    return complete || !of(log).isEmpty() ? open(log, 0, logStart) : List.of();
  }

  private List<OffsetRange> of(PartitionLog log) {
    return settled.stream()
        .filter(range -> range.log().equals(log))
        .sorted(Comparator.comparingLong(OffsetRange::start))
        .toList();
  }
}
