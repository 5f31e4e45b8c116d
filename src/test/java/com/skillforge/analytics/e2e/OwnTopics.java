package com.skillforge.analytics.e2e;

import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The topics of the tracking plan once more, under names of a test's own.
 *
 * @param prefix what stands before the default names
 */
record OwnTopics(String prefix) {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  /** Creates the topics. */
  static OwnTopics create(String bootstrapServers) {
    OwnTopics topics = new OwnTopics(UUID.randomUUID() + ".");
    PlanTopics.create(
        bootstrapServers,
        PLAN.withTopics(
            PLAN.topics().stream()
                .map(topic -> topic.renamed(topics.name(topic.name())))
                .toList()));
    return topics;
  }

  /** The name here of a topic with its default name. */
  String name(String topic) {
    return prefix + topic;
  }

  /** The options that point a run at these topics. */
  String[] arguments() {
    SortedMap<String, String> names =
        PLAN.topics().stream()
            .collect(
                Collectors.toMap(
                    Topic::option,
                    topic -> name(topic.name()),
                    (one, other) -> one + "," + other,
                    TreeMap::new));
    return names.entrySet().stream()
        .map(option -> "--" + option.getKey() + "=" + option.getValue())
        .toArray(String[]::new);
  }
}
