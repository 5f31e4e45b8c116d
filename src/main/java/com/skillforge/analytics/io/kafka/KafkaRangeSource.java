package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.CompositeSource;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.model.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads a frozen range of Kafka's records, once and completely, and ends by itself.
 *
 * <p>A record that the range holds and that cannot be read any more, or a broker that stays away
 * longer than the given time, fails the pipeline with a {@link
 * com.skillforge.analytics.io.SourceException}; nothing is skipped silently.
 */
public final class KafkaRangeSource implements EventSource<SourceRecord> {
  /** How long a read waits for a broker that has gone, before it gives up. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  private final KafkaConnection connection;
  private final KafkaRange range;
  private final Duration patience;

  public KafkaRangeSource(KafkaConnection connection, KafkaRange range, Duration patience) {
    this.connection = connection;
    this.range = range;
    this.patience = patience;
  }

  /** Freezes the range of several topics, see {@link KafkaRange#freeze}. */
  public static KafkaRangeSource open(
      KafkaConnection connection,
      Collection<String> topics,
      Optional<Instant> from,
      Optional<Instant> to) {
    return new KafkaRangeSource(
        connection, KafkaRange.freeze(connection, topics, from, to), DEFAULT_PATIENCE);
  }

  @Override
  public PTransform<PBegin, PCollection<SourceRecord>> read() {
    return Read.from(source());
  }

  @Override
  public String describe() {
    return range.describe();
  }

  @Override
  public long size() {
    return range.size();
  }

  BoundedSource<SourceRecord> source() {
    List<KafkaSliceSource> slices = new ArrayList<>();
    for (KafkaRange.Slice slice : range.partitions()) {
      if (slice.size() > 0) {
        slices.add(new KafkaSliceSource(connection, slice, patience));
      }
    }
    return new CompositeSource(slices);
  }
}
