package com.skillforge.analytics.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.io.kafka.TimestampPolicy.PartitionContext;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class RecordTimePolicyTest {
  private static final long NOW = 1_772_323_200_000L;
  private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

  private final RecordTimePolicy policy =
      new RecordTimePolicy(Duration.ofSeconds(30), Optional.empty(), PARTITION, StreamEnd.NEVER);

  @Test
  void followsTheNewestRecordAndNeverGoesBack() {
    assertThat(policy.getWatermark(context(5, NOW))).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
    assertThat(read(NOW - 100_000)).isEqualTo(Instant.ofEpochMilli(NOW - 100_000));
    assertThat(policy.getWatermark(context(4, NOW))).isEqualTo(Instant.ofEpochMilli(NOW - 130_000));
    read(NOW - 110_000);
    assertThat(policy.getWatermark(context(3, NOW))).isEqualTo(Instant.ofEpochMilli(NOW - 130_000));
  }

  @Test
  void followsTheClockWhenEverythingHasBeenRead() {
    assertThat(policy.getWatermark(context(0, NOW))).isEqualTo(Instant.ofEpochMilli(NOW - 30_000));
    assertThat(policy.getWatermark(context(0, NOW + 1_000)))
        .isEqualTo(Instant.ofEpochMilli(NOW - 29_000));
    assertThat(policy.getWatermark(context(7, NOW + 9_000)))
        .isEqualTo(Instant.ofEpochMilli(NOW - 29_000));
    // The end of the log is not known yet.
    assertThat(policy.getWatermark(context(-1, NOW + 9_000)))
        .isEqualTo(Instant.ofEpochMilli(NOW - 29_000));
  }

  @Test
  void doesNotWaitForTransactionMarkersForEver() {
    read(NOW - 50_000);
    Instant behindRecord = Instant.ofEpochMilli(NOW - 80_000);
    assertThat(policy.getWatermark(context(1, NOW))).isEqualTo(behindRecord);
    assertThat(policy.getWatermark(context(1, NOW + 59_000))).isEqualTo(behindRecord);
    assertThat(policy.getWatermark(context(1, NOW + 60_000)))
        .isEqualTo(Instant.ofEpochMilli(NOW + 30_000));
  }

  @Test
  void waitsForRealBacklogForEver() {
    read(NOW - 50_000);
    policy.getWatermark(context(3, NOW));
    assertThat(policy.getWatermark(context(3, NOW + 600_000)))
        .isEqualTo(Instant.ofEpochMilli(NOW - 80_000));
  }

  @Test
  void goesOnFromACheckpoint() {
    RecordTimePolicy resumed =
        new RecordTimePolicy(
            Duration.ofSeconds(30),
            Optional.of(Instant.ofEpochMilli(NOW)),
            PARTITION,
            StreamEnd.NEVER);
    assertThat(resumed.getWatermark(context(9, NOW))).isEqualTo(Instant.ofEpochMilli(NOW));
  }

  @Test
  void theEndOfTimeComesWithTheLastRecordBeforeTheEnd() {
    KafkaRange range =
        new KafkaRange("cluster", new TreeMap<>(), List.of(new KafkaRange.Slice("topic", 0, 0, 1)));
    RecordTimePolicy ending =
        new RecordTimePolicy(
            Duration.ofSeconds(30), Optional.empty(), PARTITION, StreamEnd.AtLaunch.of(range));

    assertThat(ending.getWatermark(context(1, NOW))).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE);
    read(ending, NOW);
    assertThat(ending.getWatermark(context(5, NOW))).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE);
  }

  private Instant read(long timestamp) {
    return read(policy, timestamp);
  }

  private static Instant read(RecordTimePolicy policy, long timestamp) {
    KafkaRecord<byte[], byte[]> record =
        new KafkaRecord<>(
            "topic", 0, 0, timestamp, KafkaTimestampType.CREATE_TIME, null, new byte[0], null);
    return policy.getTimestampForRecord(context(9, NOW), record);
  }

  private static PartitionContext context(long backlog, long checkedMillis) {
    return new PartitionContext() {
      @Override
      public long getMessageBacklog() {
        return backlog;
      }

      @Override
      public Instant getBacklogCheckTime() {
        return Instant.ofEpochMilli(checkedMillis);
      }
    };
  }
}
