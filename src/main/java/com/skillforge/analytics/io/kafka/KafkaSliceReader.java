package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one slice with a consumer of its own. The consumer's position, not the last record, tells
 * when the end is reached: the last offsets may be transaction markers or compacted away.
 */
final class KafkaSliceReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSliceReader.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaRange.Slice range;
  private final TopicPartition partition;
  private final KafkaConnection connection;
  private final Duration patience;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private long position;

  /**
   * Connects.
   *
   * @throws SourceException when the connection's settings cannot be used
   */
  KafkaSliceReader(KafkaConnection connection, KafkaRange.Slice range, Duration patience) {
    this.range = range;
    this.partition = new TopicPartition(range.topic(), range.partition());
    this.connection = connection;
    this.patience = patience;
    this.position = range.start();
    try {
      consumer =
          new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer.assign(List.of(partition));
      consumer.seek(partition, range.start());
    } catch (KafkaException e) {
      throw KafkaFailures.translate(e, connection, patience.toSeconds());
    }
  }

  /** Hands over every record of the slice; see {@link KafkaSlice#forEach}. */
  void forEach(Consumer<SourceRecord> consumer) throws IOException {
    long before = position;
    long lastProgress = System.nanoTime();
    while (position < range.end()) {
      for (ConsumerRecord<byte[], byte[]> record : poll()) {
        if (record.offset() >= range.end()) {
          return;
        }
        consumer.accept(convert(record));
      }
      position = position();
      if (position > before) {
        before = position;
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > patience.toNanos()) {
        throw new SourceException(
            "Nothing came from "
                + range
                + " for "
                + patience.toSeconds()
                + " seconds at offset "
                + position
                + "; check that the broker at "
                + connection.bootstrapServers()
                + " runs and still has the topic, then run again");
      }
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> poll() throws IOException {
    try {
      return consumer.poll(POLL).records(partition);
    } catch (OffsetOutOfRangeException e) {
      throw new SourceException(
          "The records of "
              + range
              + " from offset "
              + position
              + " on are not on the broker any more: deleted by retention, or lost; run again: what is"
              + " left is taken, and what is gone is named",
          e);
    } catch (InterruptException e) {
      throw new IOException("Interrupted while reading Kafka", e);
    } catch (KafkaException e) {
      throw KafkaFailures.translate(e, connection, patience.toSeconds());
    }
  }

  /** The offset that comes next; while the broker is away, the last one that was known. */
  private long position() {
    try {
      return consumer.position(partition, POLL);
    } catch (TimeoutException e) {
      LOG.debug("The broker does not confirm the position {} of {}", position, partition, e);
      return position;
    }
  }

  private Map<String, Object> config() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    // Sends telemetry when the consumer is closed, which delays the end of every slice.
    config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    config.putAll(connection.consumerConfig());
    // A slice is read by one consumer from a known offset: it has no group and commits nothing.
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return config;
  }

  private static SourceRecord convert(ConsumerRecord<byte[], byte[]> record) {
    return new SourceRecord(
        new RecordPosition(
            RecordPosition.KAFKA, record.topic(), record.partition(), record.offset()),
        record.timestamp(),
        record.key(),
        record.value());
  }

  @Override
  public void close() {
    // Nothing is committed, so there is nothing worth waiting for.
    consumer.close(Duration.ZERO);
  }
}
