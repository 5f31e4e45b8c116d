package com.skillforge.analytics.io;

import com.skillforge.analytics.model.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Several bounded sources as one, which splits into (parts of) its parts. */
public final class CompositeSource extends BoundedSource<SourceRecord> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<BoundedSource<SourceRecord>> parts;

  public CompositeSource(List<? extends BoundedSource<SourceRecord>> parts) {
    this.parts = new ArrayList<>(parts);
  }

  @Override
  public List<? extends BoundedSource<SourceRecord>> split(
      long desiredBundleSizeBytes, PipelineOptions options) throws Exception {
    List<BoundedSource<SourceRecord>> split = new ArrayList<>();
    for (BoundedSource<SourceRecord> part : parts) {
      split.addAll(part.split(desiredBundleSizeBytes, options));
    }
    return split;
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) throws Exception {
    long bytes = 0;
    for (BoundedSource<SourceRecord> part : parts) {
      bytes += part.getEstimatedSizeBytes(options);
    }
    return bytes;
  }

  @Override
  public BoundedReader<SourceRecord> createReader(PipelineOptions options) {
    return new Reader(this, options);
  }

  @Override
  public Coder<SourceRecord> getOutputCoder() {
    return SourceRecord.Coder.of();
  }

  /** Reads part after part, for a runner that does not split the source. */
  private static final class Reader extends BoundedReader<SourceRecord> {
    private final CompositeSource source;
    private final PipelineOptions options;
    private int next;
    private @Nullable BoundedReader<SourceRecord> current;

    Reader(CompositeSource source, PipelineOptions options) {
      this.source = source;
      this.options = options;
    }

    @Override
    public boolean start() throws IOException {
      return advance();
    }

    @Override
    public boolean advance() throws IOException {
      if (current != null && current.advance()) {
        return true;
      }
      while (next < source.parts.size()) {
        close();
        current = source.parts.get(next++).createReader(options);
        if (current.start()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public SourceRecord getCurrent() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current.getCurrent();
    }

    @Override
    public BoundedSource<SourceRecord> getCurrentSource() {
      return source;
    }

    @Override
    public void close() throws IOException {
      if (current != null) {
        current.close();
        current = null;
      }
    }
  }
}
