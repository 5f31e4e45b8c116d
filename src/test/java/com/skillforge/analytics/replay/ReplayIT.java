package com.skillforge.analytics.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.kafka.KafkaConnection;
import com.skillforge.analytics.io.kafka.KafkaRangeSource;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.replay.ReplayConfig.Timestamps;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();
  private static final String STUDENT = "analytics.events.student";
  private static final String ADVISOR = "analytics.events.advisor";
  private static final String ROSTER = "advisor.roster";
  private static final String TIMINGS = "frontend.timings";

  /** What the pipeline under test has put out; the Direct runner runs in this JVM. */
  private static final Queue<SourceRecord> OUTPUT = new ConcurrentLinkedQueue<>();

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private EmbeddedBroker broker;

  @TempDir Path directory;

  @BeforeEach
  void start() {
    OUTPUT.clear();
    broker = EmbeddedBroker.start(BrokerConfig.temporary());
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void publishesEveryLineToItsTopicWithItsKeyAndTime() throws IOException {
    PlanTopics.create(broker.bootstrapServers(), PLAN);
    String started =
        """
        {"event_name":"session_started","persona":"advisor","anonymous_id":"a1",\
        "event_timestamp":"2026-02-03T04:05:06.789Z"}""";
    String timing =
        """
        {"record_type":"page_timing","session_id":"s1","started_at":"2026-02-03T04:05:07Z"}""";
    write("mixed.ndjson", started, "not json", "", timing);
    String assignment =
        """
        {"record_type":"roster_assignment","advisor_id":"ad","student_id":"st",\
        "assigned_at":"2026-01-01T00:00:00Z"}""";
    Path roster = write("advisor.roster.ndjson", assignment, "{}");

    SortedMap<String, Long> published = replay(Timestamps.EVENT, 0);

    assertThat(published)
        .isEqualTo(new TreeMap<>(Map.of(ADVISOR, 1L, STUDENT, 2L, TIMINGS, 1L, ROSTER, 2L)));
    assertThat(Replay.report(published))
        .isEqualTo(
            "Published 6 records (advisor.roster 2, analytics.events.advisor 1,"
                + " analytics.events.student 2, frontend.timings 1)");
    String eventTime = "2026-02-03T04:05:06.789Z";
    assertThat(read())
        .containsExactlyInAnyOrder(
            ADVISOR + " " + eventTime + " a1 " + started,
            // A line without a time has that of the line before it.
            STUDENT + " " + eventTime + " null not json",
            STUDENT + " " + eventTime + " null ",
            TIMINGS + " 2026-02-03T04:05:07Z s1 " + timing,
            ROSTER + " 2026-01-01T00:00:00Z default|ad|st|2026-01-01T00:00:00Z " + assignment,
            ROSTER + " 2026-01-01T00:00:00Z " + roster + ":1 {}");
  }

  @Test
  void publishesAtAPaceWithThePresentTime() throws IOException {
    PlanTopics.create(broker.bootstrapServers(), PLAN);
    write("etl.jobs.ndjson", "{}", "{}", "{}", "{}", "{}", "{}", "{}", "{}", "{}", "{}", "{}");
    Instant before = Instant.now().minusMillis(1);
    long start = System.nanoTime();
    replay(Timestamps.NOW, 10);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(read())
        .hasSize(11)
        .allSatisfy(
            record ->
                assertThat(Instant.parse(record.split(" ", 3)[1]))
                    .isBetween(before, Instant.now()));
  }

  @Test
  void namesTheTopicsThatDoNotExist() throws IOException {
    write("etl.jobs.ndjson", "{}");
    write("frontend.timings.ndjson", "{}");
    assertThatThrownBy(() -> replay(Timestamps.EVENT, 0))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("has no topic etl.jobs, frontend.timings;");
  }

  @Test
  void saysThatTheBrokerDoesNotTakeARecord() throws IOException {
    TrackingPlan plan = PLAN;
    PlanTopics.create(broker.bootstrapServers(), plan);
    write("etl.jobs.ndjson", "x".repeat(700_000));
    Path properties =
        Files.writeString(directory.resolve("small.properties"), "max.request.size=100000\n");
    KafkaConnection connection =
        KafkaConnection.to(broker.bootstrapServers(), properties.toString(), TestSecrets.NONE);
    ReplayConfig config =
        new ReplayConfig(directory + "/*.ndjson", connection, 0, Timestamps.EVENT);
    assertThatThrownBy(() -> Replay.run(config, plan, System.err))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "Kafka at " + broker.bootstrapServers() + " does not take the records: The message is")
        .hasMessageNotContaining("xxx");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
  }

  private SortedMap<String, Long> replay(Timestamps timestamps, long rate) {
    KafkaConnection connection = KafkaConnection.to(broker.bootstrapServers());
    ReplayConfig config = new ReplayConfig(directory.toString(), connection, rate, timestamps);
    return Replay.run(config, PLAN, new PrintStream(err, true, UTF_8));
  }

  /** All records of all topics: topic, timestamp, key, value. */
  private List<String> read() {
    KafkaRangeSource source =
        KafkaRangeSource.open(
            KafkaConnection.to(broker.bootstrapServers()),
            PLAN.topics().stream().map(Topic::name).toList());
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    pipeline.apply("Read", source.read()).apply(ParDo.of(new Collect()));
    pipeline.run().waitUntilFinish();
    return OUTPUT.stream()
        .map(
            record ->
                record.position().topic()
                    + " "
                    + Instant.ofEpochMilli(record.timestampMillis())
                    + " "
                    + (record.key() == null ? "null" : new String(record.key(), UTF_8))
                    + " "
                    + new String(record.value(), UTF_8))
        .toList();
  }

  private static final class Collect extends DoFn<SourceBatch, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element SourceBatch batch) throws IOException {
      batch.forEach(OUTPUT::add);
    }
  }
}
