package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.secrets.SecretException;
import com.skillforge.analytics.io.secrets.SecretManager;
import com.skillforge.analytics.io.secrets.SecretText;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.StringReader;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How to reach a Kafka cluster: the bootstrap servers and, for anything else, a properties file
 * with standard client properties. Values may hold <code>${env:NAME}</code>, which stands for an
 * environment variable, and <code>${sm://projects/P/secrets/S/versions/V}</code>, which stands for
 * what Secret Manager has there.
 *
 * <p>What travels to the workers is the text of the file as it was written: each machine fills in
 * what it finds there itself, so that no secret becomes part of a job description.
 */
public final class KafkaConnection implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String ENVIRONMENT = "env:";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{((?:env:|sm://)[^}]*)}");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|jaas|token|ssl\\.keystore\\.key).*");

  private final String bootstrapServers;
  private final String file;
  private final String text;
  private final @Nullable SecretManager manager;

  private KafkaConnection(
      String bootstrapServers, String file, String text, @Nullable SecretManager manager) {
    this.bootstrapServers = bootstrapServers;
    this.file = file;
    this.text = text;
    this.manager = manager;
  }

  /** A cluster that needs no further properties. */
  public static KafkaConnection to(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, "", "", null);
  }

  /**
   * A cluster with a properties file.
   *
   * @param file a local path, or any path that a registered Beam file system knows
   * @param manager where the secrets are that the file names
   * @throws SourceException when the file cannot be read, is no properties file, or asks for an
   *     environment variable that is not set here, or for a secret that cannot be read
   */
  public static KafkaConnection to(String bootstrapServers, String file, SecretManager manager) {
    KafkaConnection connection = new KafkaConnection(bootstrapServers, file, read(file), manager);
    connection.resolve();
    return connection;
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * Properties for a consumer, with the variables of this machine's environment filled in. Unless
   * the file says otherwise only committed records are read: what a producer has taken back was
   * never sent.
   */
  Map<String, Object> consumerConfig() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.putAll(resolve());
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return config;
  }

  /** Properties for an admin client: of the file's properties those that one understands. */
  Map<String, Object> adminConfig() {
    return config(AdminClientConfig.configNames());
  }

  /** Properties for a producer: of the file's properties those that one understands. */
  public Map<String, Object> producerConfig() {
    return config(ProducerConfig.configNames());
  }

  private Map<String, Object> config(Set<String> names) {
    Map<String, Object> config = consumerConfig();
    config.keySet().retainAll(names);
    return config;
  }

  /** The text without any secret of the properties file: clients quote settings in their errors. */
  public String redact(String message) {
    String redacted = message;
    List<String> secrets = new ArrayList<>();
    Properties written = parse();
    for (Map.Entry<String, String> entry : resolve().entrySet()) {
      String raw = written.getProperty(entry.getKey());
      Matcher variable = VARIABLE.matcher(raw);
      while (variable.find()) {
        find(variable.group(1)).ifPresent(secrets::add);
      }
      if (SECRET.matcher(entry.getKey()).matches()) {
        secrets.add(entry.getValue());
      }
    }
    for (String secret : secrets) {
      redacted = secret.isEmpty() ? redacted : redacted.replace(secret, "***");
    }
    return redacted;
  }

  private Map<String, String> resolve() {
    Properties written = parse();
    Set<String> missing = new TreeSet<>();
    Map<String, String> resolved = new TreeMap<>();
    for (String name : written.stringPropertyNames()) {
      String value =
          VARIABLE
              .matcher(written.getProperty(name))
              .replaceAll(
                  variable -> {
                    Optional<String> found = find(variable.group(1));
                    if (found.isEmpty()) {
                      missing.add(variable.group(1).substring(ENVIRONMENT.length()));
                    }
                    return Matcher.quoteReplacement(found.orElse(""));
                  });
      resolved.put(name, value);
    }
    if (!missing.isEmpty()) {
      throw new SourceException(
          "The Kafka properties file "
              + file
              + " asks for environment variables that are not set: "
              + String.join(", ", missing));
    }
    return resolved;
  }

  /** What stands at a place; empty for an environment variable that is not set. */
  private Optional<String> find(String place) {
    if (place.startsWith(ENVIRONMENT)) {
      return Optional.ofNullable(System.getenv(place.substring(ENVIRONMENT.length())));
    }
    try {
      return Optional.of(new SecretText(place, manager).read().stripTrailing());
    } catch (SecretException e) {
      throw new SourceException("The Kafka properties file " + file + ": " + e.getMessage(), e);
    }
  }

  private Properties parse() {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(text)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      // The parser's own message quotes the text of the file, which may be a secret.
      throw new SourceException(
          "The Kafka properties file " + file + " is not a Java properties file");
    }
    return properties;
  }

  private static String read(String file) {
    try (ReadableByteChannel channel =
        FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId())) {
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      throw new SourceException(
          "The Kafka properties file "
              + file
              + " cannot be read; check the path in --kafkaProperties",
          e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KafkaConnection that
        && bootstrapServers.equals(that.bootstrapServers)
        && file.equals(that.file)
        && text.equals(that.text)
        && Objects.equals(manager, that.manager);
  }

  @Override
  public int hashCode() {
    return Objects.hash(bootstrapServers, file, text, manager);
  }

  /** The cluster and the file, never a value of the file. */
  @Override
  public String toString() {
    return bootstrapServers + (file.isEmpty() ? "" : " with " + file);
  }
}
