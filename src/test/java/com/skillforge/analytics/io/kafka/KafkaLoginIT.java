package com.skillforge.analytics.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.testing.EachRecord;
import com.skillforge.analytics.testing.TestKafka;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that asks for a user name and a password (SASL/PLAIN). */
class KafkaLoginIT {
  /** A variable that every environment has, standing in for one with a password. */
  private static final String PASSWORD = System.getenv("PATH");

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"reader\"";

  private static EmbeddedBroker broker;
  private static String topic;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    broker =
        EmbeddedBroker.start(
            BrokerConfig.temporary()
                .withOverrides(
                    Map.of(
                        "listener.security.protocol.map",
                        "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.clients.plain.sasl.jaas.config",
                        LOGIN + " password=\"%s\" user_reader=\"%1$s\";".formatted(PASSWORD))));
    Map<String, Object> security =
        Map.of(
            "security.protocol", "SASL_PLAINTEXT",
            "sasl.mechanism", "PLAIN",
            "sasl.jaas.config", LOGIN + " password=\"" + PASSWORD + "\";");
    try (TestKafka kafka = new TestKafka(broker.bootstrapServers(), security)) {
      topic = kafka.topic(1);
      kafka.sendMany(topic, 0, 0, 3, 1_772_323_200_000L);
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void logsInWithAPasswordFromTheEnvironment() throws IOException {
    KafkaRangeSource source = open("${env:PATH}");
    assertThat(EachRecord.of(source.slices())).hasSize(3);
  }

  @Test
  void saysThatTheLoginIsWrong() {
    assertThatThrownBy(() -> open("guess"))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Kafka at "
                + broker.bootstrapServers()
                + " refused the login, check the credentials in --kafkaProperties: Authentication"
                + " failed: Invalid username or password");
  }

  private KafkaRangeSource open(String password) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("kafka.properties"),
            "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config="
                + LOGIN
                + " password=\""
                + password
                + "\";\n");
    return KafkaRangeSource.open(
        KafkaConnection.to(broker.bootstrapServers(), file.toString(), TestSecrets.NONE),
        List.of(topic));
  }
}
