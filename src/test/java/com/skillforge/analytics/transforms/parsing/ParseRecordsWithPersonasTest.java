package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.PLAN;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.STUDENT_TOPIC;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.with;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.without;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.LookedUpPersona;
import com.skillforge.analytics.model.PersonaLookup;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.SourceRecords;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.testing.Collected;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class ParseRecordsWithPersonasTest {
  private static final Map<String, Object> EVENT = SampleRecords.required("session_started");

  /**
   * Personas by user id.
   *
   * @param away in which of the phases it is away, through which it goes by what it is asked; -1
   *     for none
   */
  private record Known(HashMap<String, String> personas, int away) implements PersonaLookup {
    private static final long serialVersionUID = 1L;
    private static final int PHASES = 3;

    Known(Map<String, String> personas, int away) {
      this(new HashMap<>(personas), away);
    }

    @Override
    public Session open() {
      return new Session() {
        @Override
        public Map<Alias, LookedUpPersona> find(Set<Alias> users) {
          Metrics.counter(Known.class, "questions").inc();
          Metrics.counter(Known.class, "users").inc(users.size());
          boolean reachable = Math.floorMod(users.hashCode(), PHASES) != away;
          Map<Alias, LookedUpPersona> answers = new HashMap<>();
          for (Alias user : users) {
            answers.put(
                user,
                reachable
                    ? LookedUpPersona.found(personas.getOrDefault(user.value(), ""))
                    : LookedUpPersona.UNREACHABLE);
          }
          return answers;
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }

  private static ParseRecords step(PersonaLookup lookup) {
    return ParseRecords.of(Sharding.ofEverything(PLAN, 4), "local").lookingUp(lookup);
  }

  private static SourceRecord source(String topic, long offset, Map<String, Object> members) {
    return new SourceRecord(
        new RecordPosition(RecordPosition.KAFKA, topic, 0, offset),
        SampleRecords.EVENT_TIME,
        null,
        json(members).getBytes(UTF_8));
  }

  private static PCollection<SourceRecords> inBatches(
      TestPipeline pipeline, List<SourceRecord> sources, int size) {
    List<SourceRecords> batches = new ArrayList<>();
    for (int from = 0; from < sources.size(); from += size) {
      batches.add(new SourceRecords(sources.subList(from, Math.min(sources.size(), from + size))));
    }
    return pipeline.apply(Create.of(batches).withCoder(SourceRecords.coder()));
  }

  private static TestPipeline pipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(false);
  }

  /** A record that was accepted. */
  private record Stored(long offset, String persona, String contents) implements Serializable {
    static List<Stored> all(RecordBlock block) {
      List<Stored> all = new ArrayList<>();
      block.records(PLAN).forEach(record -> all.add(of(record)));
      return all;
    }

    static Stored of(AnalyticsRecord record) {
      boolean named = record.type().has(Role.PERSONA);
      return new Stored(
          record.position().offset(),
          named ? record.text("persona") : "",
          SampleRecords.contents(record).toString());
    }
  }

  private static Collected<Stored> stored(PCollectionTuple parsed) {
    return Collected.from(
        parsed
            .get(ParsedRecords.BLOCKS)
            .apply(
                FlatMapElements.into(TypeDescriptor.of(Stored.class))
                    .via(block -> Stored.all(block.getValue())))
            .setCoder(SerializableCoder.of(Stored.class)),
        Stored.class);
  }

  private static Collected<DeadLetter> letters(PCollectionTuple parsed) {
    return Collected.from(parsed.get(ParsedRecords.DEAD_LETTERS), DeadLetter.class);
  }

  private static long counter(PipelineResult result, MetricNameFilter name) {
    long sum = 0;
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(MetricsFilter.builder().addNameFilter(name).build())
            .getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }

  private static long counter(PipelineResult result, String name) {
    return counter(result, MetricNameFilter.named(PersonaLookup.METRICS, name));
  }

  /** Records of several topics, some without persona, of users whom the look-up may know. */
  @Provide
  Arbitrary<List<Map<String, Object>>> records() {
    Arbitrary<String> users = Arbitraries.of("u1", "u2", "u3", "u4", "stranger");
    Arbitrary<Map<String, Object>> valid =
        Combinators.combine(RecordArbitraries.validRecords(), users, Arbitraries.of(true, false))
            .as(
                (record, user, named) ->
                    named || !record.containsKey("persona")
                        ? record
                        : with(without(record, "persona"), "user_id", user));
    return valid.list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<Map<String, String>> personas() {
    return Arbitraries.maps(
        Arbitraries.of("u1", "u2", "u3", "u4", "u5"),
        Arbitraries.of("student", "career_changer", "advisor", "teacher", ""));
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void nothingIsLostOrGuessedAndWhoNamesAPersonaKeepsIt(
      @ForAll("records") List<Map<String, Object>> records,
      @ForAll("personas") Map<String, String> personas,
      @ForAll @IntRange(min = -1, max = Known.PHASES - 1) int away) {
    List<SourceRecord> sources = new ArrayList<>();
    Map<Long, Stored> untouched = new HashMap<>();
    Map<Long, String> lacking = new HashMap<>();
    RecordParser parser = new RecordParser(PLAN, "local");
    for (Map<String, Object> record : records) {
      long offset = sources.size();
      SourceRecord source = source(topic(record), offset, record);
      sources.add(source);
      if (parser.parse(source, name -> {}) instanceof ParseResult.Accepted accepted) {
        untouched.put(offset, Stored.of(accepted.record()));
      } else {
        lacking.put(offset, personas.getOrDefault((String) record.get("user_id"), ""));
      }
    }

    TestPipeline pipeline = pipeline();
    PCollectionTuple parsed =
        inBatches(pipeline, sources, 7).apply("Parse", step(new Known(personas, away)));
    Collected<Stored> collected = stored(parsed);
    Collected<DeadLetter> rejected = letters(parsed);
    pipeline.run().waitUntilFinish();

    List<Stored> stored = collected.take();
    List<DeadLetter> letters = rejected.take();
    List<Long> ends = new ArrayList<>(stored.stream().map(Stored::offset).toList());
    letters.forEach(letter -> ends.add(letter.position().offset()));
    assertThat(ends)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, sources.size()).boxed().toList());
    assertThat(stored).containsAll(untouched.values());
    assertThat(stored)
        .filteredOn(record -> lacking.containsKey(record.offset()))
        .allSatisfy(record -> assertThat(record.persona()).isEqualTo(lacking.get(record.offset())));
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.paths()).containsExactly("$.persona");
              assertThat(lacking).containsKey(letter.position().offset());
              boolean unknown = lacking.get(letter.position().offset()).isEmpty();
              boolean missing = letter.codes().equals(List.of(ErrorCode.MISSING_PROPERTY));
              assertThat(missing).isEqualTo(unknown || letter.stage().equals("persona"));
            });
    if (away < 0) {
      assertThat(letters).noneMatch(letter -> letter.stage().equals("persona"));
    }
  }

  /** Where the record belongs, with its persona or without: that of the sample's persona. */
  private static String topic(Map<String, Object> record) {
    Object name = record.getOrDefault("event_name", record.get("record_type"));
    return SampleRecords.topicOf(PLAN.recordType((String) name).orElseThrow());
  }

  private static List<SourceRecord> visits(int count, int users, boolean named) {
    List<SourceRecord> visits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> visit = with(EVENT, "user_id", "u" + i % users);
      visits.add(source(STUDENT_TOPIC, i, named ? visit : without(visit, "persona")));
    }
    return visits;
  }

  @Test
  void aBatchIsAFewQuestionsAndAQuestionNamesAUserOnce() {
    TestPipeline pipeline = pipeline();
    PCollectionTuple parsed =
        inBatches(pipeline, visits(1700, 200, false), 1700)
            .apply("Parse", step(new Known(Map.of("u1", "student", "u2", "student"), -1)));
    Collected<Stored> stored = stored(parsed);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(stored.take()).hasSize(18);
    assertThat(counter(result, MetricNameFilter.named(Known.class, "questions"))).isEqualTo(4);
    assertThat(counter(result, MetricNameFilter.named(Known.class, "users"))).isEqualTo(4 * 200);
    assertThat(counter(result, PersonaLookup.LOOKED_UP)).isEqualTo(1700);
    assertThat(counter(result, PersonaLookup.MISSING)).isEqualTo(1700 - 18);
    assertThat(counter(result, PersonaLookup.FAILED)).isZero();
  }

  @Test
  void whoNamesAPersonaCostsNoQuestion() {
    TestPipeline pipeline = pipeline();
    PCollectionTuple parsed =
        inBatches(pipeline, visits(100, 10, true), 10)
            .apply("Parse", step(new Known(Map.of(), -1)));
    Collected<Stored> stored = stored(parsed);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(stored.take()).hasSize(100);
    assertThat(counter(result, MetricNameFilter.named(Known.class, "questions"))).isZero();
    assertThat(counter(result, PersonaLookup.LOOKED_UP)).isZero();
  }

  /** Each element of a test stream is a bundle of its own: nothing waits for the next. */
  @Test
  void nothingWaitsBeyondItsBundle() {
    TestStream.Builder<SourceRecords> stream = TestStream.create(SourceRecords.coder());
    for (SourceRecord visit : visits(5, 5, false)) {
      stream =
          stream.addElements(
              TimestampedValue.of(
                  new SourceRecords(List.of(visit)), Instant.ofEpochMilli(1_700_000_000_000L)));
    }
    TestPipeline pipeline = pipeline();
    PCollectionTuple parsed =
        pipeline
            .apply(stream.advanceWatermarkToInfinity())
            .apply("Parse", step(new Known(Map.of("u1", "student"), -1)));
    Collected<Stored> stored = stored(parsed);
    Collected<DeadLetter> letters = letters(parsed);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(stored.take()).extracting(Stored::offset).containsExactly(1L);
    assertThat(letters.take()).hasSize(4);
    assertThat(counter(result, MetricNameFilter.named(Known.class, "questions"))).isEqualTo(5);
  }
}
