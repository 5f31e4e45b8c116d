package com.skillforge.analytics.transforms;

import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Sorts records that are valid already into the shards of their senders. */
public final class ShardBlocks
    extends PTransform<PCollection<RecordBlock>, PCollection<KV<Integer, RecordBlock>>> {
  private static final long serialVersionUID = 1L;

  private final TrackingPlan plan;
  private final int shards;
  private final Projection projection;
  private final Guests guests;

  /**
   * Creates the transform.
   *
   * @param shards the number of shards, at least 1
   * @param projection the properties that later steps need
   * @param guests which copies of a record go to other shards than its sender's
   */
  public ShardBlocks(TrackingPlan plan, int shards, Projection projection, Guests guests) {
    this.plan = plan;
    this.shards = shards;
    this.projection = projection;
    this.guests = guests;
  }

  @Override
  public PCollection<KV<Integer, RecordBlock>> expand(PCollection<RecordBlock> blocks) {
    return blocks
        .apply("ShardBlock", ParDo.of(new ShardFn(plan, shards, projection, guests)))
        .setCoder(KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of()));
  }

  private static final class ShardFn extends DoFn<RecordBlock, KV<Integer, RecordBlock>> {
    private static final long serialVersionUID = 1L;
    private final TrackingPlan plan;
    private final int shards;
    private final Projection projection;
    private final Guests guests;

    ShardFn(TrackingPlan plan, int shards, Projection projection, Guests guests) {
      this.plan = plan;
      this.shards = shards;
      this.projection = projection;
      this.guests = guests;
    }

    @ProcessElement
    public void process(@Element RecordBlock block, OutputReceiver<KV<Integer, RecordBlock>> out) {
      ShardPacker packer =
          new ShardPacker(
              shards, projection, guests, (shard, packed) -> out.output(KV.of(shard, packed)));
      block.records(plan).forEach(packer::add);
      packer.flush();
    }
  }
}
