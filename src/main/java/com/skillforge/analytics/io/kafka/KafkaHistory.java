package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.io.PartitionLog;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Finds out since when a range of Kafka's records holds everything. */
final class KafkaHistory {
  private KafkaHistory() {}

  /**
   * The partitions of a range whose first records it does not hold: retention has deleted them, or
   * the range starts later. Asks the cluster only when there are any.
   *
   * @param from the first record timestamp that the range was asked for; empty for whole logs
   * @throws com.skillforge.analytics.io.SourceException as {@link KafkaRange#freeze}
   */
  static List<HistoryStart> starts(
      KafkaConnection connection, KafkaRange range, Optional<Instant> from) {
    List<KafkaRange.Slice> shortened =
        range.partitions().stream().filter(slice -> slice.start() > 0).toList();
    if (shortened.isEmpty()) {
      return List.of();
    }
    Instant now = Instant.now();
    Map<TopicPartition, ListOffsetsResultInfo> kept;
    try (KafkaCluster cluster = new KafkaCluster(connection)) {
      kept =
          cluster.offsets(
              shortened.stream().map(KafkaHistory::partition).toList(),
              // An older timestamp tells of a wrong clock, not of history.
              OffsetSpec.forTimestamp(from.orElse(RawTable.EARLIEST_EVENT_TIME).toEpochMilli()));
    }
    return shortened.stream()
        .map(slice -> start(range.log(slice), slice.start(), kept.get(partition(slice)), now))
        .toList();
  }

  private static TopicPartition partition(KafkaRange.Slice slice) {
    return new TopicPartition(slice.topic(), slice.partition());
  }

  private static HistoryStart start(
      PartitionLog log, long firstOffset, ListOffsetsResultInfo kept, Instant now) {
    Instant first = kept.offset() < 0 ? now : Instant.ofEpochMilli(kept.timestamp());
    return new HistoryStart(log, firstOffset, first.isAfter(now) ? now : first);
  }
}
