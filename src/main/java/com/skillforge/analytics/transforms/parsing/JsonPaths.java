package com.skillforge.analytics.transforms.parsing;

import com.fasterxml.jackson.core.JsonStreamContext;

/** Writes JSON paths for people; raw PII in a member name is redacted, a long name cut. */
final class JsonPaths {
  static final String ROOT = "$";
  private static final int MAX_NAME = 80;

  private JsonPaths() {}

  /** {@code parent.name}, or {@code parent['odd name']}. */
  static String member(String parent, String name) {
    String safe = safeName(name);
    return isPlain(safe)
        ? parent + "." + safe
        : parent + "['" + safe.replace("\\", "\\\\").replace("'", "\\'") + "']";
  }

  static String element(String parent, int index) {
    return parent + "[" + index + "]";
  }

  /** The path of the value that a streaming parser stands at. */
  static String of(JsonStreamContext context) {
    if (context.inRoot()) {
      return ROOT;
    }
    String parent = of(context.getParent());
    return context.inArray()
        ? element(parent, context.getCurrentIndex())
        : member(parent, context.getCurrentName());
  }

  /** A name somebody else chose, fit for messages and counters. */
  static String safeName(String name) {
    String redacted = PiiScanner.redact(name);
    return redacted.codePointCount(0, redacted.length()) <= MAX_NAME
        ? redacted
        : redacted.substring(0, redacted.offsetByCodePoints(0, MAX_NAME)) + "…";
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 'z' || !(Character.isLetterOrDigit(c) || c == '_')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
