package com.skillforge.analytics.model;

import java.io.Serializable;

/**
 * A record that was dropped because its sender had used its id before; without its payload.
 *
 * @param environment the record's environment
 * @param tenantId the institution
 * @param recordType the name of the record type
 * @param recordId the id that the two records share, in lower case
 * @param eventTimeMillis the dropped record's event time
 * @param position where the dropped record can be fetched again
 * @param recordTimestampMillis the broker's record timestamp of the dropped record
 * @param kept where the record that stays was read
 */
public record DuplicateRecord(
    String environment,
    String tenantId,
    String recordType,
    String recordId,
    long eventTimeMillis,
    RecordPosition position,
    long recordTimestampMillis,
    RecordPosition kept)
    implements Serializable {

  /** The note that {@code dropped} gave way to a record at {@code kept}. */
  public static DuplicateRecord of(AnalyticsRecord dropped, RecordPosition kept) {
    return new DuplicateRecord(
        dropped.environment(),
        dropped.tenantId(),
        dropped.type().name(),
        dropped.recordId(),
        dropped.eventTimeMillis(),
        dropped.position(),
        dropped.recordTimestampMillis(),
        kept);
  }
}
