package com.skillforge.analytics.io;

import java.io.Serializable;

/**
 * The log of one partition. A topic that was deleted and made anew is another one, whatever its
 * name: its offsets begin again.
 *
 * @param cluster the id of the Kafka cluster
 * @param topicId the cluster's id of the topic
 */
public record PartitionLog(String cluster, String topic, String topicId, int partition)
    implements Serializable {}
