package com.skillforge.analytics.ops.metrics;

import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of several sources as one: each series with the same labels once. */
final class Samples {
  private record Key(Series series, List<String> labels) {}

  private Samples() {}

  /** Counters add up, as if one had counted all; of a gauge the last sample holds. */
  static List<Sample> together(Collection<Sample> samples) {
    Map<Key, Sample> together = new LinkedHashMap<>();
    for (Sample sample : samples) {
      together.merge(new Key(sample.series(), sample.labels()), sample, Samples::both);
    }
    return List.copyOf(together.values());
  }

  private static Sample both(Sample before, Sample after) {
    return after.series().type() == Series.Type.COUNTER
        ? new Sample(after.series(), after.labels(), before.value() + after.value())
        : after;
  }
}
