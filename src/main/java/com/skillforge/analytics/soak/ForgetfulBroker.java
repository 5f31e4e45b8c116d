package com.skillforge.analytics.soak;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.BulkProducer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A real broker that is treated as one in production is: records go after some days, transactions
 * are aborted or stay open, topics get partitions or are made anew. Every committed record is
 * written a second time, to topics that keep everything.
 */
final class ForgetfulBroker implements AutoCloseable {
  private static final String KEPT = "kept.";
  private static final int TIMEOUT_SECONDS = 30;

  private final TrackingPlan plan = TrackingPlan.builtIn();
  private final EmbeddedBroker broker;
  private final Admin admin;
  private final BulkProducer producer;
  private final SortedMap<LocalDate, Map<TopicPartition, Long>> ends = new TreeMap<>();
  private int transactions;

  ForgetfulBroker() {
    broker = EmbeddedBroker.start(BrokerConfig.temporary());
    PlanTopics.create(broker.bootstrapServers(), plan);
    PlanTopics.create(broker.bootstrapServers(), kept());
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    producer = new BulkProducer(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private TrackingPlan kept() {
    return plan.withTopics(
        plan.topics().stream().map(topic -> topic.renamed(KEPT + topic.name())).toList());
  }

  /** The options of a run over this broker. */
  List<String> arguments() {
    return List.of("--bootstrapServers=" + broker.bootstrapServers());
  }

  /** The options of a run over all records that were ever committed. */
  List<String> keptArguments() {
    List<String> arguments = new ArrayList<>(arguments());
    arguments.addAll(PlanTopics.options(kept()));
    return arguments;
  }

  /** Publishes records, in their order, and waits until the broker has them. */
  void publish(List<Arrival> arrivals) {
    arrivals.forEach(
        arrival -> {
          send(arrival, arrival.topic());
          send(arrival, KEPT + arrival.topic());
        });
    producer.finish();
  }

  private void send(Arrival arrival, String topic) {
    producer.send(
        topic,
        arrival.key().getBytes(StandardCharsets.UTF_8),
        arrival.timestampMillis(),
        arrival.value().orElse(null));
  }

  /** Begins a transaction and writes records in it. */
  Transaction transaction(List<Arrival> arrivals) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("transactional.id", "soak-" + ++transactions);
    config.put("transaction.timeout.ms", (int) TimeUnit.MINUTES.toMillis(15));
    KafkaProducer<byte[], byte[]> own =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    own.initTransactions();
    own.beginTransaction();
    List<Future<?>> sent = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      sent.add(
          own.send(
              new ProducerRecord<>(
                  arrival.topic(),
                  null,
                  arrival.timestampMillis(),
                  arrival.key().getBytes(StandardCharsets.UTF_8),
                  arrival.value().orElse(null))));
    }
    own.flush();
    sent.forEach(ForgetfulBroker::await);
    return new Transaction(own, arrivals);
  }

  /** Records that no reader of committed records sees yet, nor what stands behind them. */
  final class Transaction {
    private final KafkaProducer<byte[], byte[]> own;
    private final List<Arrival> arrivals;

    private Transaction(KafkaProducer<byte[], byte[]> own, List<Arrival> arrivals) {
      this.own = own;
      this.arrivals = arrivals;
    }

    /** Returns how many records are committed by it. */
    int commit() {
      own.commitTransaction();
      own.close();
      arrivals.forEach(arrival -> send(arrival, KEPT + arrival.topic()));
      producer.finish();
      return arrivals.size();
    }

    void abort() {
      own.abortTransaction();
      own.close();
    }
  }

  /** Notes where the logs end at the end of a day, for {@link #forget}. */
  void endOf(LocalDate day) {
    ends.put(day, ends());
  }

  /**
   * Deletes what arrived on a day and before, as retention does; compacted topics keep the last
   * record of each key.
   */
  void forget(LocalDate day) {
    Map<TopicPartition, Long> until = ends.remove(day);
    if (until == null) {
      return;
    }
    Map<TopicPartition, Long> now = ends();
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    until.forEach(
        (partition, end) -> {
          // A topic made anew since then is shorter, and owes this day nothing.
          if (end <= now.getOrDefault(partition, 0L)) {
            deleted.put(partition, RecordsToDelete.beforeOffset(end));
          }
        });
    await(admin.deleteRecords(deleted).all().toCompletionStage().toCompletableFuture());
  }

  private Map<TopicPartition, Long> ends() {
    List<String> names =
        plan.topics().stream().filter(topic -> !topic.compacted()).map(Topic::name).toList();
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    describe(names)
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        partition ->
                            asked.put(
                                new TopicPartition(name, partition.partition()),
                                OffsetSpec.latest())));
    return await(admin.listOffsets(asked).all().toCompletionStage().toCompletableFuture())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private Map<String, TopicDescription> describe(List<String> names) {
    return await(
        admin.describeTopics(names).allTopicNames().toCompletionStage().toCompletableFuture());
  }

  /** Adds a partition to a topic. */
  void addPartition(String topic) {
    int partitions = describe(List.of(topic)).get(topic).partitions().size();
    await(
        admin
            .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions + 1)))
            .all()
            .toCompletionStage()
            .toCompletableFuture());
  }

  /** Deletes a topic and makes one of the same name. */
  void makeAnew(String topic) {
    int partitions = describe(List.of(topic)).get(topic).partitions().size();
    await(admin.deleteTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (true) {
      try {
        PlanTopics.create(
            admin, List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())));
        break;
      } catch (ExecutionException e) {
        // The broker is still deleting the topic.
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("Topic " + topic + " cannot be made anew", e);
        }
        pause();
      } catch (TimeoutException e) {
        throw new IllegalStateException("Topic " + topic + " cannot be made anew", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    ends.values().forEach(day -> day.keySet().removeIf(at -> at.topic().equals(topic)));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The broker refuses: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    broker.close();
  }
}
