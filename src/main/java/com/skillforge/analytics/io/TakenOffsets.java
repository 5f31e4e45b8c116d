package com.skillforge.analytics.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which offsets of Kafka runs have taken, by what the ledger says of their sources. A stream takes
 * everything from its start on.
 */
public final class TakenOffsets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Range(long start, long end) {}

  private final Map<PartitionLog, List<Range>> ranges = new HashMap<>();

  private TakenOffsets() {}

  /**
   * What the ledger says.
   *
   * @param noted the offsets that runs have noted as taken
   * @param sources what other runs read, see {@link EventSource#describe}: streams, which note
   *     none, and runs of releases that noted none; whatever is not from Kafka is passed over
   */
  public static TakenOffsets of(Collection<OffsetRange> noted, Collection<String> sources) {
    TakenOffsets taken = new TakenOffsets();
    noted.forEach(range -> taken.add(range.log(), range.start(), range.end()));
    for (String source : sources) {
      JsonNode described = parse(source);
      String cluster = described.path("cluster").asText();
      for (Map.Entry<String, JsonNode> topic : described.path("topics").properties()) {
        String id = described.path("topic_ids").path(topic.getKey()).asText();
        for (Map.Entry<String, JsonNode> partition : topic.getValue().properties()) {
          taken.add(
              new PartitionLog(cluster, topic.getKey(), id, Integer.parseInt(partition.getKey())),
              partition.getValue());
        }
      }
    }
    return taken;
  }

  private static JsonNode parse(String source) {
    try {
      return JSON.readTree(source);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger describes sources as JSON", e);
    }
  }

  private void add(PartitionLog log, JsonNode offsets) {
    if (offsets.isArray()) {
      add(log, offsets.get(0).asLong(), offsets.get(1).asLong());
    } else {
      add(log, offsets.asLong(), Long.MAX_VALUE);
    }
  }

  private void add(PartitionLog log, long start, long end) {
    if (start < end) {
      ranges.computeIfAbsent(log, key -> new ArrayList<>()).add(new Range(start, end));
    }
  }

  /** The logs of which something was taken. */
  public Set<PartitionLog> logs() {
    return Set.copyOf(ranges.keySet());
  }

  /**
   * The first offset from which everything up to {@code end} was taken; {@code end} itself when the
   * offset before it was not.
   */
  public long takenFrom(PartitionLog log, long end) {
    long from = end;
    for (Range range : newestFirst(log)) {
      if (range.end < from) {
        break;
      }
      from = Math.min(from, range.start);
    }
    return from;
  }

  /** The first offset from which everything was taken, up to the last offset that was. */
  public long takenFrom(PartitionLog log) {
    return takenFrom(log, newestFirst(log).get(0).end);
  }

  /** Where a run did not note which topic of that name it read, it was this one. */
  private List<Range> newestFirst(PartitionLog log) {
    PartitionLog unnamed = new PartitionLog(log.cluster(), log.topic(), "", log.partition());
    return Stream.of(log, unnamed)
        .distinct()
        .flatMap(key -> ranges.getOrDefault(key, List.of()).stream())
        .sorted(Comparator.comparingLong(Range::end).reversed())
        .toList();
  }
}
