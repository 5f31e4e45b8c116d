package com.skillforge.analytics.transforms.identity;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.transforms.sharding.ShardPacker;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** One look at the links of a shard, for all records of the shard. */
final class ResolveFn extends DoFn<KV<Integer, CoGbkResult>, KV<Integer, RecordBlock>> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<RecordBlock> RECORDS = new TupleTag<>("records") {};
  static final TupleTag<LinkBlock> LINKS = new TupleTag<>("links") {};

  /** Records and guests that are done, by the shard in which they lie. */
  static final TupleTag<KV<Integer, RecordBlock>> RESOLVED = new TupleTag<>("resolved") {};

  /** Records that need a second look, by the shard of its alias. */
  static final TupleTag<KV<Integer, RecordBlock>> UNSETTLED = new TupleTag<>("unsettled") {};

  /** Guests, whose sender is resolved, by the shard of whom they concern. */
  static final TupleTag<KV<Integer, RecordBlock>> GUESTS = new TupleTag<>("guests") {};

  /** Which look it is. */
  enum Look {
    FIRST,
    SECOND,
    GUESTS
  }

  private final Look look;
  private final Sharding sharding;

  ResolveFn(Look look, Sharding sharding) {
    this.look = look;
    this.sharding = sharding;
  }

  @ProcessElement
  public void process(@Element KV<Integer, CoGbkResult> shard, MultiOutputReceiver out) {
    Map<Alias, String> links = new HashMap<>();
    for (LinkBlock block : shard.getValue().getAll(LINKS)) {
      for (IdentityLink link : block.links()) {
        links.put(link.alias(), link.resolvedUserId());
      }
    }
    ShardPacker resolved = packer(sharding, out.get(RESOLVED));
    ShardPacker unsettled = packer(sharding.beforeIdentity(), out.get(UNSETTLED));
    ShardPacker concerned = packer(sharding, out.get(GUESTS));
    for (RecordBlock block : shard.getValue().getAll(RECORDS)) {
      for (AnalyticsRecord record : block.records(sharding.plan())) {
        switch (look) {
          case FIRST -> {
            String link = CanonicalUser.first(record).map(links::get).orElse(null);
            Optional<Alias> second = CanonicalUser.second(record, link != null);
            AnalyticsRecord looked = CanonicalUser.after(record, link);
            if (second.isPresent()) {
              unsettled.addTo(ShardLinksFn.shardOf(second.get(), sharding.shards()), looked);
            } else {
              finish(looked, resolved, concerned);
            }
          }
          case SECOND -> {
            String link = CanonicalUser.second(record, false).map(links::get).orElse(null);
            finish(CanonicalUser.after(record, link), resolved, concerned);
          }
          case GUESTS -> {
            String link = ResolvedGuests.alias(record).map(links::get).orElse(null);
            resolved.addAlone(ResolvedGuests.after(record, link));
          }
        }
      }
    }
    List.of(resolved, unsettled, concerned).forEach(ShardPacker::flush);
  }

  private void finish(AnalyticsRecord record, ShardPacker resolved, ShardPacker concerned) {
    resolved.addAlone(record);
    sharding
        .guests()
        .forEach(
            record,
            guest -> {
              boolean ofPerson = ResolvedGuests.alias(guest).isPresent();
              (ofPerson ? concerned : resolved).addAlone(guest);
            });
  }

  private static ShardPacker packer(
      Sharding sharding, OutputReceiver<KV<Integer, RecordBlock>> out) {
    return new ShardPacker(sharding, (shard, block) -> out.output(KV.of(shard, block)));
  }
}
