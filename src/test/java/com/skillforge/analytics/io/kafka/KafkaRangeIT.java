package com.skillforge.analytics.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.kafka.KafkaRange.Slice;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class KafkaRangeIT {
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  private final TestKafka kafka;
  private final KafkaConnection connection;

  KafkaRangeIT(TestKafka kafka) {
    this.kafka = kafka;
    this.connection = KafkaConnection.to(kafka.bootstrapServers());
  }

  @Test
  void holdsEveryPartitionOfEveryTopic() {
    String a = kafka.topic(2);
    String b = kafka.topic(1);
    kafka.sendMany(a, 1, 0, 7, T0.toEpochMilli());

    KafkaRange range = freeze(List.of(b, a), null);

    assertThat(range.partitions())
        .containsExactlyInAnyOrder(
            new Slice(a, 0, 0, 0), new Slice(a, 1, 0, 7), new Slice(b, 0, 0, 0));
    assertThat(range.size()).isEqualTo(7);
    assertThat(range).isEqualTo(freeze(List.of(a, b), null));
    String describedA = "\"%s\":{\"0\":[0,0],\"1\":[0,7]}".formatted(a);
    String describedB = "\"%s\":{\"0\":[0,0]}".formatted(b);
    String ids =
        range.topicIds().entrySet().stream()
            .map(id -> "\"%s\":\"%s\"".formatted(id.getKey(), id.getValue()))
            .collect(Collectors.joining(","));
    assertThat(range.topicIds()).containsOnlyKeys(a, b).doesNotContainValue("");
    assertThat(range.describe())
        .isEqualTo(
            "{\"cluster\":\"%s\",\"topic_ids\":{%s},\"topics\":{%s}}"
                .formatted(
                    range.cluster(),
                    ids,
                    a.compareTo(b) < 0
                        ? describedA + "," + describedB
                        : describedB + "," + describedA));
  }

  @Test
  void startsWithTheFirstRecordOfATimestamp() {
    String topic = kafka.topic(3);
    kafka.sendMany(topic, 0, 0, 100, T0.toEpochMilli());
    kafka.sendMany(topic, 1, 0, 10, T0.toEpochMilli());

    assertThat(freeze(List.of(topic), T0.plusMillis(20)).partitions())
        .containsExactly(
            new Slice(topic, 0, 20, 100), new Slice(topic, 1, 10, 10), new Slice(topic, 2, 0, 0));
    assertThat(freeze(List.of(topic), T0.plusSeconds(9)).size()).isZero();
  }

  /** What is not decided yet is left to the next run. */
  @Test
  void endsBeforeAnOpenTransaction() throws Exception {
    String topic = kafka.topic(1);
    kafka.sendMany(topic, 0, 0, 3, T0.toEpochMilli());
    try (KafkaProducer<byte[], byte[]> producer =
        kafka.producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(TestKafka.record(topic, 0, T0.toEpochMilli(), "k", "open")).get();
      kafka.sendMany(topic, 0, 3, 5, T0.toEpochMilli());

      assertThat(freeze(List.of(topic), null).partitions())
          .containsExactly(new Slice(topic, 0, 0, 3));
      producer.commitTransaction();
      kafka.awaitCommitted(topic, 0, 7);
    }
    assertThat(freeze(List.of(topic), null).partitions())
        .containsExactly(new Slice(topic, 0, 0, 7));
  }

  @Test
  void aTopicThatIsMadeAnewIsAnotherOne() {
    String topic = kafka.topic(1);
    KafkaRange before = freeze(List.of(topic), null);
    kafka.deleteTopic(topic);
    kafka.createTopic(topic, 1);
    KafkaRange after = freeze(List.of(topic), null);

    assertThat(after.partitions()).isEqualTo(before.partitions());
    assertThat(after.topicIds()).isNotEqualTo(before.topicIds());
    assertThat(after.describe()).isNotEqualTo(before.describe());
  }

  @Test
  void refusesAStartThatRetentionHasDeleted() {
    String topic = kafka.topic(2);
    kafka.sendMany(topic, 0, 0, 10, T0.toEpochMilli());
    kafka.sendMany(topic, 1, 0, 10, T0.toEpochMilli());
    kafka.deleteBefore(topic, 1, 4);

    assertThatThrownBy(() -> freeze(List.of(topic), T0))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Records from 2026-03-01T00:00:00Z on have been deleted by retention; use"
                + " --from=2026-03-01T00:00:00.004Z or later, or read the older records from a"
                + " warehouse (kept: topic "
                + topic
                + " partition 1 since 2026-03-01T00:00:00.004Z)");
    assertThat(freeze(List.of(topic), T0.plusMillis(4)).size()).isEqualTo(12);
    assertThat(freeze(List.of(topic), null).partitions())
        .containsExactly(new Slice(topic, 0, 0, 10), new Slice(topic, 1, 4, 10));
  }

  @Test
  void namesAllMissingTopics() {
    String topic = kafka.topic(1);
    String typo = topic + "s";
    assertThatThrownBy(() -> freeze(List.of(typo, topic, "no topic!", "zz-missing"), null))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith(
            "Kafka at "
                + kafka.bootstrapServers()
                + " has no topic no topic!, "
                + typo
                + ", zz-missing; create it or correct the topic options (the closest names there: "
                + topic);
  }

  @Test
  void saysThatNoBrokerAnswers() throws Exception {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    assertUnreachable("localhost:" + closedPort);
  }

  @Test
  void saysThatTheServerIsNoBroker() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
      assertUnreachable("localhost:" + silent.getLocalPort());
    }
  }

  @Test
  void saysThatTheHostIsUnknown() {
    assertThatThrownBy(
            () -> KafkaRange.freeze(KafkaConnection.to("no-such-host.invalid:9092"), List.of("t")))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Kafka at no-such-host.invalid:9092 cannot be used with these settings, check"
                + " --bootstrapServers and --kafkaProperties: No resolvable bootstrap urls given in"
                + " bootstrap.servers");
  }

  private static void assertUnreachable(String address) {
    assertThatThrownBy(() -> KafkaRange.freeze(KafkaConnection.to(address), List.of("t")))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Kafka at "
                + address
                + " cannot be reached within 10 seconds; check --bootstrapServers, that the broker"
                + " runs, and the security settings in --kafkaProperties");
  }

  private KafkaRange freeze(List<String> topics, @Nullable Instant from) {
    return KafkaRange.freeze(connection, topics, Optional.ofNullable(from));
  }
}
