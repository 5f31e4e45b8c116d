package com.skillforge.analytics.ops.metrics;

import com.skillforge.analytics.model.metrics.Sample;
import java.util.List;

/** Something that is measured, such as a run. */
public interface MetricSource {
  /** What there is to say by now; can be asked by any thread at any time. */
  List<Sample> samples();
}
