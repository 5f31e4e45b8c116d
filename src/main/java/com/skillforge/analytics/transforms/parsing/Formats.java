package com.skillforge.analytics.transforms.parsing;

/** The string formats of the tracking plan. */
final class Formats {
  private static final byte LOWER_HEX = 1;
  private static final byte UPPER_HEX = 2;
  private static final byte[] CLASSES = new byte[128];

  static {
    "0123456789abcdef".chars().forEach(c -> CLASSES[c] = LOWER_HEX);
    "ABCDEF".chars().forEach(c -> CLASSES[c] = UPPER_HEX);
  }

  private Formats() {}

  /** 8-4-4-4-12 hexadecimal digits, either case. */
  static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    return text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-'
        && areHex(text, 0, 8)
        && areHex(text, 9, 13)
        && areHex(text, 14, 18)
        && areHex(text, 19, 23)
        && areHex(text, 24, 36);
  }

  private static boolean areHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (classOf(text.charAt(i)) == 0) {
        return false;
      }
    }
    return true;
  }

  /** 64 lower-case hexadecimal digits. */
  static boolean isSha256(String text) {
    if (text.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      if (classOf(text.charAt(i)) != LOWER_HEX) {
        return false;
      }
    }
    return true;
  }

  private static int classOf(char c) {
    return c < 128 ? CLASSES[c] : 0;
  }
}
