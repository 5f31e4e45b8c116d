package com.skillforge.analytics.soak;

import com.skillforge.analytics.simulation.SimulatedRecord;
import java.util.Optional;

/**
 * A record on its way to the broker.
 *
 * @param atMillis when it arrives; records arrive in this order
 * @param topic the topic with its default name
 * @param key the record key
 * @param timestampMillis the record timestamp, which is the producer's word: it need not rise, and
 *     may be absurd
 * @param value the payload; empty for a tombstone
 */
record Arrival(
    long atMillis, String topic, String key, long timestampMillis, Optional<byte[]> value) {

  static Arrival of(SimulatedRecord record) {
    return new Arrival(
        record.recordTimestampMillis(),
        record.topic(),
        record.key(),
        record.recordTimestampMillis(),
        record.value());
  }

  Arrival later(long millis) {
    return new Arrival(atMillis + millis, topic, key, timestampMillis, value);
  }

  Arrival stamped(long millis) {
    return new Arrival(atMillis, topic, key, millis, value);
  }

  Arrival withValue(byte[] other) {
    return new Arrival(atMillis, topic, key, timestampMillis, Optional.of(other));
  }
}
