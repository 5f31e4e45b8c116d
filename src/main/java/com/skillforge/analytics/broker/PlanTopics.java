package com.skillforge.analytics.broker;

import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the tracking plan's topics on a broker. */
public final class PlanTopics {
  /** Where rejected records go when a pipeline is asked to publish them. */
  public static final String DEAD_LETTERS = "analytics.dead-letters";

  private static final int EVENT_PARTITIONS = 4;
  private static final int TIMEOUT_SECONDS = 30;

  private PlanTopics() {}

  /**
   * Creates the topics that do not exist yet; those that do are left as they are. Event topics have
   * four partitions, all others one.
   *
   * @return the names of the topics that were created
   * @throws BrokerException when the broker refuses
   */
  public static List<String> create(String bootstrapServers, TrackingPlan plan) {
    Map<String, Object> config =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(config)) {
      Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing = new ArrayList<>();
      for (NewTopic topic : topics(plan)) {
        if (!existing.contains(topic.name())) {
          missing.add(topic);
        }
      }
      create(admin, missing);
      return missing.stream().map(NewTopic::name).toList();
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokerException(
          "The topics of the tracking plan cannot be created on "
              + bootstrapServers
              + ": "
              + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("Interrupted while creating the topics", e);
    }
  }

  /**
   * Creates topics and returns when every partition answers. A producer that writes to a topic
   * before that can lose its place: the broker refuses its first batch, takes the second, and then
   * refuses the first for ever.
   */
  public static void create(Admin admin, Collection<NewTopic> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    admin.createTopics(topics).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        asked.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (true) {
      try {
        admin.listOffsets(asked).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException e) {
        // The broker has not heard yet of a topic that its controller has created.
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  /** The options that point a run at the topics of a plan, whatever they are called there. */
  public static List<String> options(TrackingPlan plan) {
    SortedMap<String, String> names =
        plan.topics().stream()
            .collect(
                Collectors.toMap(
                    Topic::option, Topic::name, (one, other) -> one + "," + other, TreeMap::new));
    return names.entrySet().stream()
        .map(option -> "--" + option.getKey() + "=" + option.getValue())
        .toList();
  }

  private static List<NewTopic> topics(TrackingPlan plan) {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : plan.topics()) {
      topics.add(newTopic(topic.name(), topic.persona().isPresent(), topic.compacted()));
    }
    topics.add(newTopic(DEAD_LETTERS, false, false));
    return topics;
  }

  private static NewTopic newTopic(String name, boolean events, boolean compacted) {
    NewTopic topic =
        new NewTopic(name, Optional.of(events ? EVENT_PARTITIONS : 1), Optional.empty());
    return topic.configs(
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            compacted ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            // Replayed records are old at once: a compaction would take them while they are read.
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            String.valueOf(Long.MAX_VALUE)));
  }
}
