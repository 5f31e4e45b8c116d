package com.skillforge.analytics.io.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that stands at given offsets as soon as it is assigned. KafkaIO asks a new consumer
 * for its position and reads from there; its own start by time fails on a partition that has no
 * record at or after that time. A reader that resumes from a checkpoint seeks on from here.
 *
 * <p>It fails when a topic is deleted or made anew, where KafkaIO would wait for ever, or skip
 * records. A question about a topic that is gone has no answer before its time is out, a minute by
 * default, and meanwhile KafkaIO does nothing else: so that each is asked in short turns, between
 * which the watch is heard.
 */
final class StartingConsumer extends KafkaConsumer<byte[], byte[]> {
  /** How long a question waits before the watch is heard. */
  private static final Duration TURN = Duration.ofSeconds(1);

  /** How long a question waits in all: as long as those of Kafka's own consumer. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Map<TopicPartition, Long> starts;
  private final StreamEnd end;
  private final TopicWatch watch;

  StartingConsumer(
      Map<String, Object> config,
      Map<TopicPartition, Long> starts,
      StreamEnd end,
      TopicWatch watch) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.starts = starts;
    this.end = end;
    this.watch = watch;
  }

  /**
   * Keeps back what lies beyond the stream's end.
   *
   * @throws com.skillforge.analytics.io.SourceException when a topic is not the one any more that
   *     the stream was started with
   */
  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    watch.check();
    ConsumerRecords<byte[], byte[]> polled;
    try {
      polled = super.poll(timeout);
    } catch (InvalidOffsetException e) {
      watch.checkNow(); // a topic that was made anew may lack the offset that is asked for
      throw e;
    }
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
    // KafkaIO's splittable function takes nothing but this very object for a partition at rest.
    return kept.isEmpty() ? ConsumerRecords.empty() : new ConsumerRecords<>(kept);
  }

  /** KafkaIO's unbounded source polls in this way. */
  @Override
  @SuppressWarnings("deprecation")
  public ConsumerRecords<byte[], byte[]> poll(long timeoutMillis) {
    return poll(Duration.ofMillis(timeoutMillis));
  }

  @Override
  public long position(TopicPartition partition) {
    return ask(turn -> position(partition, turn));
  }

  @Override
  public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return ask(turn -> endOffsets(partitions, turn));
  }

  private <T> T ask(Function<Duration, T> question) {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      watch.check();
      try {
        return question.apply(TURN);
      } catch (TimeoutException e) {
        if (System.nanoTime() - endNanos >= 0) {
          throw e;
        }
      }
    }
  }

  /**
   * KafkaIO's splittable function asks for this when nothing has come, and would end the reading
   * without a word where there is no such topic.
   *
   * @throws com.skillforge.analytics.io.SourceException when the topic has been deleted
   */
  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    List<PartitionInfo> partitions = super.partitionsFor(topic);
    if (partitions.isEmpty()) {
      throw watch.deleted(topic);
    }
    return partitions;
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
