package com.skillforge.analytics.transforms.parsing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A look at the bytes before the JSON parser sees them, eight at a time. The parser guesses the
 * encoding from the first bytes and is lenient about broken UTF-8; the tracking plan is neither.
 */
final class JsonBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long BACKSLASHES = LOW_BITS * '\\';

  /** What the bytes are. */
  enum Finding {
    /** Not UTF-8, or UTF-8 with a byte order mark. */
    NOT_UTF8,
    /** UTF-8 without a single backslash: no string in it can hold half a surrogate pair. */
    UTF8_WITHOUT_ESCAPES,
    /** UTF-8 with backslashes. */
    UTF8_WITH_ESCAPES
  }

  private JsonBytes() {}

  static Finding inspect(byte[] bytes) {
    if (startsLikeAnotherEncoding(bytes)) {
      return Finding.NOT_UTF8;
    }
    // Nearly all texts are ASCII: no branches while that holds.
    long seen = 0;
    long backslash = 0;
    int at = 0;
    for (; at + 8 <= bytes.length; at += 8) {
      long word = (long) LONGS.get(bytes, at);
      seen |= word;
      backslash |= zeroBytes(word ^ BACKSLASHES);
    }
    if ((seen & HIGH_BITS) != 0) {
      at = 0;
    }
    boolean escapes = backslash != 0;
    while (at < bytes.length) {
      escapes |= bytes[at] == '\\';
      int length = sequenceLength(bytes, at);
      if (length == 0) {
        return Finding.NOT_UTF8;
      }
      at += length;
    }
    return escapes ? Finding.UTF8_WITH_ESCAPES : Finding.UTF8_WITHOUT_ESCAPES;
  }

  /** A NUL among the first four bytes makes the parser take the text for UTF-16 or UTF-32. */
  private static boolean startsLikeAnotherEncoding(byte[] bytes) {
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /** Not 0 when one of the eight bytes is. */
  private static long zeroBytes(long word) {
    return (word - LOW_BITS) & ~word & HIGH_BITS;
  }

  /** The length of the well-formed UTF-8 sequence at an index, or 0 (Unicode, table 3-7). */
  private static int sequenceLength(byte[] bytes, int at) {
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || at + length > bytes.length) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80; // else overlong
    int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF; // else surrogate, too high
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
