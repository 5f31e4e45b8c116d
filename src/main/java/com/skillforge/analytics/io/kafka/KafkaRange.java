package com.skillforge.analytics.io.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.PartitionLog;
import com.skillforge.analytics.io.SourceException;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of several topics that a run reads, frozen at launch as start and end offsets.
 *
 * <p>A range holds at most {@code end - start} records per partition: compaction and transactions
 * leave offsets without a record.
 *
 * @param cluster the cluster's id
 * @param topicIds the cluster's id of each topic, by name
 * @param partitions one entry per partition, also for those with nothing to read, by topic and
 *     partition
 */
public record KafkaRange(String cluster, SortedMap<String, String> topicIds, List<Slice> partitions)
    implements Serializable {

  /** The offsets {@code [start, end)} of one partition. */
  public record Slice(String topic, int partition, long start, long end) implements Serializable {
    public long size() {
      return end - start;
    }

    /** The slice in parts of nearly equal size, none larger than {@code most}; none if empty. */
    List<Slice> cut(long most) {
      long parts = (size() + most - 1) / most;
      List<Slice> cut = new ArrayList<>();
      for (long part = 0; part < parts; part++) {
        cut.add(
            new Slice(
                topic,
                partition,
                start + size() * part / parts,
                start + size() * (part + 1) / parts));
      }
      return cut;
    }

    @Override
    public String toString() {
      return "topic " + topic + " partition " + partition + " [" + start + ", " + end + ")";
    }
  }

  public KafkaRange {
    topicIds = Collections.unmodifiableSortedMap(new TreeMap<>(topicIds));
    partitions = List.copyOf(partitions);
  }

  /**
   * Freezes all that the logs hold: what a consumer of this connection may read, from the first
   * record that is kept to the end of the last decided transaction.
   *
   * @throws SourceException within 15 seconds, when the cluster cannot be reached or refuses, or
   *     when topics do not exist
   */
  public static KafkaRange freeze(KafkaConnection connection, Collection<String> topics) {
    return freeze(connection, topics, Optional.empty());
  }

  /**
   * The same from an instant on. A partition's slice starts at its first record whose timestamp is
   * {@code from} or later: no record before it has such a timestamp. Behind it older ones may
   * follow.
   *
   * @param from empty for everything that the log still has
   * @throws SourceException also when records from {@code from} on have been deleted already
   */
  public static KafkaRange freeze(
      KafkaConnection connection, Collection<String> topics, Optional<Instant> from) {
    try (KafkaCluster cluster = new KafkaCluster(connection)) {
      SortedMap<String, TopicDescription> described = cluster.topics(topics);
      SortedMap<String, String> topicIds = new TreeMap<>();
      described.forEach((topic, description) -> topicIds.put(topic, id(description)));
      List<TopicPartition> partitions = new ArrayList<>();
      described.forEach(
          (topic, description) ->
              description
                  .partitions()
                  .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
      Map<TopicPartition, ListOffsetsResultInfo> logStarts =
          cluster.offsets(partitions, OffsetSpec.earliest());
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          cluster.offsets(partitions, OffsetSpec.latest());
      Map<TopicPartition, ListOffsetsResultInfo> starts = logStarts;
      if (from.isPresent()) {
        checkNothingVanished(cluster, from.get(), logStarts);
        starts = cluster.offsets(partitions, OffsetSpec.forTimestamp(from.get().toEpochMilli()));
      }
      List<Slice> slices = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        long end = ends.get(partition).offset();
        long start = orElse(starts.get(partition), end);
        slices.add(new Slice(partition.topic(), partition.partition(), Math.min(start, end), end));
      }
      return new KafkaRange(cluster.id(), topicIds, slices);
    }
  }

  private static String id(TopicDescription topic) {
    return topic.topicId().toString();
  }

  private static long orElse(ListOffsetsResultInfo found, long noSuchRecord) {
    return found.offset() < 0 ? noSuchRecord : found.offset();
  }

  /**
   * A log that has lost its first records, and whose earliest kept record is later than the start
   * asked for, may have lost records of the range.
   */
  private static void checkNothingVanished(
      KafkaCluster cluster, Instant from, Map<TopicPartition, ListOffsetsResultInfo> logStarts) {
    List<TopicPartition> shortened =
        logStarts.entrySet().stream()
            .filter(entry -> entry.getValue().offset() > 0)
            .map(Map.Entry::getKey)
            .toList();
    if (shortened.isEmpty()) {
      return;
    }
    List<String> vanished = new ArrayList<>();
    Instant readableFrom = from;
    // Every record has a timestamp of 0 or later, so this finds the first one that is kept.
    Map<TopicPartition, ListOffsetsResultInfo> earliest =
        cluster.offsets(shortened, OffsetSpec.forTimestamp(0));
    for (TopicPartition partition : shortened) {
      ListOffsetsResultInfo kept = earliest.get(partition);
      if (kept.offset() >= 0 && kept.timestamp() > from.toEpochMilli()) {
        Instant since = Instant.ofEpochMilli(kept.timestamp());
        vanished.add(
            "topic "
                + partition.topic()
                + " partition "
                + partition.partition()
                + " since "
                + since);
        readableFrom = since.isAfter(readableFrom) ? since : readableFrom;
      }
    }
    if (!vanished.isEmpty()) {
      vanished.sort(null);
      throw new SourceException(
          "Records from "
              + from
              + " on have been deleted by retention; use --from="
              + readableFrom
              + " or later, or read the older records from a warehouse (kept: "
              + String.join(", ", vanished)
              + ")");
    }
  }

  /** The log that a slice is of. */
  PartitionLog log(Slice slice) {
    return new PartitionLog(
        cluster, slice.topic(), topicIds.getOrDefault(slice.topic(), ""), slice.partition());
  }

  /** How many records the range holds at most. */
  public long size() {
    return partitions.stream().mapToLong(Slice::size).sum();
  }

  /**
   * The range as JSON: <code>
   * {"cluster":"…","topic_ids":{"topic":"…"},"topics":{"topic":{"partition":[start,end]}}}</code>.
   */
  public String describe() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("cluster", cluster);
    topicIds.forEach(json.putObject("topic_ids")::put);
    ObjectNode topics = json.putObject("topics");
    for (Slice slice : partitions) {
      ObjectNode topic =
          topics.has(slice.topic())
              ? (ObjectNode) topics.get(slice.topic())
              : topics.putObject(slice.topic());
      topic.putArray(String.valueOf(slice.partition())).add(slice.start()).add(slice.end());
    }
    return json.toString();
  }
}
