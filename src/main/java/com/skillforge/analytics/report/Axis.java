package com.skillforge.analytics.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The value axis of a chart: it holds zero, and ends at round numbers.
 *
 * @param step from one line to the next
 */
record Axis(double low, double high, double step) {
  private static final int LINES = 4;

  /** One that holds zero and all values. */
  static Axis of(List<Double> values) {
    double low = Math.min(0, values.stream().mapToDouble(value -> value).min().orElse(0));
    double high = Math.max(0, values.stream().mapToDouble(value -> value).max().orElse(0));
    if (low == high) {
      high = 1;
    }
    double step = step((high - low) / LINES);
    return new Axis(Math.floor(low / step) * step, Math.ceil(high / step - 1e-9) * step, step);
  }

  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double digit : new double[] {1, 2, 2.5, 5}) {
      if (digit * power >= least * (1 - 1e-9)) {
        return digit * power;
      }
    }
    return 10 * power;
  }

  /** The values at which there are lines. */
  List<Double> lines() {
    List<Double> lines = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step / 2; i++) {
      lines.add(low + i * step);
    }
    return lines;
  }

  /** Where a value lies: 0 at the low end, 1 at the high one, and never outside. */
  double position(double value) {
    return Math.max(0, Math.min(1, (value - low) / (high - low)));
  }
}
