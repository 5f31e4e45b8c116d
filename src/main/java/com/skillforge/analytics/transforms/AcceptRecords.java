package com.skillforge.analytics.transforms;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * De-duplicates and enforces opt-outs over a bounded input: what comes out may be stored.
 *
 * <p>Input: packed records keyed by the shard of their sender. Output: accepted records, packed,
 * under {@link #ACCEPTED}, and partial {@link RunCounts} under {@link #COUNTS}.
 */
public final class AcceptRecords
    extends PTransform<PCollection<KV<Integer, RecordBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** The records that may be stored. */
  public static final TupleTag<RecordBlock> ACCEPTED = new TupleTag<>("accepted") {};

  /** What became of the records: accepted, duplicate, suppressed. */
  public static final TupleTag<RunCounts> COUNTS = new TupleTag<>("counts") {};

  private final TrackingPlan plan;

  public AcceptRecords(TrackingPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, RecordBlock>> blocks) {
    PCollectionTuple accepted =
        blocks
            .apply("GroupByShard", GroupByKey.create())
            .apply(
                "AcceptShard",
                ParDo.of(new AcceptFn(plan)).withOutputTags(ACCEPTED, TupleTagList.of(COUNTS)));
    accepted.get(ACCEPTED).setCoder(RecordBlockCoder.of());
    accepted.get(COUNTS).setCoder(RunCountsCoder.of());
    return accepted;
  }

  private static final class AcceptFn
      extends DoFn<KV<Integer, Iterable<RecordBlock>>, RecordBlock> {
    private static final long serialVersionUID = 1L;
    private final TrackingPlan plan;

    AcceptFn(TrackingPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      RunCounts counts = new RunCounts();
      RecordBlock.Builder packed = new RecordBlock.Builder(Projection.EVERYTHING);
      Consumer<AnalyticsRecord> keep =
          record -> {
            packed.add(record);
            if (packed.isFull()) {
              context.output(packed.build());
            }
          };
      UserHistories.forEachUser(
          context.element().getValue(),
          plan,
          counts,
          history -> {
            history.records().forEach(keep);
            history.reduced().forEach(keep);
          });
      if (!packed.isEmpty()) {
        context.output(packed.build());
      }
      context.output(COUNTS, counts);
    }
  }
}
