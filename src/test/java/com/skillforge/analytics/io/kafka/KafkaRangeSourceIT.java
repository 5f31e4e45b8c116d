package com.skillforge.analytics.io.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.kafka.KafkaRange.Slice;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.testing.EachRecord;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class KafkaRangeSourceIT {
  private static final long T0 = 1_772_323_200_000L;

  private final TestKafka kafka;
  private final KafkaConnection connection;

  @TempDir Path directory;

  KafkaRangeSourceIT(TestKafka kafka) {
    this.kafka = kafka;
    this.connection = KafkaConnection.to(kafka.bootstrapServers());
  }

  @Test
  void readsAllPartitionsInAPipelineAndEnds() {
    String topic = kafka.topic(4);
    kafka.sendMany(topic, 0, 0, 300, T0);
    kafka.sendMany(topic, 1, 0, 1, T0);
    kafka.sendMany(topic, 3, 0, 20, T0);
    KafkaRangeSource source = open(List.of(topic));
    // Written after the range was frozen: not part of it.
    kafka.sendMany(topic, 2, 0, 5, T0);
    kafka.sendMany(topic, 3, 20, 25, T0);

    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<String> read =
        pipeline
            .apply("Read", source.read())
            .apply(ParDo.of(new EachRecord()))
            .setCoder(SourceRecord.Coder.of())
            .apply(MapElements.into(TypeDescriptors.strings()).via(KafkaRangeSourceIT::describe));
    List<String> expected = new ArrayList<>();
    IntStream.range(0, 300).forEach(i -> expected.add(expected(topic, 0, i)));
    expected.add(expected(topic, 1, 0));
    IntStream.range(0, 20).forEach(i -> expected.add(expected(topic, 3, i)));
    PAssert.that(read).containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();

    assertThat(source.size()).isEqualTo(321);
  }

  /** Producers' clocks differ: no order of timestamps is taken for granted. */
  @Test
  void choosesRecordsByTheirOwnTimestampsWhereverTheyStand() throws Exception {
    String topic = kafka.topic(2);
    List<Long> seconds = List.of(5L, 1L, 90L, 2L, 9L, 0L, 4L, 10L);
    for (long second : seconds) {
      kafka.send(topic, 0, T0 + 1_000 * second, "k", "s" + second);
    }
    kafka.send(topic, 1, T0 + 3_000, "k", "s3");

    assertThat(values(read(between(topic, 2, 10)))).containsExactly("s5", "s2", "s9", "s4", "s3");
    assertThat(values(read(between(topic, null, 2)))).containsExactly("s1", "s0");
    assertThat(values(read(between(topic, 9, null)))).containsExactly("s90", "s9", "s10");
    assertThat(between(topic, 91, null).size())
        .as("offsets shorten the reading where nothing can follow")
        .isZero();
    assertThat(between(topic, 4, null).size()).isEqualTo(seconds.size());
  }

  private KafkaRangeSource between(
      String topic, @Nullable Integer fromSecond, @Nullable Integer toSecond) {
    return KafkaRangeSource.between(
        connection, List.of(topic), instant(fromSecond), instant(toSecond), Duration.ofSeconds(60));
  }

  private static Optional<Instant> instant(@Nullable Integer second) {
    return Optional.ofNullable(second).map(s -> Instant.ofEpochMilli(T0 + 1_000 * s));
  }

  @Test
  void readsAnEmptyRange() {
    KafkaRangeSource source = open(List.of(kafka.topic(2)));
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(pipeline.apply("Read", source.read())).empty();
    pipeline.run().waitUntilFinish();
    assertThat(source.size()).isZero();
  }

  @Test
  void keepsKeysTombstonesAndTimestamps() throws Exception {
    String topic = kafka.topic(1);
    kafka.send(topic, 0, T0, "key", null);
    kafka.send(topic, 0, T0 + 1, null, "");

    List<SourceRecord> records = read(open(List.of(topic)));

    assertThat(records).hasSize(2);
    assertThat(records.get(0).key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(records.get(0).value()).isNull();
    assertThat(records.get(0).timestampMillis()).isEqualTo(T0);
    assertThat(records.get(1).key()).isNull();
    assertThat(records.get(1).value()).isEmpty();
  }

  @Test
  void endsInsideTheGapsOfACompactedLog() throws Exception {
    String topic =
        kafka.topic(
            1,
            Map.of(
                "cleanup.policy", "compact",
                "segment.ms", "1",
                "min.cleanable.dirty.ratio", "0.0001",
                "max.compaction.lag.ms", "1"));
    for (int i = 0; i < 20; i++) {
      kafka.send(topic, 0, T0, i < 10 ? "kept" + i : "same", "v" + i);
    }
    // Rolls the segment: the last one is never compacted.
    kafka.send(topic, 0, System.currentTimeMillis(), "last", "v20");
    Poll.untilSeen("copies of a key are gone", () -> count(topic) <= 12);
    assertThat(count(topic)).isEqualTo(12);

    // Offsets 10 to 18 are gone: the range ends in the middle of nothing.
    KafkaRange range = new KafkaRange("", new TreeMap<>(), List.of(new Slice(topic, 0, 5, 15)));
    assertThat(read(new KafkaRangeSource(connection, range, Poll.PATIENCE)))
        .extracting(record -> record.position().offset())
        .containsExactly(5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void readsCommittedRecordsUnlessTheIsolationLevelSaysOtherwise() throws Exception {
    String topic = kafka.topic(1);
    try (KafkaProducer<byte[], byte[]> producer =
        kafka.producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(TestKafka.record(topic, 0, T0, "k", "aborted")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(TestKafka.record(topic, 0, T0, "k", "committed")).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(TestKafka.record(topic, 0, T0, "k", "open")).get();

      KafkaRangeSource uncommitted =
          KafkaRangeSource.open(properties("isolation.level=read_uncommitted"), List.of(topic));
      assertThat(values(read(uncommitted))).containsExactly("aborted", "committed", "open");
      KafkaRangeSource committed = open(List.of(topic));
      assertThat(values(read(committed))).containsExactly("committed");
      assertThat(committed.size()).isEqualTo(4);
      producer.abortTransaction();
    }
  }

  @Test
  void failsWhenRecordsOfTheRangeHaveBeenDeleted() {
    String topic = kafka.topic(1);
    kafka.sendMany(topic, 0, 0, 10, T0);
    KafkaRangeSource source = open(List.of(topic));
    kafka.deleteBefore(topic, 0, 6);

    assertThatThrownBy(() -> read(source))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("topic " + topic + " partition 0 [0, 10) from offset 0 on")
        .hasMessageContaining("not on the broker any more");
  }

  @Test
  void cutsAPartitionIntoSlicesThatAreReadOnTheirOwn() throws Exception {
    String topic = kafka.topic(1);
    kafka.sendMany(topic, 0, 0, 12, T0);
    List<Slice> parts = new Slice(topic, 0, 2, 12).cut(4);
    assertThat(parts)
        .containsExactly(
            new Slice(topic, 0, 2, 5), new Slice(topic, 0, 5, 8), new Slice(topic, 0, 8, 12));

    for (Slice part : parts) {
      assertThat(
              EachRecord.of(
                  List.of(new KafkaSlice(connection, part, TimestampFilter.EVERY, Poll.PATIENCE))))
          .extracting(record -> record.position().offset())
          .containsExactlyElementsOf(LongStream.range(part.start(), part.end()).boxed().toList());
    }
    assertThat(new Slice(topic, 0, 7, 7).cut(4)).isEmpty();
    assertThat(new Slice(topic, 0, 0, 4).cut(4)).containsExactly(new Slice(topic, 0, 0, 4));
  }

  @Test
  void goesOnWhenTheBrokerComesBack() throws Exception {
    BrokerConfig config = BrokerConfig.temporary().withDataDir(directory.resolve("data"));
    EmbeddedBroker broker = EmbeddedBroker.start(config);
    int count = 20_000;
    String topic;
    try (TestKafka own = new TestKafka(broker.bootstrapServers())) {
      topic = own.topic(1);
      own.sendMany(topic, 0, 0, count, T0);
    }
    // Small fetches, so that most records are still on the broker when it stops.
    KafkaConnection slow =
        properties(
            broker.bootstrapServers(),
            "max.partition.fetch.bytes=2000\nfetch.max.bytes=2000\nmax.poll.records=50");
    KafkaSlice slice =
        new KafkaSlice(slow, new Slice(topic, 0, 0, count), TimestampFilter.EVERY, Poll.PATIENCE);
    int port = broker.port();
    AtomicReference<CompletableFuture<EmbeddedBroker>> restarted =
        new AtomicReference<>(CompletableFuture.completedFuture(broker));
    List<Long> offsets = new ArrayList<>();
    try {
      slice.forEach(
          record -> {
            offsets.add(record.position().offset());
            if (offsets.size() == 1_000) {
              broker.close();
              restarted.set(
                  CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(config.withPort(port))));
            }
          });
    } finally {
      restarted.get().join().close();
    }
    assertThat(offsets)
        .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> (long) i).toList());
  }

  @Test
  void givesUpWhenTheBrokerStaysAway() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.temporary());
    String topic;
    try (TestKafka own = new TestKafka(broker.bootstrapServers())) {
      topic = own.topic(1);
      own.sendMany(topic, 0, 0, 10, T0);
    }
    KafkaSlice slice =
        new KafkaSlice(
            KafkaConnection.to(broker.bootstrapServers()),
            new Slice(topic, 0, 0, 10),
            TimestampFilter.EVERY,
            Duration.ofSeconds(2));
    broker.close();
    assertThatThrownBy(() -> EachRecord.of(List.of(slice)))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Nothing came from topic "
                + topic
                + " partition 0 [0, 10) for 2 seconds at offset 0; check that the broker at "
                + broker.bootstrapServers()
                + " runs and still has the topic, then run again");
  }

  private KafkaRangeSource open(List<String> topics) {
    return KafkaRangeSource.open(connection, topics);
  }

  private KafkaConnection properties(String text) throws IOException {
    return properties(kafka.bootstrapServers(), text);
  }

  private KafkaConnection properties(String bootstrapServers, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("client.properties"), text);
    return KafkaConnection.to(bootstrapServers, file.toString(), TestSecrets.NONE);
  }

  private static List<SourceRecord> read(KafkaRangeSource source) throws IOException {
    return EachRecord.of(source.slices());
  }

  private int count(String topic) {
    try {
      return read(open(List.of(topic))).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> values(List<SourceRecord> records) {
    return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  private static String describe(SourceRecord record) {
    return record
        + " "
        + record.timestampMillis()
        + " "
        + new String(record.key(), UTF_8)
        + " "
        + new String(record.value(), UTF_8);
  }

  private static String expected(String topic, int partition, int i) {
    return topic + "-" + partition + "@" + i + " " + (T0 + i) + " k" + i + " v" + i;
  }
}
