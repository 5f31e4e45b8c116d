package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Fetches single records again whose positions are known. */
public final class KafkaOriginals {
  /** Offsets that lie closer together are read in one go. */
  private static final long NEAR = 1_000;

  private final KafkaConnection connection;
  private final Duration patience;

  /**
   * @param patience how long a read waits for a broker that has gone
   */
  public KafkaOriginals(KafkaConnection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  /**
   * The records that are still there, by position. What retention or compaction has deleted is
   * missing, and so is every record of a topic that is gone. A topic that was made anew has other
   * records at the same offsets: whoever knows the timestamps can tell.
   *
   * @param positions of records of Kafka
   * @throws SourceException when the cluster cannot be reached
   */
  public Map<RecordPosition, SourceRecord> fetch(Collection<RecordPosition> positions) {
    Map<TopicPartition, SortedSet<Long>> wanted = new HashMap<>();
    for (RecordPosition position : positions) {
      wanted
          .computeIfAbsent(
              new TopicPartition(position.topic(), position.partition()), at -> new TreeSet<>())
          .add(position.offset());
    }
    Map<RecordPosition, SourceRecord> found = new HashMap<>();
    for (KafkaRange.Slice slice : slices(wanted)) {
      SortedSet<Long> offsets = wanted.get(new TopicPartition(slice.topic(), slice.partition()));
      read(slice, offsets, found);
    }
    return found;
  }

  private List<KafkaRange.Slice> slices(Map<TopicPartition, SortedSet<Long>> wanted) {
    List<KafkaRange.Slice> slices = new ArrayList<>();
    if (wanted.isEmpty()) {
      return slices;
    }
    try (KafkaCluster cluster = new KafkaCluster(connection)) {
      Map<String, Integer> partitions = new TreeMap<>();
      cluster
          .find(wanted.keySet().stream().map(TopicPartition::topic).distinct().toList())
          .forEach((topic, of) -> partitions.put(topic, of.partitions().size()));
      List<TopicPartition> there =
          wanted.keySet().stream()
              .filter(at -> at.partition() < partitions.getOrDefault(at.topic(), 0))
              .toList();
      var starts = cluster.offsets(there, OffsetSpec.earliest());
      var ends = cluster.offsets(there, OffsetSpec.latest());
      there.forEach(
          at ->
              cut(
                  at,
                  wanted.get(at).subSet(starts.get(at).offset(), ends.get(at).offset()),
                  slices));
    }
    return slices;
  }

  private static void cut(
      TopicPartition at, SortedSet<Long> offsets, List<KafkaRange.Slice> slices) {
    long start = -1;
    long last = -1;
    for (long offset : offsets) {
      if (start >= 0 && offset - last > NEAR) {
        slices.add(new KafkaRange.Slice(at.topic(), at.partition(), start, last + 1));
        start = -1;
      }
      start = start < 0 ? offset : start;
      last = offset;
    }
    if (start >= 0) {
      slices.add(new KafkaRange.Slice(at.topic(), at.partition(), start, last + 1));
    }
  }

  private void read(
      KafkaRange.Slice slice, SortedSet<Long> offsets, Map<RecordPosition, SourceRecord> found) {
    try (KafkaSliceReader reader = new KafkaSliceReader(connection, slice, patience)) {
      reader.forEach(
          record -> {
            if (offsets.contains(record.position().offset())) {
              found.put(record.position(), record);
            }
          });
    } catch (IOException e) {
      throw new SourceException("Interrupted while reading " + slice, e);
    }
  }
}
