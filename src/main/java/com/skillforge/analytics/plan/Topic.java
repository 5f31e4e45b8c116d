package com.skillforge.analytics.plan;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;

/**
 * A Kafka topic and what may travel on it.
 *
 * @param name the topic's name
 * @param option the pipeline option that renames it, for example {@code eventTopics}
 * @param persona the one persona of an event topic; empty where any persona may appear
 * @param recordTypes the names of the record types that belong on it
 * @param compacted whether the topic is compacted, so that a null value is a tombstone
 */
public record Topic(
    String name,
    String option,
    Optional<Persona> persona,
    Set<String> recordTypes,
    boolean compacted)
    implements Serializable {

  public Topic {
    recordTypes = Set.copyOf(recordTypes);
  }
}
