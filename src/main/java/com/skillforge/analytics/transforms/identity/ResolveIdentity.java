package com.skillforge.analytics.transforms.identity;

import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.LinkBlockCoder;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.transforms.parsing.ParsedRecords;
import com.skillforge.analytics.transforms.sharding.Sharding;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Finds out who sent the records of a bounded input, and whom their guests concern, by a join with
 * all identity links.
 *
 * <p>Input: records packed by the shard of their own user id, else anonymous id (as {@link
 * ParseRecords} and {@link ShardBlocks#byAlias} do) without guests, under {@link
 * ParsedRecords#BLOCKS}; links in whatever order under {@link #LINKS}. Output: the same records by
 * the shard of their sender, with their guests.
 *
 * <p>A worker holds the links of one shard at a time. Records meet the link of their first alias
 * where they lie; those with a hash move on to the shard of the hash, and guests to the shard of
 * whom they concern.
 */
public final class ResolveIdentity
    extends PTransform<PCollectionTuple, PCollection<KV<Integer, RecordBlock>>> {
  private static final long serialVersionUID = 1L;

  /** All links of the identity table. */
  public static final TupleTag<LinkBlock> LINKS = new TupleTag<>("links") {};

  private static final KvCoder<Integer, RecordBlock> CODER =
      KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of());

  private final Sharding sharding;

  /**
   * Creates the transform.
   *
   * @param sharding how the output is packed; the input must have been packed as {@link
   *     Sharding#beforeIdentity} says
   */
  public ResolveIdentity(Sharding sharding) {
    this.sharding = sharding;
  }

  @Override
  public PCollection<KV<Integer, RecordBlock>> expand(PCollectionTuple input) {
    PCollection<KV<Integer, LinkBlock>> links =
        input
            .get(LINKS)
            .apply("ShardLinks", ParDo.of(new ShardLinksFn(sharding.shards())))
            .setCoder(KvCoder.of(VarIntCoder.of(), LinkBlockCoder.of()));
    PCollectionTuple first =
        look("ByUser", ResolveFn.Look.FIRST, input.get(ParsedRecords.BLOCKS), links);
    PCollectionTuple second =
        look("ByHash", ResolveFn.Look.SECOND, first.get(ResolveFn.UNSETTLED), links);
    PCollectionList<KV<Integer, RecordBlock>> resolved =
        PCollectionList.of(first.get(ResolveFn.RESOLVED)).and(second.get(ResolveFn.RESOLVED));
    if (!sharding.guests().isEmpty()) {
      PCollection<KV<Integer, RecordBlock>> concerned =
          PCollectionList.of(first.get(ResolveFn.GUESTS))
              .and(second.get(ResolveFn.GUESTS))
              .apply("GatherGuests", Flatten.pCollections());
      resolved =
          resolved.and(
              look("Guests", ResolveFn.Look.GUESTS, concerned, links).get(ResolveFn.RESOLVED));
    }
    return resolved.apply("GatherResolved", Flatten.pCollections());
  }

  private PCollectionTuple look(
      String name,
      ResolveFn.Look look,
      PCollection<KV<Integer, RecordBlock>> records,
      PCollection<KV<Integer, LinkBlock>> links) {
    PCollection<KV<Integer, CoGbkResult>> joined =
        KeyedPCollectionTuple.of(ResolveFn.RECORDS, records)
            .and(ResolveFn.LINKS, links)
            .apply(name + "Join", CoGroupByKey.create());
    PCollectionTuple looked =
        joined.apply(
            name + "Resolve",
            ParDo.of(new ResolveFn(look, sharding))
                .withOutputTags(
                    ResolveFn.RESOLVED,
                    TupleTagList.of(ResolveFn.UNSETTLED).and(ResolveFn.GUESTS)));
    looked.get(ResolveFn.RESOLVED).setCoder(CODER);
    looked.get(ResolveFn.UNSETTLED).setCoder(CODER);
    looked.get(ResolveFn.GUESTS).setCoder(CODER);
    return looked;
  }
}
