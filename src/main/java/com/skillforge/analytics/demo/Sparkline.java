package com.skillforge.analytics.demo;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A trend in one line of text. */
public final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /** One bar for each value, between the smallest and the largest; a gap where there is none. */
  static String of(List<@Nullable Double> values) {
    DoubleSummaryStatistics scale = scale(values);
    StringBuilder line = new StringBuilder();
    for (Double value : values) {
      line.append(value == null ? ' ' : bar(value, scale.getMin(), scale.getMax()));
    }
    return line.toString();
  }

  /** Between what the bars stand: without it, they say nothing of how much. */
  static DoubleSummaryStatistics scale(List<@Nullable Double> values) {
    return values.stream()
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .summaryStatistics();
  }

  private static char bar(double value, double min, double max) {
    double share = max > min ? (value - min) / (max - min) : 1;
    return BARS.charAt((int) Math.round(share * (BARS.length() - 1)));
  }
}
