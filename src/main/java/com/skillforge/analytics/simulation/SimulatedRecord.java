package com.skillforge.analytics.simulation;

import com.skillforge.analytics.model.ErrorCode;
import java.util.Optional;
import java.util.Set;

/**
 * One record as it arrives. The bytes are shared, never changed.
 *
 * @param topic the topic with its default name
 * @param key the record key; records of one key keep their order
 * @param recordTimestampMillis when it arrives at the broker
 * @param value the payload; empty for a null value, which is a tombstone on a compacted topic
 * @param kind what a correct run makes of it
 * @param recordType the record type without version suffix; of an invalid record what it was meant
 *     to be
 * @param codes why a correct run rejects it; empty for valid records
 */
public record SimulatedRecord(
    String topic,
    String key,
    long recordTimestampMillis,
    Optional<byte[]> value,
    Kind kind,
    String recordType,
    Set<ErrorCode> codes) {

  /** What is special about a record. Only the last three are not accepted. */
  public enum Kind {
    /** Arrives within seconds. */
    PROMPT,
    /** Arrives minutes after its event time, behind records that happened later. */
    OUT_OF_ORDER,
    /** Arrives hours or days after its event time. */
    LATE,
    /** The deletion of a roster assignment that was a mistake. */
    TOMBSTONE,
    /** The copy of a record that has arrived before. */
    DUPLICATE,
    /** Sent although its user is opted out. */
    SUPPRESSED,
    /** Breaks a rule of the tracking plan. */
    INVALID
  }

  public SimulatedRecord {
    codes = Set.copyOf(codes);
  }

  /** Whether a correct run stores the record. */
  public boolean isAccepted() {
    return switch (kind) {
      case PROMPT, OUT_OF_ORDER, LATE, TOMBSTONE -> true;
      case DUPLICATE, SUPPRESSED, INVALID -> false;
    };
  }
}
