package com.skillforge.analytics.bench;

import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Topics that hold one set of the benchmark's records: those of the plan under names of their own.
 * The default ones are left empty for who reads all of them.
 *
 * @param events the topic of students' events; its name ends in their persona's
 * @param platform the topics of everything else
 */
record BenchTopics(String events, List<Topic> platform) {

  /** The topics whose names begin with a prefix. */
  static BenchTopics of(String prefix, String events) {
    return new BenchTopics(
        events,
        TrackingPlan.builtIn().topics().stream()
            .filter(topic -> topic.persona().isEmpty() || topic.persona().get() == Persona.ADVISOR)
            .map(topic -> topic.renamed(prefix + "." + topic.name()))
            .toList());
  }

  /** All of them, to be created. */
  List<Topic> all() {
    List<Topic> all = new ArrayList<>(platform);
    all.add(likeStudents(events));
    return all;
  }

  /** A topic for students' events. */
  static Topic likeStudents(String name) {
    return TrackingPlan.builtIn().topics().stream()
        .filter(topic -> topic.persona().equals(Optional.of(Persona.STUDENT)))
        .findFirst()
        .orElseThrow()
        .renamed(name);
  }

  /** Where records of a type go that are no students' events. */
  String of(String recordType) {
    return platform.stream()
        .filter(topic -> topic.recordTypes().contains(recordType))
        .findFirst()
        .orElseThrow()
        .name();
  }

  /** The options that make a pipeline read all of them. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    for (Topic topic : platform) {
      arguments.add(
          "--"
              + topic.option()
              + "="
              + (topic.persona().isPresent() ? events + "," : "")
              + topic.name());
    }
    return arguments;
  }
}
