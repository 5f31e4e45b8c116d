package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.io.WarehouseSink;
import com.skillforge.analytics.io.local.LocalSink;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import java.nio.file.Path;

/** Opens the warehouse that the options name. */
final class Sinks {
  private Sinks() {}

  static WarehouseSink open(JobOptions options, TrackingPlan plan) {
    return new LocalSink(Path.of(options.getLocalWarehouse()), plan);
  }
}
