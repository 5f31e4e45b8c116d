package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.SourceRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * KafkaIO's {@code UnboundedSource}, with all that its reader has ready as one element. The Direct
 * runner ends a bundle after ten elements, each bundle costs it about a millisecond whatever is in
 * it, and steps with state copy theirs for each: one by one, a backlog would be read at a few
 * hundred records a second.
 *
 * <p>Where the source splits, what a checkpoint holds and what the watermark is stays KafkaIO's
 * matter. An element has the earliest timestamp of its records, so that none of them is late.
 */
final class BatchedSource<MarkT extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<SourceRecords, MarkT> {
  private static final long serialVersionUID = 1L;

  /** Few enough that ten elements, a bundle of the Direct runner, take little memory. */
  private static final int MAX_RECORDS = 1_000;

  private static final int MAX_BYTES = 1 << 20;

  private final UnboundedSource<KafkaRecord<byte[], byte[]>, MarkT> source;

  private BatchedSource(UnboundedSource<KafkaRecord<byte[], byte[]>, MarkT> source) {
    this.source = source;
  }

  /** The source that KafkaIO would let a runner read. */
  static BatchedSource<?> of(KafkaIO.Read<byte[], byte[]> read) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(CrashingRunner.class); // it is never run
    ExperimentalOptions.addExperiment(options.as(ExperimentalOptions.class), "use_deprecated_read");
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(read);
    FindSource found = new FindSource();
    pipeline.traverseTopologically(found);
    if (found.source == null) {
      throw new IllegalStateException("KafkaIO reads through no UnboundedSource");
    }
    return new BatchedSource<>(found.source);
  }

  private static final class FindSource extends Pipeline.PipelineVisitor.Defaults {
    private @Nullable UnboundedSource<KafkaRecord<byte[], byte[]>, ?> source;

    @Override
    @SuppressWarnings("unchecked") // it is the only read of the pipeline
    public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
      if (node.getTransform() instanceof Read.Unbounded<?> read) {
        source = ((Read.Unbounded<KafkaRecord<byte[], byte[]>>) read).getSource();
      }
      return CompositeBehavior.ENTER_TRANSFORM;
    }
  }

  @Override
  public List<BatchedSource<MarkT>> split(int desiredSplits, PipelineOptions options)
      throws Exception {
    List<BatchedSource<MarkT>> splits = new ArrayList<>();
    for (UnboundedSource<KafkaRecord<byte[], byte[]>, MarkT> split :
        source.split(desiredSplits, options)) {
      splits.add(new BatchedSource<>(split));
    }
    return splits;
  }

  @Override
  public UnboundedReader<SourceRecords> createReader(PipelineOptions options, @Nullable MarkT mark)
      throws IOException {
    return new BatchedReader(this, source.createReader(options, mark));
  }

  @Override
  public Coder<MarkT> getCheckpointMarkCoder() {
    return source.getCheckpointMarkCoder();
  }

  @Override
  public Coder<SourceRecords> getOutputCoder() {
    return SourceRecords.coder();
  }

  @Override
  public void validate() {
    source.validate();
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.delegate(source);
  }

  private static final class BatchedReader extends UnboundedReader<SourceRecords> {
    private final BatchedSource<?> source;
    private final UnboundedReader<KafkaRecord<byte[], byte[]>> reader;
    private @Nullable SourceRecords current;
    private @Nullable Instant earliest;

    BatchedReader(BatchedSource<?> source, UnboundedReader<KafkaRecord<byte[], byte[]>> reader) {
      this.source = source;
      this.reader = reader;
    }

    @Override
    public boolean start() throws IOException {
      return collect(reader.start());
    }

    @Override
    public boolean advance() throws IOException {
      return collect(reader.advance());
    }

    private boolean collect(boolean isOne) throws IOException {
      List<SourceRecord> records = new ArrayList<>();
      long bytes = 0;
      earliest = null;
      for (boolean isMore = isOne;
          isMore;
          isMore = records.size() < MAX_RECORDS && bytes < MAX_BYTES && reader.advance()) {
        SourceRecord record = KafkaStream.convert(reader.getCurrent());
        records.add(record);
        bytes += record.value() == null ? 0 : record.value().length;
        Instant timestamp = reader.getCurrentTimestamp();
        if (earliest == null || timestamp.isBefore(earliest)) {
          earliest = timestamp;
        }
      }
      current = records.isEmpty() ? null : new SourceRecords(records);
      return isOne;
    }

    @Override
    public SourceRecords getCurrent() {
      return known(current);
    }

    @Override
    public Instant getCurrentTimestamp() {
      return known(earliest);
    }

    private static <T> T known(@Nullable T value) {
      if (value == null) {
        throw new NoSuchElementException();
      }
      return value;
    }

    @Override
    public Instant getWatermark() {
      return reader.getWatermark();
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      return reader.getCheckpointMark();
    }

    @Override
    public long getSplitBacklogBytes() {
      return reader.getSplitBacklogBytes();
    }

    @Override
    public BatchedSource<?> getCurrentSource() {
      return source;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
