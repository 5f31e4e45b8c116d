package com.skillforge.analytics.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A trend without an axis, for the summary: from its lowest to its highest value.
 *
 * @param path the line through the values
 * @param x where the newest value is
 */
record Spark(String path, String x, String y) {
  private static final double WIDTH = 96;
  private static final double HEIGHT = 24;
  private static final double MARGIN = 3;
  private static final double LEAST_SPAN = 1e-9;

  /** Empty where fewer than three periods have a value. */
  static Optional<Spark> of(List<Point> points) {
    List<Double> values = new ArrayList<>();
    points.forEach(point -> Optional.ofNullable(point.value()).ifPresent(values::add));
    if (values.size() < 3) {
      return Optional.empty();
    }
    double low = Collections.min(values);
    double span = Math.max(Collections.max(values) - low, LEAST_SPAN);
    StringBuilder path = new StringBuilder();
    String x = "";
    String y = "";
    for (int i = 0; i < points.size(); i++) {
      Double value = points.get(i).value();
      if (value != null) {
        x = Numbers.coordinate(MARGIN + (WIDTH - 2 * MARGIN) * i / (points.size() - 1));
        y = Numbers.coordinate(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (value - low) / span);
        path.append(path.length() == 0 ? "M" : "L").append(x).append(' ').append(y);
      }
    }
    return Optional.of(new Spark(path.toString(), x, y));
  }
}
