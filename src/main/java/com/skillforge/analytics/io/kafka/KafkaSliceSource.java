package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.model.SourceRecord;
import java.time.Duration;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.OffsetBasedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/** The records of one partition between two offsets; splits at any offset. */
final class KafkaSliceSource extends OffsetBasedSource<SourceRecord> {
  private static final long serialVersionUID = 1L;

  /** Only the ratio of sizes matters to a runner. */
  private static final long TYPICAL_RECORD_BYTES = 512;

  /** A reader costs a connection and a first fetch, so that a part must be worth it. */
  private static final long SMALLEST_PART = 50_000;

  private final KafkaConnection connection;
  private final String topic;
  private final int partition;
  private final long patienceMillis;

  KafkaSliceSource(KafkaConnection connection, KafkaRange.Slice slice, Duration patience) {
    this(connection, slice, patience.toMillis(), SMALLEST_PART);
  }

  KafkaSliceSource(
      KafkaConnection connection, KafkaRange.Slice slice, long patienceMillis, long smallestPart) {
    super(slice.start(), slice.end(), smallestPart);
    this.connection = connection;
    this.topic = slice.topic();
    this.partition = slice.partition();
    this.patienceMillis = patienceMillis;
  }

  KafkaConnection connection() {
    return connection;
  }

  Duration patience() {
    return Duration.ofMillis(patienceMillis);
  }

  KafkaRange.Slice slice() {
    return new KafkaRange.Slice(topic, partition, getStartOffset(), getEndOffset());
  }

  @Override
  public long getBytesPerOffset() {
    return TYPICAL_RECORD_BYTES;
  }

  @Override
  public long getMaxEndOffset(PipelineOptions options) {
    return getEndOffset();
  }

  @Override
  public OffsetBasedSource<SourceRecord> createSourceForSubrange(long start, long end) {
    return new KafkaSliceSource(
        connection,
        new KafkaRange.Slice(topic, partition, start, end),
        patienceMillis,
        getMinBundleSize());
  }

  @Override
  public KafkaSliceReader createReader(PipelineOptions options) {
    return new KafkaSliceReader(this);
  }

  @Override
  public Coder<SourceRecord> getOutputCoder() {
    return SourceRecord.Coder.of();
  }

  @Override
  public String toString() {
    return slice().toString();
  }
}
