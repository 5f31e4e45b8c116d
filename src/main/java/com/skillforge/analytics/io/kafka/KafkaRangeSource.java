package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.model.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
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
public final class KafkaRangeSource implements EventSource {
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
    return new AllSlices(slices);
  }

  /** The slices of all partitions as one source, which splits into (parts of) the slices. */
  private static final class AllSlices extends BoundedSource<SourceRecord> {
    private static final long serialVersionUID = 1L;

    private final List<KafkaSliceSource> slices;

    AllSlices(List<KafkaSliceSource> slices) {
      this.slices = slices;
    }

    @Override
    public List<? extends BoundedSource<SourceRecord>> split(
        long desiredBundleSizeBytes, PipelineOptions options) throws Exception {
      List<BoundedSource<SourceRecord>> parts = new ArrayList<>();
      for (KafkaSliceSource slice : slices) {
        parts.addAll(slice.split(desiredBundleSizeBytes, options));
      }
      return parts;
    }

    @Override
    public long getEstimatedSizeBytes(PipelineOptions options) throws Exception {
      long bytes = 0;
      for (KafkaSliceSource slice : slices) {
        bytes += slice.getEstimatedSizeBytes(options);
      }
      return bytes;
    }

    @Override
    public BoundedReader<SourceRecord> createReader(PipelineOptions options) {
      return new ChainedReader(this, options);
    }

    @Override
    public Coder<SourceRecord> getOutputCoder() {
      return SourceRecord.Coder.of();
    }
  }

  /** Reads slice after slice, for a runner that does not split the source. */
  private static final class ChainedReader extends BoundedSource.BoundedReader<SourceRecord> {
    private final AllSlices source;
    private final PipelineOptions options;
    private int next;
    private BoundedSource.BoundedReader<SourceRecord> current;

    ChainedReader(AllSlices source, PipelineOptions options) {
      this.source = source;
      this.options = options;
    }

    @Override
    public boolean start() throws java.io.IOException {
      return advance();
    }

    @Override
    public boolean advance() throws java.io.IOException {
      if (current != null && current.advance()) {
        return true;
      }
      while (next < source.slices.size()) {
        close();
        current = source.slices.get(next++).createReader(options);
        if (current.start()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public SourceRecord getCurrent() {
      return current.getCurrent();
    }

    @Override
    public BoundedSource<SourceRecord> getCurrentSource() {
      return source;
    }

    @Override
    public void close() throws java.io.IOException {
      if (current != null) {
        current.close();
        current = null;
      }
    }
  }
}
