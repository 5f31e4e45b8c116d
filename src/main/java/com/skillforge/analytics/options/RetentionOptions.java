package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How what is kept no longer is deleted. */
@Description("Retention")
public interface RetentionOptions extends PipelineOptions {
  @Description("Only say how many rows of each table would be deleted; nothing is changed.")
  @Parameter(localOnly = true)
  boolean getDryRun();

  void setDryRun(boolean dryRun);
}
