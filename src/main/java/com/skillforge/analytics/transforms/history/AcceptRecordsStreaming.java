package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.DuplicateRecordCoder;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;

/**
 * De-duplicates and enforces opt-outs over a stream; input and output are those of {@link
 * AcceptRecords}.
 *
 * <p>Ids are remembered for a horizon of event time, and so are the records that opt-outs keep from
 * being stored, whole or in part. A record is judged by the preference changes that have arrived
 * before it, or within a second after it; an opt-in that comes later lets it through then, within
 * the horizon. What had been accepted before a late opt-out arrived is for the warehouse to remove.
 */
public final class AcceptRecordsStreaming
    extends PTransform<PCollection<KV<Integer, RecordBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final TrackingPlan plan;
  private final Duration horizon;

  /**
   * Creates the transform.
   *
   * @param horizon for how much event time ids are remembered
   */
  public AcceptRecordsStreaming(TrackingPlan plan, Duration horizon) {
    this.plan = plan;
    this.horizon = horizon;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, RecordBlock>> blocks) {
    PCollectionTuple accepted =
        blocks.apply(
            "AcceptShard",
            ParDo.of(new AcceptShardFn(plan, horizon))
                .withOutputTags(
                    AcceptRecords.ACCEPTED,
                    TupleTagList.of(AcceptRecords.COUNTS).and(AcceptRecords.DUPLICATES)));
    accepted.get(AcceptRecords.ACCEPTED).setCoder(RecordBlockCoder.of());
    accepted.get(AcceptRecords.COUNTS).setCoder(RunCountsCoder.of());
    accepted.get(AcceptRecords.DUPLICATES).setCoder(DuplicateRecordCoder.of());
    return accepted;
  }
}
