package com.skillforge.analytics.transforms.identity;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.transforms.sharding.Shards;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;

/** Packs links by the shard of their alias. */
public final class ShardLinksFn extends DoFn<LinkBlock, KV<Integer, LinkBlock>> {
  private static final long serialVersionUID = 1L;

  private final int shards;
  private transient Map<Integer, LinkBlock.Builder> open;

  ShardLinksFn(int shards) {
    this.shards = shards;
  }

  /** The shard of an alias: that of a record whose sender has that name. */
  static int shardOf(Alias alias, int shards) {
    return Shards.of(alias.tenantId(), alias.value(), shards);
  }

  @StartBundle
  public void startBundle() {
    open = new TreeMap<>();
  }

  @ProcessElement
  public void process(@Element LinkBlock block, OutputReceiver<KV<Integer, LinkBlock>> out) {
    for (IdentityLink link : block.links()) {
      int shard = shardOf(link.alias(), shards);
      LinkBlock.Builder packed = open.computeIfAbsent(shard, s -> new LinkBlock.Builder());
      packed.add(link);
      if (packed.isFull()) {
        out.output(KV.of(shard, packed.build()));
      }
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    open.forEach(
        (shard, packed) -> {
          if (!packed.isEmpty()) {
            context.output(
                KV.of(shard, packed.build()),
                BoundedWindow.TIMESTAMP_MIN_VALUE,
                GlobalWindow.INSTANCE);
          }
        });
  }
}
