package com.skillforge.analytics.transforms.identity;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.LinkBlockCoder;
import com.skillforge.analytics.model.LinkLookup;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.transforms.parsing.ParsedRecords;
import com.skillforge.analytics.transforms.sharding.ShardPacker;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Finds out who sent the records of a stream, and whom their guests concern, by looking up the
 * aliases of each bundle together.
 *
 * <p>Input: packed records without guests. Output: the same records by the shard of their sender,
 * with their guests, under {@link ParsedRecords#BLOCKS}; links that were looked up, when they were
 * not remembered, under {@link ResolveIdentity#LINKS}.
 */
public final class ResolveIdentityStreaming
    extends PTransform<PCollection<KV<Integer, RecordBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final LinkLookup lookup;
  private final Sharding sharding;

  /**
   * Creates the transform.
   *
   * @param sharding how the output is packed; the input must have been packed as {@link
   *     Sharding#beforeIdentity} says
   */
  public ResolveIdentityStreaming(LinkLookup lookup, Sharding sharding) {
    this.lookup = lookup;
    this.sharding = sharding;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, RecordBlock>> blocks) {
    PCollectionTuple resolved =
        blocks.apply(
            "LookUp",
            ParDo.of(new LookUpFn(lookup, sharding))
                .withOutputTags(ParsedRecords.BLOCKS, TupleTagList.of(ResolveIdentity.LINKS)));
    resolved
        .get(ParsedRecords.BLOCKS)
        .setCoder(KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of()));
    resolved.get(ResolveIdentity.LINKS).setCoder(LinkBlockCoder.of());
    return resolved;
  }

  static final class LookUpFn extends DoFn<KV<Integer, RecordBlock>, KV<Integer, RecordBlock>> {
    private static final long serialVersionUID = 1L;

    private final LinkLookup lookup;
    private final Sharding sharding;

    private transient LinkLookup.Session session;
    private transient List<AnalyticsRecord> bundle;

    LookUpFn(LinkLookup lookup, Sharding sharding) {
      this.lookup = lookup;
      this.sharding = sharding;
    }

    @Setup
    public void setup() {
      session = lookup.open();
    }

    @StartBundle
    public void startBundle() {
      bundle = new ArrayList<>();
    }

    @ProcessElement
    public void process(@Element KV<Integer, RecordBlock> block) {
      for (AnalyticsRecord record : block.getValue().records(sharding.plan())) {
        bundle.add(CanonicalUser.beforeLooking(record));
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      if (bundle.isEmpty()) {
        return;
      }
      LinkBlock.Builder fresh = new LinkBlock.Builder();
      ShardPacker packer =
          new ShardPacker(
              sharding,
              (shard, block) ->
                  context.output(
                      ParsedRecords.BLOCKS,
                      KV.of(shard, block),
                      Instant.ofEpochMilli(block.minEventTimeMillis()),
                      GlobalWindow.INSTANCE));
      List<AnalyticsRecord> visitors = new ArrayList<>();
      resolve(
          fresh::add,
          record -> {
            packer.addAlone(record);
            sharding.guests().forEach(record, visitors::add);
          });
      resolveGuests(visitors, fresh::add, packer::addAlone);
      packer.flush();
      bundle.clear();
      if (!fresh.isEmpty()) {
        context.output(
            ResolveIdentity.LINKS,
            fresh.build(),
            GlobalWindow.INSTANCE.maxTimestamp(),
            GlobalWindow.INSTANCE);
      }
    }

    private void resolve(Consumer<IdentityLink> fresh, Consumer<AnalyticsRecord> out) {
      Set<Alias> aliases = new HashSet<>();
      for (AnalyticsRecord record : bundle) {
        CanonicalUser.first(record).ifPresent(aliases::add);
        CanonicalUser.second(record, false).ifPresent(aliases::add);
      }
      Map<Alias, IdentityLink> links = session.find(aliases, fresh);
      for (AnalyticsRecord record : bundle) {
        Optional<String> first = canonical(CanonicalUser.first(record), links);
        AnalyticsRecord looked = CanonicalUser.after(record, first.orElse(null));
        Optional<Alias> second = CanonicalUser.second(record, first.isPresent());
        out.accept(CanonicalUser.after(looked, canonical(second, links).orElse(null)));
      }
    }

    private void resolveGuests(
        List<AnalyticsRecord> visitors,
        Consumer<IdentityLink> fresh,
        Consumer<AnalyticsRecord> out) {
      Set<Alias> aliases = new HashSet<>();
      visitors.forEach(guest -> ResolvedGuests.alias(guest).ifPresent(aliases::add));
      Map<Alias, IdentityLink> links = aliases.isEmpty() ? Map.of() : session.find(aliases, fresh);
      for (AnalyticsRecord guest : visitors) {
        Optional<String> person = canonical(ResolvedGuests.alias(guest), links);
        out.accept(ResolvedGuests.after(guest, person.orElse(null)));
      }
    }

    private static Optional<String> canonical(
        Optional<Alias> alias, Map<Alias, IdentityLink> links) {
      return alias.map(links::get).map(IdentityLink::resolvedUserId);
    }

    @Teardown
    public void teardown() {
      if (session != null) {
        session.close();
      }
    }

    /** An event can be much older than the record that brought it. */
    @Override
    @SuppressWarnings("deprecation") // Beam has no other way to let a block carry its event time
    public Duration getAllowedTimestampSkew() {
      return Duration.millis(Long.MAX_VALUE);
    }
  }
}
