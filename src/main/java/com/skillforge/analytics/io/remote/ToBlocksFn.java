package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.TrackingPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;

/**
 * Turns rows of raw tables back into records, and packs them with all that was read: a projection
 * would drop the visitor of a record that has a canonical user, who may be looked up anew.
 */
final class ToBlocksFn extends DoFn<StagedRow, RecordBlock> {
  private static final long serialVersionUID = 1L;

  private final TrackingPlan plan;
  private final Projection needed;
  private transient RecordDocuments documents;
  private transient RecordBlock.Builder packed;

  ToBlocksFn(TrackingPlan plan, Projection needed) {
    this.plan = plan;
    this.needed = needed;
  }

  @Setup
  public void setup() {
    documents = new RecordDocuments(plan, needed);
  }

  @StartBundle
  public void startBundle() {
    packed = new RecordBlock.Builder(Projection.EVERYTHING);
  }

  @ProcessElement
  public void process(@Element StagedRow row, OutputReceiver<RecordBlock> out) {
    packed.add(documents.record(row));
    if (packed.isFull()) {
      out.output(packed.build());
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    if (!packed.isEmpty()) {
      context.output(packed.build(), BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
    }
  }
}
