package com.skillforge.analytics.simulation;

import com.skillforge.analytics.commandline.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Publishes a simulation to Kafka as fast as the broker takes it, in the order of arrival. */
public final class SimulationPublisher {
  private SimulationPublisher() {}

  /**
   * Publishes all records to the topics of their default names, which must exist, and waits until
   * the broker has them. Records of one key go to one partition and keep their order.
   *
   * @param kafkaProperties see {@link BulkProducer}
   * @return the number of records by topic
   * @throws UserError when the broker does not take a record
   */
  public static SortedMap<String, Long> publish(
      List<SimulatedRecord> records, Map<String, String> kafkaProperties) {
    SortedMap<String, Long> published = new TreeMap<>();
    try (BulkProducer producer = new BulkProducer(kafkaProperties)) {
      for (SimulatedRecord record : records) {
        producer.send(
            record.topic(),
            record.key().getBytes(StandardCharsets.UTF_8),
            record.recordTimestampMillis(),
            record.value().orElse(null));
        published.merge(record.topic(), 1L, Long::sum);
      }
      producer.finish();
    }
    return published;
  }
}
