package com.skillforge.analytics.model;

import java.io.Serializable;

/**
 * A dead letter whose record is valid since it was repaired.
 *
 * @param position where the record was read, as the letter says
 * @param recordTimestampMillis the broker's record timestamp, or {@link SourceRecord#NO_TIMESTAMP}
 * @param repair what was done
 * @param original what was repaired: {@link #KAFKA} or {@link #PAYLOAD}
 */
public record LetterRepair(
    RecordPosition position, long recordTimestampMillis, String repair, String original)
    implements Serializable {
  /** The record was fetched from its broker again. */
  public static final String KAFKA = "kafka";

  /** The letter held all of the record. */
  public static final String PAYLOAD = "payload";
}
