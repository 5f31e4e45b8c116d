package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.JsonText;
import com.skillforge.analytics.io.rows.RowWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes rows as CSV that DuckDB reads back exactly: a text is always quoted, so that the empty
 * text differs from null, which is an empty field; a timestamp is written as microseconds since the
 * epoch. NUL characters, quotes and line breaks stand in quoted texts as they are.
 */
final class CsvWriter implements RowWriter, Closeable {
  private static final int BUFFER_CHARS = 32 * 1024;

  private final OutputStream out;
  private final StringBuilder buffer = new StringBuilder(BUFFER_CHARS * 2);
  private boolean inRow;
  private long bytes;

  CsvWriter(Path file) throws IOException {
    this.out = Files.newOutputStream(file);
  }

  private StringBuilder field() {
    if (inRow) {
      buffer.append(',');
    }
    inRow = true;
    return buffer;
  }

  @Override
  public CsvWriter text(@Nullable String text) {
    StringBuilder field = field();
    if (text == null) {
      return this;
    }
    field.append('"');
    int start = 0;
    for (int quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', start)) {
      field.append(text, start, quote + 1).append('"');
      start = quote + 1;
    }
    field.append(text, start, text.length()).append('"');
    return this;
  }

  @Override
  public CsvWriter integer(@Nullable Long value) {
    StringBuilder field = field();
    if (value != null) {
      field.append(value.longValue());
    }
    return this;
  }

  @Override
  public CsvWriter number(@Nullable Double value) {
    StringBuilder field = field();
    if (value != null) {
      field.append(value.doubleValue());
    }
    return this;
  }

  @Override
  public CsvWriter flag(@Nullable Boolean value) {
    StringBuilder field = field();
    if (value != null) {
      field.append(value.booleanValue());
    }
    return this;
  }

  @Override
  public CsvWriter timestamp(@Nullable Long millis) {
    return integer(millis == null ? null : Long.valueOf(Math.multiplyExact(millis, 1000L)));
  }

  @Override
  public CsvWriter texts(@Nullable List<?> texts) {
    return text(texts == null ? null : JsonText.texts(texts));
  }

  @Override
  public CsvWriter json(@Nullable String document) {
    return text(document);
  }

  @Override
  public void endRow() throws IOException {
    buffer.append('\n');
    inRow = false;
    if (buffer.length() >= BUFFER_CHARS) {
      flush();
    }
  }

  private void flush() throws IOException {
    byte[] utf8 = buffer.toString().getBytes(StandardCharsets.UTF_8);
    out.write(utf8);
    bytes += utf8.length;
    buffer.setLength(0);
  }

  /** What was written so far, but for the buffer. */
  long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
