package com.skillforge.analytics.transforms;

/** The string formats of the tracking plan. */
final class Formats {
  private Formats() {}

  /** 8-4-4-4-12 hexadecimal digits, either case. */
  static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : !isLowerHex(c) && !(c >= 'A' && c <= 'F')) {
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
      if (!isLowerHex(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLowerHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
