package com.skillforge.analytics.transforms.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.LinkBlockCoder;
import com.skillforge.analytics.model.LinkLookup;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.testing.Collected;
import com.skillforge.analytics.testing.Links;
import com.skillforge.analytics.testing.TestRecords;
import com.skillforge.analytics.transforms.parsing.ParsedRecords;
import com.skillforge.analytics.transforms.sharding.Guests;
import com.skillforge.analytics.transforms.sharding.Sharding;
import com.skillforge.analytics.transforms.sharding.Shards;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Random records and links through the join and the look-up, against a naive reading of the rules.
 */
class ResolveIdentityPropertyTest {
  private static final int RECORDS = 200;
  private static final Guests GUESTS = Guests.of(Set.of(Route.values()));
  private static final KvCoder<Integer, RecordBlock> CODER =
      KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of());

  @Property(tries = 6, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void recordsGoToWhomTheRulesName(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int shards,
      @ForAll boolean streaming,
      @ForAll boolean fromStore) {
    Random random = new Random(seed);
    List<AnalyticsRecord> records = records(random);
    Map<Alias, String> links = links(random);

    List<String> resolved = run(records, links, shards, streaming, fromStore);

    assertThat(resolved).containsExactlyInAnyOrderElementsOf(oracle(records, links, shards));
  }

  private static Sharding sharding(int shards) {
    return new Sharding(TestRecords.PLAN, shards, Projection.of(GUESTS.needs()), GUESTS);
  }

  private static List<AnalyticsRecord> records(Random random) {
    List<AnalyticsRecord> records = new ArrayList<>();
    for (int offset = 0; offset < RECORDS; offset++) {
      records.add(record(random, offset));
    }
    return records;
  }

  private static AnalyticsRecord record(Random random, int offset) {
    String time = "2026-01-12T08:00:00Z";
    String user = random.nextInt(4) == 0 ? null : user(random);
    AnalyticsRecord.Builder record =
        switch (random.nextInt(6)) {
          case 0 ->
              TestRecords.event("roster_assignment", null, time)
                  .value("student_id", user(random))
                  .value("advisor_id", "adv");
          case 1 ->
              identified("cohort_assessment_assigned", user(random), random)
                  .value("student_ids", List.of(user(random), user(random)));
          case 2 -> identified("page_timing", user, random).value("session_id", null);
          case 3 -> reduced(random);
          default -> identified("career_match_viewed", user, random);
        };
    return record
        .recordId(TestRecords.uuid("record" + offset))
        .tenantId(random.nextBoolean() ? "north" : "south")
        .position(new RecordPosition(RecordPosition.KAFKA, "t", 0, offset))
        .build();
  }

  /** An opt-out as an earlier run has stored it: its hash is gone. */
  private static AnalyticsRecord.Builder reduced(Random random) {
    return identified("settings_tracking_opt_out", user(random), random)
        .value("pii_hash", null)
        .value("salt_version", null)
        .canonicalUserId(user(random))
        .optedOut(true)
        .remembered(true);
  }

  private static AnalyticsRecord.Builder identified(
      String type, @Nullable String user, Random random) {
    AnalyticsRecord.Builder record =
        TestRecords.event(type, user, "2026-01-12T08:00:00Z")
            .value("anonymous_id", visitor(random));
    boolean hasHash = TestRecords.PLAN.recordType(type).orElseThrow().indexOf("pii_hash") >= 0;
    if (hasHash && random.nextBoolean()) {
      record.value("pii_hash", Links.hash("h" + random.nextInt(4)));
      record.value("salt_version", random.nextInt(3) == 0 ? null : 1L + random.nextInt(2));
    }
    return record;
  }

  private static String user(Random random) {
    return "u" + random.nextInt(8);
  }

  private static String visitor(Random random) {
    return TestRecords.uuid("visitor" + random.nextInt(6));
  }

  private static Map<Alias, String> links(Random random) {
    Map<Alias, String> links = new HashMap<>();
    for (int i = random.nextInt(25); i > 0; i--) {
      String tenant = random.nextBoolean() ? "north" : "south";
      Alias alias =
          switch (random.nextInt(3)) {
            case 0 -> Alias.userId(tenant, user(random));
            case 1 -> Alias.anonymousId(tenant, visitor(random));
            default ->
                Alias.piiHash(tenant, 1 + random.nextInt(2), Links.hash("h" + random.nextInt(4)));
          };
      links.put(alias, "c" + random.nextInt(6));
    }
    return links;
  }

  /** What lies in which shard, as {@code shard offset canonical user [subject]}. */
  private static List<String> oracle(
      List<AnalyticsRecord> records, Map<Alias, String> links, int shards) {
    List<String> expected = new ArrayList<>();
    for (AnalyticsRecord record : records) {
      String tenant = record.tenantId();
      String canonical = canonicalUser(record, links);
      String sender = canonical;
      if (sender == null) {
        sender = record.has("anonymous_id") ? record.text("anonymous_id") : "t";
      }
      expected.add(line(Shards.of(tenant, sender, shards), record, canonical, ""));
      Consumer<String> visit =
          person -> {
            String subject = links.getOrDefault(Alias.userId(tenant, person), person);
            expected.add(
                line(Shards.of(tenant, subject, shards), record, canonical, "PERSON " + subject));
          };
      switch (record.type().name()) {
        case "roster_assignment" -> visit.accept(record.text("student_id"));
        case "cohort_assessment_assigned" -> {
          Set.copyOf(record.texts("student_ids")).forEach(visit);
          everybody(expected, shards, record, canonical);
        }
        case "settings_tracking_opt_out" -> everybody(expected, shards, record, canonical);
        case "page_timing" -> {
          String session =
              canonical == null ? "visitor " + record.text("anonymous_id") : "user " + canonical;
          expected.add(
              line(Shards.of(tenant, session, shards), record, canonical, "SESSION " + session));
        }
        default -> {
          // Concerns nobody but its sender.
        }
      }
    }
    return expected;
  }

  private static void everybody(
      List<String> expected, int shards, AnalyticsRecord record, @Nullable String canonical) {
    IntStream.range(0, shards)
        .forEach(shard -> expected.add(line(shard, record, canonical, "EVERYBODY ")));
  }

  private static @Nullable String canonicalUser(AnalyticsRecord record, Map<Alias, String> links) {
    String tenant = record.tenantId();
    String user = record.text("user_id");
    if (user != null && links.containsKey(Alias.userId(tenant, user))) {
      return links.get(Alias.userId(tenant, user));
    }
    if (record.optedOut()) {
      String stored = record.canonicalUserId();
      return links.getOrDefault(Alias.userId(tenant, stored), stored);
    }
    String hash = record.text("pii_hash");
    if (hash != null) {
      Long salt = record.integer("salt_version");
      String linked = links.get(Alias.piiHash(tenant, salt == null ? 1 : salt, hash));
      if (linked != null) {
        return linked;
      }
    }
    if (user != null) {
      return user;
    }
    String visitor = record.text("anonymous_id");
    return visitor == null ? null : links.get(Alias.anonymousId(tenant, visitor));
  }

  private static String line(
      int shard, AnalyticsRecord record, @Nullable String canonical, String subject) {
    return shard + " " + record.position().offset() + " " + canonical + " " + subject;
  }

  private static List<String> run(
      List<AnalyticsRecord> records,
      Map<Alias, String> links,
      int shards,
      boolean streaming,
      boolean fromStore) {
    TestPipeline pipeline =
        TestPipeline.fromOptions(PipelineOptionsFactory.create())
            .enableAbandonedNodeEnforcement(false);
    PCollection<KV<Integer, RecordBlock>> packed = pack(pipeline, records, shards, fromStore);
    PCollection<KV<Integer, RecordBlock>> resolved =
        streaming
            ? packed
                .apply(
                    new ResolveIdentityStreaming(
                        new MapLookup(new HashMap<>(links)), sharding(shards)))
                .get(ParsedRecords.BLOCKS)
            : PCollectionTuple.of(ParsedRecords.BLOCKS, packed)
                .and(
                    ResolveIdentity.LINKS,
                    pipeline.apply(
                        "Links", Create.of(blocks(links)).withCoder(LinkBlockCoder.of())))
                .apply(new ResolveIdentity(sharding(shards)));
    Collected<String> lines =
        Collected.from(resolved.apply("Describe", ParDo.of(new DescribeFn())), String.class);
    pipeline.run().waitUntilFinish();
    return lines.take();
  }

  /** As records come from the parser, who sent them being their own user ids, or from a table. */
  private static PCollection<KV<Integer, RecordBlock>> pack(
      TestPipeline pipeline, List<AnalyticsRecord> records, int shards, boolean fromStore) {
    List<AnalyticsRecord> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, new Random(records.size()));
    RecordBlock.Builder builder = new RecordBlock.Builder(Projection.EVERYTHING);
    for (AnalyticsRecord record : shuffled) {
      builder.add(
          record.optedOut() || !fromStore
              ? record
              : record.toBuilder().canonicalUserId("stale").build());
    }
    return pipeline
        .apply("Records", Create.of(builder.build()).withCoder(RecordBlockCoder.of()))
        .apply("ByAlias", ShardBlocks.byAlias(sharding(shards)))
        .setCoder(CODER);
  }

  private static List<LinkBlock> blocks(Map<Alias, String> links) {
    List<LinkBlock> blocks = new ArrayList<>();
    LinkBlock.Builder builder = new LinkBlock.Builder();
    links.forEach(
        (alias, canonical) -> {
          builder.add(Links.link(alias, "merged", canonical));
          blocks.add(builder.build());
        });
    return blocks;
  }

  private static final class DescribeFn extends DoFn<KV<Integer, RecordBlock>, String> {
    @ProcessElement
    public void process(@Element KV<Integer, RecordBlock> block, OutputReceiver<String> out) {
      for (AnalyticsRecord record : block.getValue().records(TestRecords.PLAN)) {
        String subject =
            record.subject() == null ? "" : record.subject().kind() + " " + record.subject().key();
        out.output(line(block.getKey(), record, record.canonicalUserId(), subject));
      }
    }
  }

  private record MapLookup(HashMap<Alias, String> links) implements LinkLookup {
    @Override
    public Session open() {
      return new Session() {
        @Override
        public Map<Alias, IdentityLink> find(Set<Alias> aliases, Consumer<IdentityLink> fresh) {
          Map<Alias, IdentityLink> found = new HashMap<>();
          for (Alias alias : aliases) {
            if (links.containsKey(alias)) {
              found.put(alias, Links.link(alias, "merged", links.get(alias)));
            }
          }
          return found;
        }

        @Override
        public void close() {}
      };
    }
  }
}
