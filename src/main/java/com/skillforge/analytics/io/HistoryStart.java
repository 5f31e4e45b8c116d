package com.skillforge.analytics.io;

import java.time.Instant;

/**
 * Where the history of a log begins that a source does not have from its first record on.
 *
 * @param firstOffset the offset of the first record that the source has, above 0
 * @param since the timestamp of that record; where there is none, when the source was asked
 */
public record HistoryStart(PartitionLog log, long firstOffset, Instant since) {
  /** The topic of the log. */
  public String topic() {
    return log.topic();
  }
}
