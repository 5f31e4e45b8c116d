package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.kafka.KafkaOriginals;
import com.skillforge.analytics.io.letters.StoredLetter;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.options.SourceOptions;
import java.util.Collection;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The records of dead letters as they were received. */
public final class Originals {
  private final Map<RecordPosition, SourceRecord> records;

  private Originals(Map<RecordPosition, SourceRecord> records) {
    this.records = records;
  }

  /**
   * Fetches those that Kafka still has; none where the options name no cluster.
   *
   * @throws com.skillforge.analytics.io.SourceException when the cluster cannot be reached
   */
  public static Originals of(SourceOptions options, Collection<StoredLetter> letters) {
    if (options.getBootstrapServers() == null) {
      return new Originals(Map.of());
    }
    return new Originals(
        new KafkaOriginals(Sources.connection(options), Sources.patience(options))
            .fetch(
                letters.stream()
                    .map(StoredLetter::position)
                    .filter(position -> position.source().equals(RecordPosition.KAFKA))
                    .toList()));
  }

  /**
   * The record of a letter; null where it is not there any more. A topic that was made anew has
   * other records at the same offsets, with other timestamps.
   */
  public @Nullable SourceRecord find(StoredLetter letter) {
    SourceRecord record = records.get(letter.position());
    return record != null && record.timestampMillis() == letter.recordTimestampMillis()
        ? record
        : null;
  }
}
