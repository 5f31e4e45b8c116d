package com.skillforge.analytics.io.files;

import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the topic that a line of a file belongs to. A file that is named after a topic is that
 * topic; the lines of any other file go by what they are: an event to the topic of its persona,
 * another record to the topic of its type, and what cannot be told to the student events.
 */
public final class TopicRouter implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String EVENT_NAME = RecordType.Kind.EVENT.nameProperty();
  private static final String RECORD_TYPE = RecordType.Kind.RECORD.nameProperty();

  private final Set<String> topics = new HashSet<>();
  private final Map<String, String> topicsByPersona = new HashMap<>();
  private final Map<String, String> topicsByType = new HashMap<>();
  private final String otherwise;

  public TopicRouter(TrackingPlan plan) {
    for (Topic topic : plan.topics()) {
      topics.add(topic.name());
      if (topic.persona().isPresent()) {
        topicsByPersona.putIfAbsent(topic.persona().get().label(), topic.name());
      } else {
        topic.recordTypes().forEach(type -> topicsByType.putIfAbsent(type, topic.name()));
      }
    }
    this.otherwise = otherwise(plan);
  }

  /**
   * The topic that a whole file stands for.
   *
   * @param fileName the name without its directory, for example {@code etl.jobs.ndjson.gz}
   */
  public Optional<String> topicOfFile(String fileName) {
    String name = withoutSuffix(fileName, ".gz");
    String topic = withoutSuffix(name, ".ndjson");
    return topic.length() < name.length() && topics.contains(topic)
        ? Optional.of(topic)
        : Optional.empty();
  }

  /** The student events; without a topic of their own, the first topic that carries events. */
  private String otherwise(TrackingPlan plan) {
    String student = topicsByPersona.get(Persona.STUDENT.label());
    return student != null
        ? student
        : plan.topics().stream()
            .filter(topic -> topic.recordTypes().stream().anyMatch(type -> isEvent(plan, type)))
            .map(Topic::name)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("The tracking plan has no topic for events"));
  }

  private static boolean isEvent(TrackingPlan plan, String type) {
    return plan.recordType(type).filter(t -> t.kind() == RecordType.Kind.EVENT).isPresent();
  }

  /** The topic of one line of a file that stands for no topic. */
  public String topicOf(RecordFields line) {
    if (line.text(EVENT_NAME).isPresent()) {
      return line.text(Role.PERSONA.property()).map(topicsByPersona::get).orElse(otherwise);
    }
    return line.text(RECORD_TYPE).map(topicsByType::get).orElse(otherwise);
  }

  private static String withoutSuffix(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicRouter that
        && topics.equals(that.topics)
        && topicsByPersona.equals(that.topicsByPersona)
        && topicsByType.equals(that.topicsByType)
        && otherwise.equals(that.otherwise);
  }

  @Override
  public int hashCode() {
    return Objects.hash(topics, topicsByPersona, topicsByType, otherwise);
  }
}
