package com.skillforge.analytics.ops;

import java.util.OptionalInt;

/**
 * The terminal that a process may have. Java cannot tell by itself whether its output goes to one:
 * the scripts ask before they start it, and say so with these properties. Without them there is
 * none.
 */
public final class Terminal {
  private Terminal() {}

  /** How many characters a line of it has; empty where standard output goes elsewhere. */
  public static OptionalInt columns() {
    Integer columns = Integer.getInteger("skillforge.columns");
    return columns == null || columns < 1 ? OptionalInt.empty() : OptionalInt.of(columns);
  }

  /** Whether standard error goes to it, so that a line there can be drawn again and again. */
  public static boolean showsProgress() {
    return Boolean.getBoolean("skillforge.progress");
  }
}
