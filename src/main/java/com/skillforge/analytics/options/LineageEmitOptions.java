package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which runs are told of, once they have ended. */
@Description("Runs")
public interface LineageEmitOptions extends LineageOptions, SourceOptions, AllWarehouseOptions {
  @Description(
      "Runs that have ended since this day or instant; for 24 hours unless it or --runId is given.")
  @Nullable String getSince();

  void setSince(String since);

  @Description("Only the run with this id of the ledger, whenever it ended.")
  @Nullable String getRunId();

  void setRunId(String runId);
}
