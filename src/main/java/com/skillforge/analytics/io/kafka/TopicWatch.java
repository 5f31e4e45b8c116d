package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.SourceException;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the topics of a stream stay those that it was started with. A consumer waits
 * without a word for a topic that was deleted, and reads on at its old offset in one that was made
 * anew, past the records before it.
 *
 * <p>One watch serves the consumers of many partitions, from their threads: at most one of them
 * asks the cluster, every {@link #INTERVAL}; what it finds, all of them throw.
 */
final class TopicWatch {
  /** How often the cluster is asked. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /**
   * A topic is missing when it is so twice, as far apart as this: a broker that has just started
   * may not know all of them yet.
   */
  static final Duration AGAIN = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

  private final KafkaConnection connection;
  private final SortedMap<String, String> topicIds;
  private final AtomicLong dueNanos = new AtomicLong(System.nanoTime());
  private volatile @Nullable String missing;
  private volatile @Nullable String found;

  /**
   * A watch that asks for the first time when it is first used.
   *
   * @param topicIds the cluster's id of each topic at launch, by name
   */
  TopicWatch(KafkaConnection connection, Map<String, String> topicIds) {
    this.connection = connection;
    this.topicIds = new TreeMap<>(topicIds);
  }

  /**
   * Asks the cluster when it is time to. A cluster that does not answer has not lost its topics:
   * the stream goes on waiting for it.
   *
   * @throws SourceException when a topic has been deleted, or made anew
   */
  void check() {
    long due = dueNanos.get();
    long now = System.nanoTime();
    if (now - due >= 0 && dueNanos.compareAndSet(due, now + INTERVAL.toNanos())) {
      compare();
    }
    report();
  }

  /** The same, without waiting until it is time to. */
  void checkNow() {
    compare();
    report();
  }

  private void report() {
    String problem = found;
    if (problem != null) {
      throw new SourceException(problem);
    }
  }

  /** What is to be thrown when a topic is not there any more. */
  SourceException deleted(String topic) {
    return new SourceException(hasGone(topic));
  }

  private String hasGone(String topic) {
    return "Kafka at "
        + connection.bootstrapServers()
        + " has no topic "
        + topic
        + " any more: it was deleted while the stream read it; create it or correct the topic"
        + " options, then start the stream anew, without its old checkpoints";
  }

  private String isMadeAnew(String topic) {
    return "The topic "
        + topic
        + " of Kafka at "
        + connection.bootstrapServers()
        + " was deleted and created again while the stream read it; start the stream anew,"
        + " without its old checkpoints: it reads the new topic from its beginning";
  }

  private void compare() {
    SortedMap<String, TopicDescription> existing;
    try (KafkaCluster cluster = new KafkaCluster(connection)) {
      existing = cluster.find(topicIds.keySet());
    } catch (SourceException e) {
      LOG.debug("the cluster does not say which topics it has", e);
      return;
    }
    String missingBefore = missing;
    missing = null;
    for (Map.Entry<String, String> topic : topicIds.entrySet()) {
      TopicDescription now = existing.get(topic.getKey());
      if (now == null) {
        missing = topic.getKey();
        if (topic.getKey().equals(missingBefore)) {
          found = hasGone(topic.getKey());
        }
        dueNanos.set(System.nanoTime() + AGAIN.toNanos());
      } else if (isAnother(topic.getValue(), now.topicId().toString())) {
        found = isMadeAnew(topic.getKey());
      }
    }
  }

  /** Brokers of old, before they are updated, know no ids. */
  private static boolean isAnother(String before, String now) {
    String unknown = Uuid.ZERO_UUID.toString();
    return !before.equals(now) && !before.equals(unknown) && !now.equals(unknown);
  }
}
