package com.skillforge.analytics.io.kafka;

import java.time.Duration;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/**
 * Element time and watermark of one partition.
 *
 * <p>An element has its record's timestamp. The watermark follows the newest record seen, {@code
 * maxOutOfOrderness} behind, and never goes back. A partition from which everything has been read
 * follows the clock instead, just as far behind, so that a quiet or empty partition does not hold
 * back the others.
 *
 * <p>KafkaIO counts offsets, and a transaction leaves one or two of them without a record behind
 * the last one. A remainder that small counts as read when it has not changed for a minute.
 */
final class RecordTimePolicy extends TimestampPolicy<byte[], byte[]> {
  private static final long MARKERS = 2;
  private static final long MARKER_MILLIS = 60_000;

  private final long delayMillis;
  private long watermarkMillis;
  private long backlog = -1;
  private long backlogSinceMillis;

  RecordTimePolicy(Duration maxOutOfOrderness, Optional<Instant> previousWatermark) {
    this.delayMillis = maxOutOfOrderness.toMillis();
    this.watermarkMillis = previousWatermark.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE).getMillis();
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<byte[], byte[]> record) {
    advanceTo(record.getTimestamp() - delayMillis);
    backlog = -1;
    return Instant.ofEpochMilli(record.getTimestamp());
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    if (allRead(context)) {
      advanceTo(context.getBacklogCheckTime().getMillis() - delayMillis);
    }
    return Instant.ofEpochMilli(watermarkMillis);
  }

  private boolean allRead(PartitionContext context) {
    long checkedMillis = context.getBacklogCheckTime().getMillis();
    if (context.getMessageBacklog() != backlog) {
      backlog = context.getMessageBacklog();
      backlogSinceMillis = checkedMillis;
    }
    return backlog == 0
        || (backlog > 0
            && backlog <= MARKERS
            && checkedMillis - backlogSinceMillis >= MARKER_MILLIS);
  }

  private void advanceTo(long millis) {
    watermarkMillis = Math.max(watermarkMillis, millis);
  }
}
