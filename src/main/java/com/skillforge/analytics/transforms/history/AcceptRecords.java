package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.DuplicateRecordCoder;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounters;
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
 * under {@link #ACCEPTED}, notes of dropped copies under {@link #DUPLICATES}, and partial {@link
 * RunCounts} under {@link #COUNTS}.
 */
public final class AcceptRecords
    extends PTransform<PCollection<KV<Integer, RecordBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** The records that may be stored. */
  public static final TupleTag<RecordBlock> ACCEPTED = new TupleTag<>("accepted") {};

  /** What became of the records: accepted, duplicate, suppressed. */
  public static final TupleTag<RunCounts> COUNTS = new TupleTag<>("counts") {};

  /** The records that were dropped because their sender had used their id before. */
  public static final TupleTag<DuplicateRecord> DUPLICATES = new TupleTag<>("duplicates") {};

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
                ParDo.of(new AcceptFn(plan))
                    .withOutputTags(ACCEPTED, TupleTagList.of(COUNTS).and(DUPLICATES)));
    accepted.get(ACCEPTED).setCoder(RecordBlockCoder.of());
    accepted.get(COUNTS).setCoder(RunCountsCoder.of());
    accepted.get(DUPLICATES).setCoder(DuplicateRecordCoder.of());
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
      UserHistories.forEach(
          context.element().getValue(),
          plan,
          counts,
          new HistoryConsumer() {
            @Override
            public void user(UserHistory user) {
              user.records().forEach(keep);
              user.reduced().forEach(keep);
            }

            @Override
            public void duplicate(DuplicateRecord duplicate) {
              context.output(DUPLICATES, duplicate);
            }
          });
      if (!packed.isEmpty()) {
        context.output(packed.build());
      }
      RunCounters.add(counts);
      context.output(COUNTS, counts);
    }
  }
}
