package com.skillforge.analytics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class SimulationPublisherIT {
  private static final int SIZE = 5_000;

  @Test
  void publishesEveryRecordOnce() {
    TrackingPlan plan = TrackingPlan.builtIn();
    Simulation simulation = SemesterSimulator.simulate(SimulationSettings.of(11, SIZE));
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.temporary())) {
      PlanTopics.create(broker.bootstrapServers(), plan);
      Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());

      SortedMap<String, Long> published = SimulationPublisher.publish(simulation.records(), kafka);

      assertThat(published.values().stream().mapToLong(n -> n).sum()).isEqualTo(SIZE);
      assertThat(published.keySet())
          .containsExactlyInAnyOrderElementsOf(plan.topics().stream().map(Topic::name).toList());
      assertThat(readBack(broker.bootstrapServers(), plan)).isEqualTo(published);
    }
  }

  @Test
  void saysThatTheBrokerCannotBeReached() {
    Simulation simulation = SemesterSimulator.simulate(SimulationSettings.of(11, 500));
    Map<String, String> nobody = Map.of("bootstrap.servers", "localhost:1", "max.block.ms", "500");

    assertThatThrownBy(() -> SimulationPublisher.publish(simulation.records(), nobody))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.SOURCE))
        .hasMessageStartingWith("Kafka at localhost:1 does not take the records");
  }

  private static SortedMap<String, Long> readBack(String servers, TrackingPlan plan) {
    SortedMap<String, Long> counts = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      plan.topics().stream()
          .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
          .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int seen = 0; seen < SIZE; ) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(10))) {
          counts.merge(record.topic(), 1L, Long::sum);
          seen++;
        }
      }
    }
    return counts;
  }
}
