package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.options.SourceOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Applies the topic options ({@code --eventTopics} …) to the tracking plan. */
public final class TopicNames {
  private static final String EVENT_TOPICS = "eventTopics";

  private TopicNames() {}

  /** The plan of a run with the topics that it reads from. */
  static TrackingPlan of(Launch launch) {
    return apply(launch.job().plan(), launch.options(), launch.request().eventTopics());
  }

  /** The same by options of which none has been read. */
  public static TrackingPlan of(SourceOptions options) {
    return apply(TrackingPlan.builtIn(), options, Values.list(options.getEventTopics()));
  }

  /** The plan with the topics that this deployment has. */
  static TrackingPlan apply(TrackingPlan plan, SourceOptions options, List<String> eventTopics) {
    List<Topic> topics = new ArrayList<>();
    boolean eventsDone = false;
    for (Topic topic : plan.topics()) {
      if (!topic.option().equals(EVENT_TOPICS)) {
        topics.add(topic.renamed(nameOf(topic, options)));
      } else if (!eventsDone) {
        eventsDone = true;
        for (String name : eventTopics) {
          topics.add(eventTopic(topic, name));
        }
      }
    }
    return plan.withTopics(topics);
  }

  private static Topic eventTopic(Topic model, String name) {
    return new Topic(
        name, EVENT_TOPICS, personaOf(name), model.recordTypes(), model.compacted(), model.key());
  }

  /** A topic belongs to the persona that its name ends in; other topics take events of all. */
  private static Optional<Persona> personaOf(String topic) {
    return Arrays.stream(Persona.values())
        .filter(persona -> topic.equals(persona.label()) || topic.endsWith("." + persona.label()))
        .findFirst();
  }

  /** What the option gives that the plan names for the topic. */
  private static String nameOf(Topic topic, SourceOptions options) {
    String option = topic.option();
    String getter = "get" + option.substring(0, 1).toUpperCase(Locale.ROOT) + option.substring(1);
    try {
      return (String) SourceOptions.class.getMethod(getter).invoke(options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the plan's option " + option + " is unknown", e);
    }
  }

  /** The topics that carry at least one of the record types. */
  static List<String> carrying(TrackingPlan plan, Set<String> recordTypes) {
    return plan.topics().stream()
        .filter(topic -> topic.recordTypes().stream().anyMatch(recordTypes::contains))
        .map(Topic::name)
        .toList();
  }
}
