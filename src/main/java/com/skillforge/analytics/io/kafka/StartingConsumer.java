package com.skillforge.analytics.io.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
  private final StreamEnd end;

  StartingConsumer(Map<String, Object> config, Map<TopicPartition, Long> starts, StreamEnd end) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.starts = starts;
    this.end = end;
  }

  /** Keeps back what lies beyond the stream's end. */
  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      if (end.isBeyond(partition, records.get(records.size() - 1).offset())) {
        records =
            records.stream().filter(record -> !end.isBeyond(partition, record.offset())).toList();
      }
      if (!records.isEmpty()) {
        kept.put(partition, records);
      }
    }
    return new ConsumerRecords<>(kept);
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
