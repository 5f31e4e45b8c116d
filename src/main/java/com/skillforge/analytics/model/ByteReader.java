package com.skillforge.analytics.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what {@link ByteWriter} wrote, in the same order. */
public final class ByteReader {
  private final byte[] buffer;
  private final List<String> symbols = new ArrayList<>();
  private int at;

  public ByteReader(byte[] buffer) {
    this.buffer = buffer;
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = buffer[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  public long zigzag() {
    long raw = varint();
    return (raw >>> 1) ^ -(raw & 1);
  }

  public long fixed64() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (buffer[at++] & 0xFF);
    }
    return value;
  }

  public double fixed() {
    return Double.longBitsToDouble(fixed64());
  }

  public String uuid() {
    return new UUID(fixed64(), fixed64()).toString();
  }

  public String text() {
    return text((int) varint());
  }

  /** The next bytes as UTF-8. */
  String text(int length) {
    String text = new String(buffer, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** What {@link ByteWriter#symbol} wrote; equal symbols are one object. */
  public String symbol() {
    int reference = (int) varint();
    if (reference > 0) {
      return symbols.get(reference - 1);
    }
    String text = text();
    symbols.add(text);
    return text;
  }

  public boolean hasMore() {
    return at < buffer.length;
  }
}
