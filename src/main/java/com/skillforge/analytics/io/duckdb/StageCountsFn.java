package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.model.RunCounts;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/** Adds up the counts of each bundle. */
final class StageCountsFn extends DoFn<RunCounts, Staged> {
  private static final long serialVersionUID = 1L;

  private transient RunCounts sum;

  @StartBundle
  public void startBundle() {
    sum = new RunCounts();
  }

  @ProcessElement
  public void process(@Element RunCounts counts) {
    sum.merge(counts);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    context.output(
        new Staged.Counts(sum), BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
  }
}
