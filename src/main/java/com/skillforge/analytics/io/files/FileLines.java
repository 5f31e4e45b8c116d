package com.skillforge.analytics.io.files;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SourceRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.io.ByteStreams;

/** The lines of one chunk, read when they are asked for. */
record FileLines(FileChunk chunk, TopicRouter router) implements SourceBatch, Serializable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /**
   * @throws SourceException when the file cannot be read to the end of the chunk
   */
  @Override
  public void forEach(Consumer<SourceRecord> consumer) {
    long number = chunk.firstLine();
    try (LineReader lines = new LineReader(open())) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        consumer.accept(record(number == 0 ? withoutByteOrderMark(line) : line, number));
        number++;
      }
    } catch (IOException e) {
      throw failure(number, e);
    }
  }

  /** Programs on Windows begin a file with a mark that is no part of its first line. */
  private static byte[] withoutByteOrderMark(byte[] line) {
    int length = BYTE_ORDER_MARK.length;
    return line.length >= length && Arrays.equals(line, 0, length, BYTE_ORDER_MARK, 0, length)
        ? Arrays.copyOfRange(line, length, line.length)
        : line;
  }

  private SourceRecord record(byte[] line, long number) {
    String topic = chunk.topic().orElseGet(() -> router.topicOf(RecordFields.of(line)));
    return new SourceRecord(
        new RecordPosition(chunk.path(), topic, 0, number), SourceRecord.NO_TIMESTAMP, null, line);
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

  private SourceException failure(long number, IOException e) {
    boolean damaged =
        chunk.compressed() && (e instanceof ZipException || e instanceof EOFException);
    return new SourceException(
        "The file "
            + chunk.path()
            + (damaged ? " is not a valid gzip file" : " cannot be read")
            + " (line "
            + (number + 1)
            + "): "
            + e.getMessage(),
        e);
  }

  @Override
  public String toString() {
    return chunk.path() + " from line " + chunk.firstLine();
  }
}
