package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.io.WarehouseSink;
import com.skillforge.analytics.io.cloud.CloudSink;
import com.skillforge.analytics.io.local.LocalSink;
import com.skillforge.analytics.io.snowflake.SnowflakeConnector;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import java.nio.file.Path;

/** Opens the warehouse that the options name. */
final class Sinks {
  private Sinks() {}

  static WarehouseSink open(JobOptions options, TrackingPlan plan) {
    return options.getWarehouses().equals("snowflake")
        ? new CloudSink(new SnowflakeConnector(options), plan)
        : new LocalSink(Path.of(options.getLocalWarehouse()), plan);
  }
}
