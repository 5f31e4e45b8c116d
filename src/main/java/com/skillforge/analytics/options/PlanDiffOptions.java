package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** By which records two tracking plans are compared. */
@Description("Plans")
public interface PlanDiffOptions extends JobOptions {
  @Description(
      "Of Kafka and warehouses: the records of how long, up to now, as an ISO 8601 duration; of dead"
          + " letters those that were written then. Without it: all that there are.")
  @Nullable String getReplay();

  void setReplay(String duration);

  @Description("Compare the plans only, and read no records.")
  boolean getPlansOnly();

  void setPlansOnly(boolean only);

  @Description("How many rows of each kind are shown at most.")
  @Default.Integer(200)
  int getRows();

  void setRows(int rows);
}
