package com.skillforge.analytics.e2e;

import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.UUID;

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
    PlanTopics.create(bootstrapServers, topics.plan());
    return topics;
  }

  TrackingPlan plan() {
    return PLAN.withTopics(
        PLAN.topics().stream().map(topic -> topic.renamed(name(topic.name()))).toList());
  }

  /** The name here of a topic with its default name. */
  String name(String topic) {
    return prefix + topic;
  }

  /** The options that point a run at these topics. */
  String[] arguments() {
    return PlanTopics.options(plan()).toArray(String[]::new);
  }
}
