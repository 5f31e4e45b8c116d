package com.skillforge.analytics.plan;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tracking plan as data: every record type and topic the platform knows. The validator, the
 * tables, the retention rules and the event reference are all derived from it.
 */
public final class TrackingPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int revision;
  private final Map<String, RecordType> recordTypes = new LinkedHashMap<>();
  private final Map<String, Topic> topics = new LinkedHashMap<>();

  public TrackingPlan(int revision, List<RecordType> recordTypes, List<Topic> topics) {
    this.revision = revision;
    recordTypes.forEach(type -> this.recordTypes.put(type.name(), type));
    topics.forEach(topic -> this.topics.put(topic.name(), topic));
  }

  /** The plan that ships with this release. */
  public static TrackingPlan builtIn() {
    return TrackingPlanLoader.builtIn();
  }

  /** Rises with every change of the plan. */
  public int revision() {
    return revision;
  }

  /** All record types, in the order of the plan. */
  public List<RecordType> recordTypes() {
    return List.copyOf(recordTypes.values());
  }

  public Optional<RecordType> recordType(String name) {
    return Optional.ofNullable(recordTypes.get(name));
  }

  /** All topics with their default names, in the order of the plan. */
  public List<Topic> topics() {
    return List.copyOf(topics.values());
  }

  public Optional<Topic> topic(String name) {
    return Optional.ofNullable(topics.get(name));
  }

  /** The same plan with other topics, for a deployment that names them differently. */
  public TrackingPlan withTopics(List<Topic> renamed) {
    return new TrackingPlan(revision, recordTypes(), renamed);
  }
}
