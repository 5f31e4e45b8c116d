package com.skillforge.analytics.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A growing byte array with the few encodings that blocks and coders use. */
public final class ByteWriter {
  private byte[] buffer;
  private final Map<String, Integer> symbols = new HashMap<>();
  private int size;

  public ByteWriter(int capacity) {
    buffer = new byte[capacity];
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }

  /** An unsigned number, seven bits a byte; negative numbers take ten bytes. */
  public void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  /** A signed number, small for small magnitudes. */
  public void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  public void fixed64(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  public void fixed(double value) {
    fixed64(Double.doubleToRawLongBits(value));
  }

  /** A UUID in text form as 16 bytes. */
  public void uuid(String text) {
    UUID uuid = UUID.fromString(text);
    fixed64(uuid.getMostSignificantBits());
    fixed64(uuid.getLeastSignificantBits());
  }

  public void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    bytes(utf8);
  }

  /** A text after twice its length: a number that stands in the same place may be told by odd. */
  void textOfEvenCode(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint((long) utf8.length << 1);
    bytes(utf8);
  }

  private void bytes(byte[] utf8) {
    reserve(utf8.length);
    System.arraycopy(utf8, 0, buffer, size, utf8.length);
    size += utf8.length;
  }

  /** A text that is likely to come again: it is written out the first time only. */
  public void symbol(String text) {
    Integer known = symbols.putIfAbsent(text, symbols.size() + 1);
    if (known == null) {
      varint(0);
      text(text);
    } else {
      varint(known);
    }
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
    symbols.clear();
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }
}
