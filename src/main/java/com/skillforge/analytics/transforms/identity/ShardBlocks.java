package com.skillforge.analytics.transforms.identity;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.sharding.Guests;
import com.skillforge.analytics.transforms.sharding.ShardPacker;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Sorts records that are valid already into the shards of their senders, or, before their senders
 * are resolved, into those of their own user ids, else anonymous ids.
 */
public final class ShardBlocks
    extends PTransform<PCollection<RecordBlock>, PCollection<KV<Integer, RecordBlock>>> {
  private static final long serialVersionUID = 1L;

  private final TrackingPlan plan;
  private final int shards;
  private final Projection projection;
  private final Guests guests;
  private final boolean byAlias;

  private ShardBlocks(
      TrackingPlan plan, int shards, Projection projection, Guests guests, boolean byAlias) {
    this.plan = plan;
    this.shards = shards;
    this.projection = projection;
    this.guests = guests;
    this.byAlias = byAlias;
  }

  /**
   * Sorts by sender.
   *
   * @param shards the number of shards, at least 1
   * @param projection the properties that later steps need
   * @param guests which copies of a record go to other shards than its sender's
   */
  public static ShardBlocks bySender(
      TrackingPlan plan, int shards, Projection projection, Guests guests) {
    return new ShardBlocks(plan, shards, projection, guests, false);
  }

  /** Sorts for {@link ResolveIdentity}: whom the records belonged to when stored is forgotten. */
  public static ShardBlocks byAlias(TrackingPlan plan, int shards, Projection projection) {
    return new ShardBlocks(plan, shards, projection.withIdentity(), Guests.NONE, true);
  }

  @Override
  public PCollection<KV<Integer, RecordBlock>> expand(PCollection<RecordBlock> blocks) {
    return blocks
        .apply("ShardBlock", ParDo.of(new ShardFn(plan, shards, projection, guests, byAlias)))
        .setCoder(KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of()));
  }

  private static final class ShardFn extends DoFn<RecordBlock, KV<Integer, RecordBlock>> {
    private static final long serialVersionUID = 1L;
    private final TrackingPlan plan;
    private final int shards;
    private final Projection projection;
    private final Guests guests;
    private final boolean byAlias;

    ShardFn(TrackingPlan plan, int shards, Projection projection, Guests guests, boolean byAlias) {
      this.plan = plan;
      this.shards = shards;
      this.projection = projection;
      this.guests = guests;
      this.byAlias = byAlias;
    }

    @ProcessElement
    public void process(@Element RecordBlock block, OutputReceiver<KV<Integer, RecordBlock>> out) {
      ShardPacker packer =
          new ShardPacker(
              shards, projection, guests, (shard, packed) -> out.output(KV.of(shard, packed)));
      for (AnalyticsRecord record : block.records(plan)) {
        if (byAlias) {
          addByAlias(CanonicalUser.beforeLooking(record), packer);
        } else {
          packer.add(record);
        }
      }
      packer.flush();
    }

    /** A record that nothing identifies may lie anywhere: with those of its topic. */
    private void addByAlias(AnalyticsRecord record, ShardPacker packer) {
      CanonicalUser.first(record)
          .ifPresentOrElse(
              alias -> packer.addTo(ShardLinksFn.shardOf(alias, shards), record),
              () -> packer.addAlone(record));
    }
  }
}
