package com.skillforge.analytics.transforms.identity;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.transforms.sharding.ShardPacker;
import com.skillforge.analytics.transforms.sharding.Sharding;
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

  private final Sharding sharding;
  private final boolean byAlias;

  private ShardBlocks(Sharding sharding, boolean byAlias) {
    this.sharding = sharding;
    this.byAlias = byAlias;
  }

  /** Sorts by sender. */
  public static ShardBlocks bySender(Sharding sharding) {
    return new ShardBlocks(sharding, false);
  }

  /**
   * Sorts for {@link ResolveIdentity}, packed as {@link Sharding#beforeIdentity} says: whom the
   * records belonged to when stored is forgotten.
   */
  public static ShardBlocks byAlias(Sharding sharding) {
    return new ShardBlocks(sharding.beforeIdentity(), true);
  }

  @Override
  public PCollection<KV<Integer, RecordBlock>> expand(PCollection<RecordBlock> blocks) {
    return blocks
        .apply("ShardBlock", ParDo.of(new ShardFn(sharding, byAlias)))
        .setCoder(KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of()));
  }

  private static final class ShardFn extends DoFn<RecordBlock, KV<Integer, RecordBlock>> {
    private static final long serialVersionUID = 1L;
    private final Sharding sharding;
    private final boolean byAlias;

    ShardFn(Sharding sharding, boolean byAlias) {
      this.sharding = sharding;
      this.byAlias = byAlias;
    }

    @ProcessElement
    public void process(@Element RecordBlock block, OutputReceiver<KV<Integer, RecordBlock>> out) {
      ShardPacker packer =
          new ShardPacker(sharding, (shard, packed) -> out.output(KV.of(shard, packed)));
      for (AnalyticsRecord record : block.records(sharding.plan())) {
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
              alias -> packer.addTo(ShardLinksFn.shardOf(alias, sharding.shards()), record),
              () -> packer.addAlone(record));
    }
  }
}
