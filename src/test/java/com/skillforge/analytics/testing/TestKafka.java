package com.skillforge.analytics.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.skillforge.analytics.broker.PlanTopics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What tests do with a broker: make topics, write records, delete records. */
public final class TestKafka implements AutoCloseable {
  private final String bootstrapServers;
  private final Map<String, Object> security;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  public TestKafka(String bootstrapServers) {
    this(bootstrapServers, Map.of());
  }

  /** A broker that asks for a login. */
  public TestKafka(String bootstrapServers, Map<String, Object> security) {
    this.bootstrapServers = bootstrapServers;
    this.security = security;
    Map<String, Object> config = new HashMap<>(security);
    config.put("bootstrap.servers", bootstrapServers);
    this.admin = Admin.create(config);
    this.producer = producer(Map.of());
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** A topic of its own for the calling test. */
  public String topic(int partitions, Map<String, String> config) {
    String name = "test-" + UUID.randomUUID();
    create(name, partitions, config);
    return name;
  }

  /** Makes a topic, for example one that was deleted before. */
  public void createTopic(String name, int partitions) {
    create(name, partitions, Map.of());
  }

  private void create(String name, int partitions, Map<String, String> config) {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
    try {
      PlanTopics.create(admin, List.of(topic));
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  public String topic(int partitions) {
    return topic(partitions, Map.of());
  }

  /** Writes one record and returns when the broker has it. */
  public void send(
      String topic,
      int partition,
      @Nullable Long timestamp,
      @Nullable String key,
      @Nullable String value) {
    await(producer.send(record(topic, partition, timestamp, key, value)));
  }

  /** Writes {@code v<first>} to {@code v<last - 1>}, keys {@code k<n>}, one millisecond apart. */
  public void sendMany(String topic, int partition, int first, int last, long firstTimestamp) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = first; i < last; i++) {
      sent.add(
          producer.send(record(topic, partition, firstTimestamp + (i - first), "k" + i, "v" + i)));
    }
    producer.flush();
    sent.forEach(TestKafka::await);
  }

  /** Deletes the records before an offset, as retention does. */
  public void deleteBefore(String topic, int partition, long offset) {
    await(
        admin
            .deleteRecords(
                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
            .all()
            .toCompletionStage()
            .toCompletableFuture());
  }

  /** Adds partitions to a topic. */
  public void growTopic(String topic, int partitions) {
    await(
        admin
            .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
            .all()
            .toCompletionStage()
            .toCompletableFuture());
  }

  public void deleteTopic(String topic) {
    await(admin.deleteTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture());
  }

  /** Waits until consumers of committed records may read up to an offset. */
  public void awaitCommitted(String topic, int partition, long offset) {
    TopicPartition asked = new TopicPartition(topic, partition);
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    Poll.untilSeen(
        "records before " + offset + " are committed",
        () ->
            await(
                        admin
                            .listOffsets(Map.of(asked, OffsetSpec.latest()), committed)
                            .partitionResult(asked)
                            .toCompletionStage()
                            .toCompletableFuture())
                    .offset()
                >= offset);
  }

  public long endOffset(String topic, int partition) {
    TopicPartition asked = new TopicPartition(topic, partition);
    return await(
            admin
                .listOffsets(Map.of(asked, OffsetSpec.latest()))
                .partitionResult(asked)
                .toCompletionStage()
                .toCompletableFuture())
        .offset();
  }

  /** A further producer, for example a transactional one; the caller closes it. */
  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> config) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "max.request.size", 8 << 20,
                "buffer.memory", 64L << 20));
    all.putAll(security);
    all.putAll(config);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public static ProducerRecord<byte[], byte[]> record(
      String topic,
      int partition,
      @Nullable Long timestamp,
      @Nullable String key,
      @Nullable String value) {
    return new ProducerRecord<>(topic, partition, timestamp, bytes(key), bytes(value));
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
