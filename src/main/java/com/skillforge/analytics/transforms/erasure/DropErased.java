package com.skillforge.analytics.transforms.erasure;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounters;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Drops what is of persons who have been erased, once it is known who sent what, and before
 * anything is compared or counted further: not even a note of a copy is kept of it.
 *
 * <p>Input: packed records by shard. Output: those of others under {@link #OTHERS}, and how many
 * were dropped, as {@link RunCounts#erased}, under {@link #COUNTS}.
 */
public final class DropErased
    extends PTransform<PCollection<KV<Integer, RecordBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** The records of everybody else. */
  public static final TupleTag<KV<Integer, RecordBlock>> OTHERS = new TupleTag<>("others") {};

  /** How many records were dropped. */
  public static final TupleTag<RunCounts> COUNTS = new TupleTag<>("erased") {};

  private final TrackingPlan plan;
  private final Projection projection;
  private final SuppressionList erased;

  /**
   * Creates the transform.
   *
   * @param sharding how the input is packed
   * @param erased asked again for every bundle
   */
  public DropErased(Sharding sharding, SuppressionList erased) {
    this.plan = sharding.plan();
    this.projection = sharding.projection();
    this.erased = erased;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, RecordBlock>> blocks) {
    Coder<KV<Integer, RecordBlock>> coder = blocks.getCoder();
    PCollectionTuple dropped =
        blocks.apply(
            "DropErasedRecords",
            ParDo.of(new DropFn(plan, projection, erased))
                .withOutputTags(OTHERS, TupleTagList.of(COUNTS)));
    dropped.get(OTHERS).setCoder(coder);
    dropped.get(COUNTS).setCoder(RunCountsCoder.of());
    return dropped;
  }

  private static final class DropFn
      extends DoFn<KV<Integer, RecordBlock>, KV<Integer, RecordBlock>> {
    private static final long serialVersionUID = 1L;
    private final TrackingPlan plan;
    private final Projection projection;
    private final SuppressionList list;
    private transient @Nullable ErasedRecords records;
    private transient boolean isEmpty;

    DropFn(TrackingPlan plan, Projection projection, SuppressionList list) {
      this.plan = plan;
      this.projection = projection;
      this.list = list;
    }

    @StartBundle
    public void ask() {
      ErasedIds ids = list.ids();
      if (records == null) {
        records = new ErasedRecords();
      }
      records.use(ids);
      isEmpty = ids.isEmpty();
    }

    @ProcessElement
    public void process(@Element KV<Integer, RecordBlock> element, MultiOutputReceiver out) {
      if (isEmpty) {
        out.get(OTHERS).output(element);
        return;
      }
      RecordBlock.Builder others = new RecordBlock.Builder(projection);
      RunCounts counts = new RunCounts();
      ErasedRecords known = Objects.requireNonNull(records);
      boolean changed = false;
      for (AnalyticsRecord record : element.getValue().records(plan)) {
        Optional<AnalyticsRecord> remaining = known.remaining(record);
        changed |= remaining.filter(same -> same == record).isEmpty();
        remaining.ifPresent(others::add);
        if (remaining.isEmpty() && !record.remembered() && record.subject() == null) {
          counts.addErased(record);
        }
      }
      if (!changed) {
        out.get(OTHERS).output(element);
        return;
      }
      if (!others.isEmpty()) {
        out.get(OTHERS).output(KV.of(element.getKey(), others.build()));
      }
      if (counts.erased() > 0) {
        RunCounters.add(counts);
        out.get(COUNTS).output(counts);
      }
    }
  }
}
