package com.skillforge.analytics.io.kafka;

import java.util.Collection;

/** Checks topics before something is written to them. */
public final class KafkaTopics {
  private KafkaTopics() {}

  /**
   * Makes sure that topics exist.
   *
   * @throws com.skillforge.analytics.io.SourceException within 15 seconds, when the cluster cannot
   *     be reached or refuses, or naming all topics that it does not have
   */
  public static void requireExisting(KafkaConnection connection, Collection<String> topics) {
    try (KafkaCluster cluster = new KafkaCluster(connection)) {
      cluster.topics(topics);
    }
  }
}
