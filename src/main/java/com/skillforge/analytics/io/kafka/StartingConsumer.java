package com.skillforge.analytics.io.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that stands at given offsets as soon as it is assigned. KafkaIO asks a new consumer
 * for its position and reads from there; its own start by time fails on a partition that has no
 * record at or after that time. A reader that resumes from a checkpoint seeks on from here.
 */
final class StartingConsumer extends KafkaConsumer<byte[], byte[]> {
  private final Map<TopicPartition, Long> starts;

  StartingConsumer(Map<String, Object> config, Map<TopicPartition, Long> starts) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.starts = starts;
  }

  @Override
  public void assign(Collection<TopicPartition> partitions) {
    super.assign(partitions);
    for (TopicPartition partition : partitions) {
      Long start = starts.get(partition);
      if (start != null) {
        seek(partition, start);
      }
    }
  }
}
