package com.skillforge.analytics.simulation;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A Kafka producer that is fast with many records and that loses none silently: the first failure
 * ends the next {@link #send} or {@link #finish}.
 */
public final class BulkProducer implements AutoCloseable {
  /** Room for the simulated record that is too large for the pipelines, but not for the broker. */
  private static final int MAX_REQUEST_BYTES = 16 << 20;

  private static final int BATCH_BYTES = 256 << 10;
  private static final long BUFFER_BYTES = 64L << 20;
  private static final int LINGER_MILLIS = 20;

  private final String servers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @param kafkaProperties what a producer needs to reach the cluster, at least {@code
   *     bootstrap.servers}; they take precedence over the settings for speed
   * @throws UserError when the properties are not those of a producer
   */
  public BulkProducer(Map<String, ?> kafkaProperties) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    all.putAll(kafkaProperties);
    this.servers = String.valueOf(all.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
    try {
      this.producer =
          new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  /**
   * Hands a record to the producer, which chooses the partition by the key.
   *
   * @param key null for a record without a key
   * @param value the payload; null for a tombstone
   */
  public void send(
      String topic, byte @Nullable [] key, long timestampMillis, byte @Nullable [] value) {
    throwIfFailed();
    try {
      // The call-back sees every failure; waiting for each future would cost the speed.
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(topic, null, timestampMillis, key, value),
              (metadata, error) -> {
                if (error != null) {
                  failure.compareAndSet(null, error);
                }
              });
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  /** The same for a key and a payload that are text. */
  public void send(String topic, String key, long timestampMillis, String value) {
    send(
        topic,
        key.getBytes(StandardCharsets.UTF_8),
        timestampMillis,
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits until the broker has all records that were sent. */
  public void finish() {
    try {
      producer.flush();
    } catch (KafkaException e) {
      throw refused(e);
    }
    throwIfFailed();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void throwIfFailed() {
    Exception first = failure.get();
    if (first != null) {
      throw refused(first);
    }
  }

  private UserError refused(Exception cause) {
    return new UserError(
        ExitCode.SOURCE,
        "Kafka at " + servers + " does not take the records: " + cause.getMessage(),
        cause);
  }
}
