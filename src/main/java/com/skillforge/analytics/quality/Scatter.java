package com.skillforge.analytics.quality;

import java.util.List;

/** How figures lie, told so that a few odd ones among them do not matter. */
final class Scatter {
  /** What makes a median deviation a standard deviation, where figures are normal. */
  private static final double NORMAL = 1.4826;

  private Scatter() {}

  /**
   * The one in the middle, or the mean of the two there.
   *
   * @throws IndexOutOfBoundsException when there is no figure
   */
  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The standard deviation, by the median of the distances from the median. */
  static double of(List<Double> figures) {
    double median = median(figures);
    return NORMAL * median(figures.stream().map(figure -> Math.abs(figure - median)).toList());
  }
}
