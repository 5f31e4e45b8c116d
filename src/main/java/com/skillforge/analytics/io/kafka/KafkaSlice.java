package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SourceRecord;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The records of one partition between two offsets, read from the broker when they are asked for.
 *
 * @param filter which of them are handed over
 * @param patience how long a read waits for a broker that has gone
 */
record KafkaSlice(
    KafkaConnection connection, KafkaRange.Slice range, TimestampFilter filter, Duration patience)
    implements SourceBatch, Serializable {

  /**
   * @throws com.skillforge.analytics.io.SourceException when a record of the range cannot be read
   *     any more, or the broker stays away
   */
  @Override
  public void forEach(Consumer<SourceRecord> consumer) throws IOException {
    try (KafkaSliceReader reader = new KafkaSliceReader(connection, range, patience)) {
      reader.forEach(
          record -> {
            if (filter.chooses(record.timestampMillis())) {
              consumer.accept(record);
            }
          });
    }
  }

  @Override
  public String toString() {
    return range.toString();
  }
}
