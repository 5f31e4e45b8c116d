package com.skillforge.analytics.io.files;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.io.ByteStreams;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The lines of one chunk. */
final class FileChunkSource extends BoundedSource<SourceRecord> {
  private static final long serialVersionUID = 1L;

  /** Only the ratio of sizes matters to a runner. */
  private static final long TYPICAL_COMPRESSION = 8;

  private final FileChunk chunk;
  private final TopicRouter router;

  FileChunkSource(FileChunk chunk, TopicRouter router) {
    this.chunk = chunk;
    this.router = router;
  }

  @Override
  public List<FileChunkSource> split(long desiredBundleSizeBytes, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return (chunk.end() - chunk.start()) * (chunk.compressed() ? TYPICAL_COMPRESSION : 1);
  }

  @Override
  public BoundedReader<SourceRecord> createReader(PipelineOptions options) {
    return new Reader(this);
  }

  @Override
  public Coder<SourceRecord> getOutputCoder() {
    return SourceRecord.Coder.of();
  }

  @Override
  public String toString() {
    return chunk.path() + " from line " + chunk.firstLine();
  }

  private static final class Reader extends BoundedReader<SourceRecord> {
    private final FileChunkSource source;
    private final FileChunk chunk;
    private @Nullable LineReader lines;
    private long nextLine;
    private @Nullable SourceRecord current;

    Reader(FileChunkSource source) {
      this.source = source;
      this.chunk = source.chunk;
      this.nextLine = chunk.firstLine();
    }

    @Override
    public boolean start() {
      try {
        lines = new LineReader(open());
      } catch (IOException e) {
        throw failure(e);
      }
      return advance();
    }

    private InputStream open() throws IOException {
      ReadableByteChannel channel =
          FileSystems.open(FileSystems.matchNewResource(chunk.path(), false));
      InputStream in = Channels.newInputStream(channel);
      if (chunk.compressed()) {
        return new GZIPInputStream(in, 1 << 16);
      }
      if (channel instanceof SeekableByteChannel seekable) {
        seekable.position(chunk.start());
      } else {
        ByteStreams.skipFully(in, chunk.start());
      }
      return ByteStreams.limit(in, chunk.end() - chunk.start());
    }

    @Override
    public boolean advance() {
      byte[] line;
      try {
        line = lines.next();
      } catch (IOException e) {
        throw failure(e);
      }
      if (line == null) {
        return false;
      }
      String topic = chunk.topic().orElseGet(() -> source.router.topicOf(RecordFields.of(line)));
      current =
          new SourceRecord(
              new RecordPosition(chunk.path(), topic, 0, nextLine),
              SourceRecord.NO_TIMESTAMP,
              null,
              line);
      nextLine++;
      return true;
    }

    private SourceException failure(IOException e) {
      boolean damaged =
          chunk.compressed() && (e instanceof ZipException || e instanceof EOFException);
      return new SourceException(
          "The file "
              + chunk.path()
              + (damaged ? " is not a valid gzip file" : " cannot be read")
              + " (line "
              + (nextLine + 1)
              + "): "
              + e.getMessage(),
          e);
    }

    @Override
    public SourceRecord getCurrent() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current;
    }

    @Override
    public BoundedSource<SourceRecord> getCurrentSource() {
      return source;
    }

    @Override
    public void close() throws IOException {
      if (lines != null) {
        lines.close();
      }
    }
  }
}
