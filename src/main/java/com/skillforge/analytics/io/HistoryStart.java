package com.skillforge.analytics.io;

import java.time.Instant;

/**
 * Where the history of a partition begins that a source does not have from its first record on.
 *
 * @param firstOffset the offset of the first record that the source has, above 0
 * @param since the timestamp of that record; where there is none, when the source was asked
 */
public record HistoryStart(String topic, int partition, long firstOffset, Instant since) {}
