package com.skillforge.analytics.plan;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A Kafka topic and what may travel on it.
 *
 * @param name the topic's name
 * @param option the pipeline option that renames it, for example {@code eventTopics}
 * @param persona the one persona of an event topic; empty where any persona may appear
 * @param recordTypes the names of the record types that belong on it
 * @param compacted whether the topic is compacted, so that a null value is a tombstone
 * @param key what the producers use as the record key, for the reader of the event reference
 */
public record Topic(
    String name,
    String option,
    Optional<Persona> persona,
    Set<String> recordTypes,
    boolean compacted,
    String key)
    implements Serializable {

  public Topic {
    recordTypes = Set.copyOf(recordTypes);
  }

  /** The same topic under another name. */
  public Topic renamed(String newName) {
    return new Topic(newName, option, persona, recordTypes, compacted, key);
  }

  /** Java serialization refuses {@link Optional}: the persona travels as a nullable constant. */
  private Object writeReplace() {
    return new Wire(name, option, persona.orElse(null), recordTypes, compacted, key);
  }

  private record Wire(
      String name,
      String option,
      @Nullable Persona persona,
      Set<String> recordTypes,
      boolean compacted,
      String key)
      implements Serializable {
    private Object readResolve() {
      return new Topic(name, option, Optional.ofNullable(persona), recordTypes, compacted, key);
    }
  }
}
