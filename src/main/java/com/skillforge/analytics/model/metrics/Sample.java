package com.skillforge.analytics.model.metrics;

import java.util.List;

/**
 * One value of a series.
 *
 * @param labels a value for each of {@link Series#labels}, in that order
 */
public record Sample(Series series, List<String> labels, double value) {
  public Sample {
    labels = List.copyOf(labels);
    if (labels.size() != series.labels().size()) {
      throw new IllegalArgumentException(series + " has the labels " + series.labels());
    }
  }
}
