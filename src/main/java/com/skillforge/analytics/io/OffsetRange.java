package com.skillforge.analytics.io;

import java.io.Serializable;

/** The offsets {@code [start, end)} of one log. */
public record OffsetRange(PartitionLog log, long start, long end) implements Serializable {
  /**
   * How many offsets these are; there may be fewer records, since compaction and transactions leave
   * offsets without one.
   */
  public long count() {
    return end - start;
  }
}
