package com.skillforge.analytics.io.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConnectionTest {
  /** A variable that every environment has, standing in for one with a secret. */
  private static final String SECRET = System.getenv("PATH");

  @TempDir Path directory;

  @Test
  void fillsInTheEnvironmentOfTheMachineThatConnects() throws IOException {
    KafkaConnection connection =
        connection("ssl.truststore.password = a-${env:PATH}-z\nclient.id=me\nacks=1\n");

    byte[] travelling = SerializableUtils.serializeToByteArray(connection);
    assertThat(new String(travelling, ISO_8859_1)).contains("${env:PATH}").doesNotContain(SECRET);
    KafkaConnection arrived = SerializableUtils.clone(connection);
    assertThat(arrived.consumerConfig())
        .containsEntry("bootstrap.servers", "host:1")
        .containsEntry("ssl.truststore.password", "a-" + SECRET + "-z")
        .containsEntry("client.id", "me");
    assertThat(arrived.adminConfig()).containsEntry("client.id", "me").doesNotContainKey("acks");
    assertThat(arrived.producerConfig()).containsEntry("acks", "1");
  }

  @Test
  void neverShowsASecret() throws IOException {
    KafkaConnection connection =
        connection("client.id=${env:PATH}\nsasl.jaas.config=in-the-file\n");
    assertThat(connection.toString()).isEqualTo("host:1 with " + file());
    assertThat(connection.redact("a " + SECRET + " and in-the-file b"))
        .isEqualTo("a *** and *** b");
  }

  @Test
  void namesAllVariablesThatAreNotSet() {
    assertThatThrownBy(() -> connection("a=${env:NO_SUCH_B}\nb=${env:NO_SUCH_A}${env:PATH}"))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "The Kafka properties file "
                + file()
                + " asks for environment variables that are not set: NO_SUCH_A, NO_SUCH_B");
  }

  @Test
  void namesTheFileThatCannotBeRead() {
    assertThatThrownBy(() -> KafkaConnection.to("host:1", file().toString(), TestSecrets.NONE))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "The Kafka properties file "
                + file()
                + " cannot be read; check the path in --kafkaProperties");
  }

  @Test
  void doesNotQuoteAFileThatIsNoPropertiesFile() {
    assertThatThrownBy(() -> connection("password=\\u12secret"))
        .isInstanceOf(SourceException.class)
        .hasMessage("The Kafka properties file " + file() + " is not a Java properties file")
        .hasNoCause();
  }

  private Path file() {
    return directory.resolve("kafka.properties");
  }

  private KafkaConnection connection(String text) throws IOException {
    Files.writeString(file(), text);
    return KafkaConnection.to("host:1", file().toString(), TestSecrets.NONE);
  }
}
