package com.skillforge.analytics.io.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Splits a stream into lines. Lines end with {@code \n} or {@code \r\n}; the last one may lack its
 * end. Memory is bounded: of a line longer than {@link #LONGEST} bytes only the beginning is kept,
 * which is still too long for any record.
 */
final class LineReader implements Closeable {
  /** One byte over the limit of a record, 1 MiB, and one for the {@code \r} of a longest line. */
  static final int LONGEST = (1 << 20) + 2;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int end;
  private byte[] line = new byte[4096];
  private int length;
  private boolean cut;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line without its end, or null when there is none. */
  byte @Nullable [] next() throws IOException {
    length = 0;
    cut = false;
    boolean started = false;
    while (fill()) {
      started = true;
      int newline = next;
      while (newline < end && buffer[newline] != '\n') {
        newline++;
      }
      append(newline - next);
      next = newline;
      if (newline < end) {
        next++;
        return line(true);
      }
    }
    return started ? line(false) : null;
  }

  private boolean fill() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, in.read(buffer));
    }
    return next < end;
  }

  private void append(int count) {
    int kept = Math.min(count, LONGEST - length);
    cut |= kept < count;
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(line.length * 2, length + kept)));
    }
    System.arraycopy(buffer, next, line, length, kept);
    length += kept;
  }

  private byte[] line(boolean ended) {
    boolean carriageReturn = ended && !cut && length > 0 && line[length - 1] == '\r';
    return Arrays.copyOf(line, carriageReturn ? length - 1 : length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
