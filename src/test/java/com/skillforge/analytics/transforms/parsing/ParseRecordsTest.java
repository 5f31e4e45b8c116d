package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.PLAN;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.SourceRecords;
import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.transforms.sharding.Guests;
import com.skillforge.analytics.transforms.sharding.Sharding;
import com.skillforge.analytics.transforms.sharding.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class ParseRecordsTest {
  private static final int SHARDS = 4;

  private static ParseRecords step() {
    return ParseRecords.of(Sharding.ofEverything(PLAN, SHARDS), "local");
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
  }

  private static List<SourceRecords> each(List<SourceRecord> records) {
    return records.stream().map(record -> new SourceRecords(List.of(record))).toList();
  }

  private static List<SourceRecord> sources(String topic, List<byte[]> values) {
    List<SourceRecord> sources = new ArrayList<>();
    for (byte[] value : values) {
      RecordPosition position = new RecordPosition(RecordPosition.KAFKA, topic, 0, sources.size());
      sources.add(new SourceRecord(position, SampleRecords.EVENT_TIME, null, value));
    }
    return sources;
  }

  private static byte[] bytes(String type) {
    return json(SampleRecords.required(type)).getBytes(UTF_8);
  }

  private static RunCounts sum(Iterable<RunCounts> partials) {
    RunCounts sum = new RunCounts();
    partials.forEach(sum::merge);
    return sum;
  }

  private static List<AnalyticsRecord> unpack(Iterable<KV<Integer, RecordBlock>> blocks) {
    List<AnalyticsRecord> records = new ArrayList<>();
    for (KV<Integer, RecordBlock> block : blocks) {
      assertThat(block.getValue().count()).isPositive();
      for (AnalyticsRecord record : block.getValue().records(PLAN)) {
        assertThat(Shards.of(record.tenantId(), record.sender(), SHARDS)).isEqualTo(block.getKey());
        records.add(record);
      }
    }
    return records;
  }

  @Provide
  Arbitrary<List<byte[]>> inputs() {
    Arbitrary<byte[]> valid =
        RecordArbitraries.validRecords().map(record -> json(record).getBytes(UTF_8));
    return Combinators.combine(
            RecordArbitraries.bytes().list().ofMaxSize(15), valid.list().ofMaxSize(15))
        .as(
            (any, good) -> {
              List<byte[]> all = new ArrayList<>(any);
              all.addAll(good);
              return all;
            });
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void everyRecordIsInOneBlockOrOneDeadLetter(@ForAll("inputs") List<byte[]> values) {
    List<SourceRecord> sources = sources(SampleRecords.STUDENT_TOPIC, values);
    RecordParser parser = new RecordParser(PLAN, "local");
    TreeSet<Long> expectedRecords = new TreeSet<>();
    TreeSet<Long> expectedLetters = new TreeSet<>();
    for (SourceRecord source : sources) {
      boolean accepted = parser.parse(source, name -> {}) instanceof ParseResult.Accepted;
      (accepted ? expectedRecords : expectedLetters).add(source.position().offset());
    }

    TestPipeline pipeline = pipeline();
    PCollectionTuple parsed =
        pipeline
            .apply("Read", Create.of(each(sources)).withCoder(SourceRecords.coder()))
            .apply("Parse", step());
    PAssert.that(parsed.get(ParsedRecords.BLOCKS))
        .satisfies(
            blocks -> {
              assertThat(unpack(blocks))
                  .extracting(record -> record.position().offset())
                  .containsExactlyInAnyOrderElementsOf(expectedRecords);
              return null;
            });
    PAssert.that(parsed.get(ParsedRecords.DEAD_LETTERS))
        .satisfies(
            letters -> {
              assertThat(letters)
                  .extracting(letter -> letter.position().offset())
                  .containsExactlyInAnyOrderElementsOf(expectedLetters);
              return null;
            });
    int read = sources.size();
    PAssert.that(parsed.get(ParsedRecords.COUNTS))
        .satisfies(
            partials -> {
              RunCounts counts = sum(partials);
              assertThat(counts.read()).isEqualTo(read);
              assertThat(counts.deadLettered()).isEqualTo(expectedLetters.size());
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void bundlingMakesNoDifference() {
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String json =
          json(
              SampleRecords.with(
                  SampleRecords.with(
                      SampleRecords.required("session_started"), "user_id", "usr_" + i % 7),
                  "extra",
                  i));
      values.add(i % 10 == 0 ? bytes("page_timing") : json.getBytes(UTF_8));
    }
    List<SourceRecord> sources = sources(SampleRecords.STUDENT_TOPIC, values);
    TestPipeline pipeline = pipeline();
    // Each element of a test stream is a bundle of its own.
    TestStream.Builder<SourceRecords> stream = TestStream.create(SourceRecords.coder());
    for (SourceRecords source : each(sources.subList(0, 30))) {
      stream = stream.addElements(TimestampedValue.of(source, Instant.EPOCH));
    }
    PCollection<SourceRecords> single =
        pipeline.apply("Single", stream.advanceWatermarkToInfinity());
    PCollection<SourceRecords> large =
        pipeline.apply(
            "Large", Create.of(each(sources.subList(30, 60))).withCoder(SourceRecords.coder()));
    PCollectionTuple parsed =
        PCollectionList.of(single).and(large).apply(Flatten.pCollections()).apply("Parse", step());
    PAssert.that(parsed.get(ParsedRecords.BLOCKS))
        .satisfies(
            blocks -> {
              assertThat(unpack(blocks)).hasSize(54);
              return null;
            });
    PAssert.that(parsed.get(ParsedRecords.COUNTS))
        .satisfies(
            partials -> {
              RunCounts counts = sum(partials);
              assertThat(counts.read()).isEqualTo(60);
              assertThat(counts.deadLettered()).isEqualTo(6);
              assertThat(counts.deadLetterCodes()).containsOnlyKeys("UNKNOWN_EVENT");
              assertThat(counts.unknownProperties()).isEqualTo(Map.of("extra", 54L));
              assertThat(counts.maxEventTimeMillis()).isEqualTo(SampleRecords.EVENT_TIME);
              return null;
            });
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertThat(counter(result, "pipeline_records_read_total")).isEqualTo(60);
    assertThat(counter(result, "analytics_events_rejected_total/UNKNOWN_EVENT/local")).isEqualTo(6);
  }

  private static long counter(PipelineResult result, String name) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(CounterName.NAMESPACE, name))
            .build();
    return result.metrics().queryMetrics(filter).getCounters().iterator().next().getCommitted();
  }

  @Test
  void aBlockHasTheTimeOfItsEarliestEvent() {
    Map<String, Object> session = SampleRecords.required("session_started");
    List<byte[]> values = new ArrayList<>();
    for (String second : List.of("18", "05", "42")) {
      String time = "2024-05-21T15:42:" + second + "Z";
      values.add(json(SampleRecords.with(session, "event_timestamp", time)).getBytes(UTF_8));
    }
    TestPipeline pipeline = pipeline();
    PCollection<Long> times =
        pipeline
            .apply(
                Create.timestamped(
                        each(sources(SampleRecords.STUDENT_TOPIC, values)).stream()
                            .map(
                                s ->
                                    TimestampedValue.of(
                                        s, Instant.ofEpochMilli(2_000_000_000_000L)))
                            .toList())
                    .withCoder(SourceRecords.coder()))
            .apply("Parse", ParseRecords.of(Sharding.ofEverything(PLAN, 1), "local"))
            .get(ParsedRecords.BLOCKS)
            .apply(Reify.timestamps())
            .apply(
                MapElements.into(TypeDescriptors.longs())
                    .via(block -> block.getTimestamp().getMillis()));
    PAssert.that(times)
        .satisfies(
            all -> {
              assertThat(all).contains(SampleRecords.EVENT_TIME - 13_000);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void fullBlocksAreSentBeforeTheBundleEnds() {
    List<byte[]> values = new ArrayList<>();
    Map<String, Object> session = SampleRecords.required("session_started");
    String page = "/" + "p".repeat(2000);
    for (int i = 0; i < 400; i++) {
      values.add(json(SampleRecords.with(session, "context_page", page + i)).getBytes(UTF_8));
    }
    TestPipeline pipeline = pipeline();
    PCollectionTuple parsed =
        pipeline
            .apply(
                Create.of(each(sources(SampleRecords.STUDENT_TOPIC, values)))
                    .withCoder(SourceRecords.coder()))
            .apply("Parse", step());
    PAssert.that(parsed.get(ParsedRecords.BLOCKS))
        .satisfies(
            blocks -> {
              assertThat(unpack(blocks)).hasSize(400);
              assertThat(blocks)
                  .allSatisfy(
                      block ->
                          assertThat(block.getValue().sizeInBytes())
                              .isLessThan(RecordBlock.TARGET_BYTES + 4096));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void typesOutsideTheProjectionTravelWithTheirIdentity() {
    RecordType type = PLAN.recordType("session_started").orElseThrow();
    TestPipeline pipeline = pipeline();
    PCollectionTuple parsed =
        pipeline
            .apply(
                Create.of(each(sources(SampleRecords.STUDENT_TOPIC, List.of(bytes(type.name())))))
                    .withCoder(SourceRecords.coder()))
            .apply(
                "Parse",
                ParseRecords.of(
                    new Sharding(PLAN, SHARDS, Projection.of(Map.of()), Guests.NONE), "local"));
    PAssert.that(parsed.get(ParsedRecords.BLOCKS))
        .satisfies(
            blocks -> {
              AnalyticsRecord record = unpack(blocks).get(0);
              assertThat(record.sender()).isEqualTo("some user_id");
              assertThat(record.text("context_page")).isNull();
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void deadLettersSurviveTheirCoderInThePipeline() {
    TestPipeline pipeline = pipeline();
    PCollection<DeadLetter> letters =
        pipeline
            .apply(
                Create.of(each(sources(SampleRecords.STUDENT_TOPIC, List.of("{".getBytes(UTF_8)))))
                    .withCoder(SourceRecords.coder()))
            .apply("Parse", step())
            .get(ParsedRecords.DEAD_LETTERS);
    PAssert.thatSingleton(letters)
        .satisfies(
            letter -> {
              assertThat(letter.payload()).isEqualTo("{");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }
}
