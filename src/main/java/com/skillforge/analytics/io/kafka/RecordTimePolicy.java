package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.model.metrics.PartitionGauge;
import java.time.Duration;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.common.TopicPartition;
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
 *
 * <p>Where a stream ends by itself, its watermark jumps to the end of time.
 */
final class RecordTimePolicy extends TimestampPolicy<byte[], byte[]> {
  private static final long MARKERS = 2;
  private static final long MARKER_MILLIS = 60_000;

  /** A reader is asked for its watermark after it was asked for records. */
  private static final long QUIET_MILLIS = 1_000;

  private static final long SAY_MILLIS = 1_000;

  private final long delayMillis;
  private final TopicPartition partition;
  private final StreamEnd end;
  private long watermarkMillis;
  private long backlog = -1;
  private long backlogSinceMillis;
  private long nextOffset = -1;
  private long quietSinceMillis = -1;
  private final Gauge watermark;
  private final Gauge unread;
  private long saidMillis;

  RecordTimePolicy(
      Duration maxOutOfOrderness,
      Optional<Instant> previousWatermark,
      TopicPartition partition,
      StreamEnd end) {
    this.delayMillis = maxOutOfOrderness.toMillis();
    this.watermarkMillis = previousWatermark.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE).getMillis();
    this.partition = partition;
    this.end = end;
    this.watermark = gauge(PartitionGauge.Kind.WATERMARK);
    this.unread = gauge(PartitionGauge.Kind.BACKLOG);
  }

  private Gauge gauge(PartitionGauge.Kind kind) {
    return Metrics.gauge(
        CounterName.NAMESPACE,
        new PartitionGauge(kind, partition.topic(), partition.partition()).toString());
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<byte[], byte[]> record) {
    advanceTo(record.getTimestamp() - delayMillis);
    backlog = -1;
    nextOffset = record.getOffset() + 1;
    quietSinceMillis = -1;
    return Instant.ofEpochMilli(record.getTimestamp());
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    boolean caughtUp = allRead(context);
    if (end.isReached(partition, nextOffset, caughtUp, isQuiet())) {
      return BoundedWindow.TIMESTAMP_MAX_VALUE;
    }
    if (caughtUp) {
      advanceTo(context.getBacklogCheckTime().getMillis() - delayMillis);
    }
    sayHowFar(context);
    return Instant.ofEpochMilli(watermarkMillis);
  }

  /** For whoever watches the stream; a reader is asked far more often than anybody looks. */
  private void sayHowFar(PartitionContext context) {
    long now = System.currentTimeMillis();
    if (now - saidMillis < SAY_MILLIS) {
      return;
    }
    saidMillis = now;
    if (context.getMessageBacklog() >= 0) { // else it is not known yet
      unread.set(context.getMessageBacklog());
    }
    if (watermarkMillis > BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()) {
      watermark.set(watermarkMillis);
    }
  }

  /** Whether nothing has come between two questions that are some time apart. */
  private boolean isQuiet() {
    long now = System.currentTimeMillis();
    if (quietSinceMillis < 0) {
      quietSinceMillis = now;
    }
    return now - quietSinceMillis >= QUIET_MILLIS;
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
