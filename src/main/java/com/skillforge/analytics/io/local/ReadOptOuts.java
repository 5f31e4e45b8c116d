package com.skillforge.analytics.io.local;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Reads the opt-outs that earlier runs have stored, packed; they are marked as remembered. */
final class ReadOptOuts extends PTransform<PBegin, PCollection<RecordBlock>> {
  private static final long serialVersionUID = 1L;

  private final LocalWarehouse warehouse;
  private final TrackingPlan plan;

  ReadOptOuts(LocalWarehouse warehouse, TrackingPlan plan) {
    this.warehouse = warehouse;
    this.plan = plan;
  }

  @Override
  public PCollection<RecordBlock> expand(PBegin begin) {
    return begin
        .apply("Once", Create.of(0).withCoder(VarIntCoder.of()))
        .apply("ReadStored", ParDo.of(new ReadFn(warehouse, plan)))
        .setCoder(RecordBlockCoder.of());
  }

  private static final class ReadFn extends DoFn<Integer, RecordBlock> {
    private static final long serialVersionUID = 1L;
    private final LocalWarehouse warehouse;
    private final TrackingPlan plan;

    ReadFn(LocalWarehouse warehouse, TrackingPlan plan) {
      this.warehouse = warehouse;
      this.plan = plan;
    }

    @ProcessElement
    public void process(OutputReceiver<RecordBlock> out) {
      RecordBlock.Builder packed = new RecordBlock.Builder(Projection.EVERYTHING);
      for (AnalyticsRecord record : new StoredRecords(warehouse, plan).optOuts()) {
        packed.add(record);
        if (packed.isFull()) {
          out.output(packed.build());
        }
      }
      if (!packed.isEmpty()) {
        out.output(packed.build());
      }
    }
  }
}
