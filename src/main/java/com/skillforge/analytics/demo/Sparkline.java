package com.skillforge.analytics.demo;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A trend in one line of text. */
public final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /** One bar for each value, between the smallest and the largest; a gap where there is none. */
  static String of(List<@Nullable Double> values) {
    double min = Double.MAX_VALUE;
    double max = -Double.MAX_VALUE;
    for (Double value : values) {
      if (value != null) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    StringBuilder line = new StringBuilder();
    for (Double value : values) {
      line.append(value == null ? ' ' : bar(value, min, max));
    }
    return line.toString();
  }

  private static char bar(double value, double min, double max) {
    double share = max > min ? (value - min) / (max - min) : 1;
    return BARS.charAt((int) Math.round(share * (BARS.length() - 1)));
  }
}
