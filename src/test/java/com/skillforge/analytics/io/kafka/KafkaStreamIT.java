package com.skillforge.analytics.io.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.SourceRecords;
import com.skillforge.analytics.testing.EachRecord;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class KafkaStreamIT {
  /** What the pipeline under test has put out; the Direct runner runs in this JVM. */
  private static final Queue<String> OUTPUT = new ConcurrentLinkedQueue<>();

  private final TestKafka kafka;

  KafkaStreamIT(TestKafka kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void clear() {
    OUTPUT.clear();
  }

  @Test
  void closesWindowsThoughPartitionsAreEmptyOrQuiet() throws IOException {
    String topic = kafka.topic(3);
    String quietTopic = kafka.topic(1);
    long past = System.currentTimeMillis() / 1_000 * 1_000 - 600_000;
    kafka.sendMany(topic, 0, 0, 10, past);
    kafka.send(quietTopic, 0, past + 500, "k", "quiet");
    KafkaStream stream = open(List.of(topic, quietTopic), null);

    Pipeline pipeline = pipeline();
    pipeline
        .apply("Read", stream.read())
        .apply(ParDo.of(new EachRecord()))
        .setCoder(SourceRecord.Coder.of())
        .apply(WithTimestamps.of(KafkaStreamIT::time))
        .apply(Window.into(FixedWindows.of(org.joda.time.Duration.standardSeconds(1))))
        .apply(Combine.globally(Count.<SourceRecord>combineFn()).withoutDefaults())
        .apply(ParDo.of(new CollectCounts()));
    PipelineResult running = pipeline.run();
    try {
      Poll.until("the first window", () -> !OUTPUT.isEmpty());
      assertThat(OUTPUT).containsExactly(Instant.ofEpochMilli(past) + " 11");
      // One partition goes on, all others stay as they are. The records are of a time that is still
      // to come, so that they are not late however long it takes to send them.
      long soon = System.currentTimeMillis() / 1_000 * 1_000 + 5_000;
      kafka.sendMany(topic, 0, 0, 5, soon);
      Poll.until("the second window", () -> OUTPUT.size() > 1);
      assertThat(OUTPUT)
          .containsExactly(Instant.ofEpochMilli(past) + " 11", Instant.ofEpochMilli(soon) + " 5");
    } finally {
      running.cancel();
    }
  }

  @Test
  void startsAtATimeAndPassesTombstones() throws IOException {
    String topic = kafka.topic(3);
    long start = System.currentTimeMillis() - 100_000;
    kafka.sendMany(topic, 0, 0, 5, start - 3);
    kafka.sendMany(topic, 1, 0, 4, start - 1_000);
    kafka.send(topic, 0, start + 10, "gone", null);
    kafka.send(topic, 0, start + 11, null, "");

    KafkaStream stream = open(List.of(topic), Instant.ofEpochMilli(start));
    assertThat(stream.describe()).endsWith("{\"%s\":{\"0\":3,\"1\":4,\"2\":0}}}".formatted(topic));
    Pipeline pipeline = pipeline();
    PCollection<SourceRecords> records = pipeline.apply("Read", stream.read());
    assertThat(records.isBounded()).isEqualTo(PCollection.IsBounded.UNBOUNDED);
    records.apply(ParDo.of(new CollectRecords()));
    PipelineResult running = pipeline.run();
    try {
      Poll.until("four records", () -> OUTPUT.size() >= 4);
      assertThat(OUTPUT)
          .containsExactlyInAnyOrder(
              topic + "-0@3 " + start + " k3=v3",
              topic + "-0@4 " + (start + 1) + " k4=v4",
              topic + "-0@5 " + (start + 10) + " gone=null",
              topic + "-0@6 " + (start + 11) + " null=");
    } finally {
      running.cancel();
    }
  }

  @Test
  void failsWhenATopicIsDeleted() {
    String topic = kafka.topic(2);
    kafka.sendMany(topic, 0, 0, 3, System.currentTimeMillis());

    assertThatThrownBy(() -> readUntilItFails(topic, () -> kafka.deleteTopic(topic)))
        .hasRootCauseInstanceOf(SourceException.class)
        .rootCause()
        .hasMessageContaining("has no topic " + topic + " any more")
        .hasMessageContaining("start the stream anew");
  }

  @Test
  void failsWhenATopicIsMadeAnewThoughItHasMoreRecordsThanBefore() {
    String topic = kafka.topic(1);
    kafka.sendMany(topic, 0, 0, 3, System.currentTimeMillis());

    Runnable makeAnew =
        () -> {
          kafka.deleteTopic(topic);
          kafka.createTopic(topic, 1);
          kafka.sendMany(topic, 0, 0, 10, System.currentTimeMillis());
        };
    assertThatThrownBy(() -> readUntilItFails(topic, makeAnew))
        .hasRootCauseInstanceOf(SourceException.class)
        .rootCause()
        .hasMessageContaining("topic " + topic)
        .hasMessageContaining("was deleted and created again");
    // Until the stream asks which topic it is, which a busy machine delays, it may read on.
    assertThat(OUTPUT).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void asksForItsTopicsOftenEnoughToKnowWithinAMinute() {
    assertThat(
            TopicWatch.INTERVAL
                .plus(TopicWatch.AGAIN)
                .plus(KafkaCluster.PATIENCE)
                .plus(KafkaCluster.PATIENCE))
        .isLessThanOrEqualTo(Duration.ofSeconds(45));
  }

  /** KafkaIO's splittable function, which Dataflow reads through, ends where there is no topic. */
  @Test
  void aConsumerSaysThatATopicIsGoneWhereKafkaIoWouldEnd() {
    TopicWatch watch =
        new TopicWatch(KafkaConnection.to(kafka.bootstrapServers()), Map.of("gone", "id"));
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    String topic = kafka.topic(1);

    try (StartingConsumer consumer =
        new StartingConsumer(config, Map.of(), StreamEnd.NEVER, watch)) {
      assertThat(consumer.partitionsFor(topic)).hasSize(1);
      assertThatThrownBy(() -> consumer.partitionsFor("gone"))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("has no topic gone any more");
    }
  }

  /** What KafkaIO's splittable function takes for a partition at rest is this very object. */
  @Test
  void aPollThatFindsNothingReturnsTheEmptyRecordsThatKafkaIoLooksFor() {
    String topic = kafka.topic(1);
    TopicWatch watch = new TopicWatch(KafkaConnection.to(kafka.bootstrapServers()), Map.of());
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    TopicPartition partition = new TopicPartition(topic, 0);

    try (StartingConsumer consumer =
        new StartingConsumer(config, Map.of(partition, 0L), StreamEnd.NEVER, watch)) {
      consumer.assign(List.of(partition));
      assertThat(consumer.poll(Duration.ofMillis(50))).isSameAs(ConsumerRecords.empty());
    }
  }

  /** KafkaIO polls in two ways. */
  @Test
  void aPollKeepsBackWhatLiesBeyondTheEndHoweverItIsAsked() {
    String topic = kafka.topic(1);
    kafka.sendMany(topic, 0, 0, 5, System.currentTimeMillis());
    TopicWatch watch = new TopicWatch(KafkaConnection.to(kafka.bootstrapServers()), Map.of());
    TopicPartition partition = new TopicPartition(topic, 0);
    StreamEnd end =
        new StreamEnd.AtLaunch(
            new HashMap<>(Map.of(partition, new KafkaRange.Slice(topic, 0, 0, 2))));
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());

    for (boolean inMillis : List.of(true, false)) {
      try (StartingConsumer consumer =
          new StartingConsumer(config, Map.of(partition, 0L), end, watch)) {
        consumer.assign(List.of(partition));
        List<Long> offsets = new ArrayList<>();
        Poll.until(
            "all five are polled",
            () -> {
              poll(consumer, inMillis).forEach(record -> offsets.add(record.offset()));
              return consumer.position(partition) == 5;
            });
        assertThat(offsets).containsExactly(0L, 1L);
      }
    }
  }

  @SuppressWarnings("deprecation")
  private static ConsumerRecords<byte[], byte[]> poll(StartingConsumer consumer, boolean inMillis) {
    return inMillis ? consumer.poll(100) : consumer.poll(Duration.ofMillis(100));
  }

  /** KafkaIO asks for the end of each partition before it reads on, and waits for the answer. */
  @Test
  void aQuestionAboutATopicThatIsGoneEndsWhenTheWatchKnows() {
    TopicWatch watch =
        new TopicWatch(KafkaConnection.to(kafka.bootstrapServers()), Map.of("gone", "id"));
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    TopicPartition partition = new TopicPartition("gone", 0);

    try (StartingConsumer consumer =
        new StartingConsumer(config, Map.of(partition, 0L), StreamEnd.NEVER, watch)) {
      consumer.assign(List.of(partition));
      assertThatThrownBy(() -> consumer.endOffsets(List.of(partition)))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("has no topic gone any more");
    }
  }

  /** A reader that resumes from a checkpoint has the ids of the topics that it was started with. */
  @Test
  void aStreamThatIsRestoredOverAnotherTopicOfThatNameFailsAtOnce() {
    String topic = kafka.topic(1);
    kafka.sendMany(topic, 0, 0, 3, System.currentTimeMillis());
    String before = Uuid.randomUuid().toString();
    TopicWatch watch =
        new TopicWatch(KafkaConnection.to(kafka.bootstrapServers()), Map.of(topic, before));
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    TopicPartition partition = new TopicPartition(topic, 0);

    try (StartingConsumer consumer =
        new StartingConsumer(config, Map.of(partition, 0L), StreamEnd.NEVER, watch)) {
      consumer.assign(List.of(partition));
      assertThatThrownBy(() -> consumer.poll(Duration.ZERO))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("topic " + topic)
          .hasMessageContaining("was deleted and created again");
    }
  }

  @Test
  void aClusterThatIsAwayHasNotLostItsTopics() {
    TopicWatch watch = new TopicWatch(KafkaConnection.to("localhost:1"), Map.of("topic", "id"));

    assertThatCode(watch::check).doesNotThrowAnyException();
  }

  private void readUntilItFails(String topic, Runnable whenThreeAreRead) {
    Pipeline pipeline = pipeline();
    pipeline.apply("Read", open(List.of(topic), null).read()).apply(ParDo.of(new CollectRecords()));
    PipelineResult running = pipeline.run();
    Poll.until("three records", () -> OUTPUT.size() >= 3);
    whenThreeAreRead.run();
    running.waitUntilFinish(org.joda.time.Duration.millis(Poll.PATIENCE.toMillis()));
  }

  @Test
  void checksTheTopicsAtLaunch() {
    assertThatThrownBy(() -> open(List.of("not-there"), null))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("has no topic not-there");
  }

  private KafkaStream open(List<String> topics, Instant from) {
    return KafkaStream.open(
            KafkaConnection.to(kafka.bootstrapServers()),
            topics,
            Optional.ofNullable(from),
            Duration.ofSeconds(2))
        .inBatches();
  }

  private static org.joda.time.Instant time(SourceRecord record) {
    return org.joda.time.Instant.ofEpochMilli(record.timestampMillis());
  }

  private static Pipeline pipeline() {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setBlockOnRun(false);
    options.setTargetParallelism(2);
    return Pipeline.create(options);
  }

  private static final class CollectCounts extends DoFn<Long, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Long count, BoundedWindow window) {
      long end = window.maxTimestamp().getMillis() + 1;
      OUTPUT.add(Instant.ofEpochMilli(end - 1_000) + " " + count);
    }
  }

  private static final class CollectRecords extends DoFn<SourceRecords, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element SourceRecords batch, @Timestamp org.joda.time.Instant time) {
      assertThat(batch.records())
          .isNotEmpty()
          .allSatisfy(record -> assertThat(time(record)).isGreaterThanOrEqualTo(time))
          .anySatisfy(record -> assertThat(time(record)).isEqualTo(time));
      batch.forEach(
          record ->
              OUTPUT.add(
                  record
                      + " "
                      + record.timestampMillis()
                      + " "
                      + text(record.key())
                      + "="
                      + text(record.value())));
    }

    private static String text(byte[] bytes) {
      return bytes == null ? "null" : new String(bytes, UTF_8);
    }
  }
}
