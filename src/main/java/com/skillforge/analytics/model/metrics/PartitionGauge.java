package com.skillforge.analytics.model.metrics;

import java.util.Arrays;
import java.util.Optional;

/**
 * The name of one of Beam's gauges about a partition that a stream reads, in the namespace {@link
 * CounterName#NAMESPACE}: for example {@code partition_backlog_records/events.student/3}.
 */
public record PartitionGauge(Kind kind, String topic, int partition) {
  private static final String SEPARATOR = "/"; // no topic has one

  /** What is said of a partition. */
  public enum Kind {
    /** Its watermark, in milliseconds since 1970. */
    WATERMARK("partition_watermark_millis"),
    /** How many records are yet to be read. */
    BACKLOG("partition_backlog_records");

    private final String gauge;

    Kind(String gauge) {
      this.gauge = gauge;
    }
  }

  /** Reads what {@link #toString} gives; empty for the name of anything else. */
  public static Optional<PartitionGauge> parse(String name) {
    String[] parts = name.split(SEPARATOR, -1);
    return Arrays.stream(Kind.values())
        .filter(kind -> parts.length == 3 && kind.gauge.equals(parts[0]))
        .map(kind -> new PartitionGauge(kind, parts[1], Integer.parseInt(parts[2])))
        .findFirst();
  }

  @Override
  public String toString() {
    return kind.gauge + SEPARATOR + topic + SEPARATOR + partition;
  }
}
