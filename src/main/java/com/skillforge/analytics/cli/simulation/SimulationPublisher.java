package com.skillforge.analytics.cli.simulation;

import com.skillforge.analytics.io.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes a simulation to Kafka as fast as the broker takes it, in the order of arrival. */
public final class SimulationPublisher {
  /** Room for the simulated record that is too large for the pipelines, but not for the broker. */
  private static final int MAX_REQUEST_BYTES = 16 << 20;

  private static final int BATCH_BYTES = 256 << 10;
  private static final long BUFFER_BYTES = 64L << 20;

  private final Map<String, Object> properties;

  /**
   * @param kafkaProperties what a producer needs to reach the cluster, at least {@code
   *     bootstrap.servers}; takes precedence over the settings for speed
   */
  public SimulationPublisher(Map<String, String> kafkaProperties) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    all.putAll(kafkaProperties);
    this.properties = Map.copyOf(all);
  }

  /**
   * Publishes all records and waits until the broker has them. Records of one key go to one
   * partition and keep their order.
   *
   * @return the number of records by topic
   * @throws SourceException when the broker does not take a record
   */
  public SortedMap<String, Long> publish(List<SimulatedRecord> records) {
    SortedMap<String, Long> published = new TreeMap<>();
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (SimulatedRecord record : records) {
        if (failure.get() != null) {
          break;
        }
        // The call-back sees every failure; one future a record would be in the way of speed.
        Future<RecordMetadata> unused =
            producer.send(
                toKafka(record),
                (metadata, error) -> {
                  if (error != null) {
                    failure.compareAndSet(null, error);
                  }
                });
        published.merge(record.topic(), 1L, Long::sum);
      }
      producer.flush();
    } catch (InterruptException e) {
      throw new SourceException("Publishing was interrupted; start again on empty topics.", e);
    }
    if (failure.get() != null) {
      throw new SourceException(
          "The broker did not take the simulated records: check that it runs at "
              + properties.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)
              + " and has the default topics.",
          failure.get());
    }
    return published;
  }

  private static ProducerRecord<byte[], byte[]> toKafka(SimulatedRecord record) {
    return new ProducerRecord<>(
        record.topic(),
        null,
        record.recordTimestampMillis(),
        record.key().getBytes(StandardCharsets.UTF_8),
        record.value().orElse(null));
  }
}
