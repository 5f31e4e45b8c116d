package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.SourceException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions that are asked of a cluster before a pipeline starts. All of them together take at
 * most {@link #PATIENCE}; whatever goes wrong is a {@link SourceException}.
 */
final class KafkaCluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(KafkaCluster.class);
  private static final int SUGGESTIONS = 5;

  private final KafkaConnection connection;
  private final IsolationLevel isolation;
  private final Admin admin;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  KafkaCluster(KafkaConnection connection) {
    this.connection = connection;
    Map<String, Object> config = new HashMap<>(connection.adminConfig());
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
    config.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 3000L);
    config.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 3000L);
    config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    Object level = connection.consumerConfig().get(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
    this.isolation = IsolationLevel.valueOf(String.valueOf(level).trim().toUpperCase(Locale.ROOT));
    try {
      this.admin = Admin.create(config);
    } catch (KafkaException e) {
      throw KafkaFailures.translate(e, connection, PATIENCE.toSeconds());
    }
  }

  /** The cluster's own name for itself; empty when it has none. */
  String id() {
    String id = await(admin.describeCluster().clusterId());
    return id == null ? "" : id;
  }

  /** The topics by name, or one error that names all that do not exist. */
  SortedMap<String, TopicDescription> topics(Collection<String> topics) {
    SortedMap<String, TopicDescription> found = find(topics);
    List<String> missing =
        new TreeSet<>(topics).stream().filter(topic -> !found.containsKey(topic)).toList();
    if (!missing.isEmpty()) {
      throw new SourceException(missingTopics(missing));
    }
    return found;
  }

  /** Those of the topics that exist, by name. */
  SortedMap<String, TopicDescription> find(Collection<String> topics) {
    Map<String, KafkaFuture<TopicDescription>> descriptions =
        admin.describeTopics(topics, new DescribeTopicsOptions()).topicNameValues();
    SortedMap<String, TopicDescription> found = new TreeMap<>();
    for (String topic : new TreeSet<>(topics)) {
      try {
        found.put(topic, awaitRaw(descriptions.get(topic)));
      } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
        LOG.debug("{} has no topic {}", connection, topic, e);
      } catch (KafkaException | TimeoutException e) {
        throw KafkaFailures.translate(e, connection, PATIENCE.toSeconds());
      }
    }
    return found;
  }

  private String missingTopics(List<String> missing) {
    Collection<String> existing = await(admin.listTopics().names());
    List<String> closest =
        existing.stream()
            .sorted(
                Comparator.comparingInt((String name) -> -closeness(name, missing))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(SUGGESTIONS)
            .toList();
    return "Kafka at "
        + connection.bootstrapServers()
        + " has no topic "
        + String.join(", ", missing)
        + "; create it or correct the topic options "
        + (closest.isEmpty()
            ? "(the cluster has no topics)"
            : "(the closest names there: " + String.join(", ", closest) + ")");
  }

  /** The length of the longest beginning or ending that a name shares with a missing topic. */
  private static int closeness(String name, List<String> missing) {
    int best = 0;
    for (String topic : missing) {
      int shorter = Math.min(name.length(), topic.length());
      int prefix = 0;
      while (prefix < shorter && name.charAt(prefix) == topic.charAt(prefix)) {
        prefix++;
      }
      int suffix = 0;
      while (suffix < shorter
          && name.charAt(name.length() - 1 - suffix) == topic.charAt(topic.length() - 1 - suffix)) {
        suffix++;
      }
      best = Math.max(best, Math.max(prefix, suffix));
    }
    return best;
  }

  /**
   * One offset per partition; {@link ListOffsetsResultInfo#offset} is -1 where no record matches.
   * The end of a log is what a consumer of this connection may read: the end of the last decided
   * transaction, or with {@code isolation.level=read_uncommitted} that of the last record.
   */
  Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Collection<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, spec));
    return await(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all());
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return awaitRaw(future);
    } catch (KafkaException | TimeoutException e) {
      throw KafkaFailures.translate(e, connection, PATIENCE.toSeconds());
    }
  }

  private <T> T awaitRaw(KafkaFuture<T> future) throws TimeoutException {
    try {
      return future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("Interrupted while asking Kafka for its topics", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
