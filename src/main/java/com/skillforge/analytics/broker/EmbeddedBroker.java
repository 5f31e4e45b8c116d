package com.skillforge.analytics.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node in this process, broker and controller in one, reachable from this machine only.
 *
 * <p>Topics are never created by accident and nothing is ever deleted by age, because records keep
 * the time of their event and that may be years ago. A broker that is started again on the same
 * data directory has its topics and records back.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String LISTENER = "CLIENTS";
  private static final String CONTROLLER = "CONTROLLER";
  private static final String HOST = "localhost";
  private static final int NODE_ID = 1;

  private final KafkaRaftServer server;
  private final int port;
  private final Path directory;
  private final boolean temporary;

  private EmbeddedBroker(KafkaRaftServer server, int port, Path directory, boolean temporary) {
    this.server = server;
    this.port = port;
    this.directory = directory;
    this.temporary = temporary;
  }

  /**
   * Starts a broker and returns when clients can use it, after two to four seconds.
   *
   * @throws BrokerException when the port is in use or the data directory cannot be used
   */
  public static EmbeddedBroker start(BrokerConfig config) {
    int port = config.port() == 0 ? freePort(0) : config.port();
    requireFree(port);
    boolean temporary = config.dataDir().isEmpty();
    Path directory = null;
    KafkaRaftServer server = null;
    try {
      directory =
          temporary
              ? Files.createTempDirectory("skillforge-broker")
              : Files.createDirectories(config.dataDir().get().toAbsolutePath());
      format(directory);
      Properties properties = properties(port, freePort(port), directory, config.overrides());
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, port, directory, temporary);
    } catch (Exception e) {
      if (server != null) {
        server.shutdown();
      }
      if (temporary && directory != null) {
        deleteTree(directory);
      }
      throw new BrokerException(
          "The broker cannot start on port "
              + port
              + (temporary ? "" : " with the data directory " + directory)
              + "; check that the directory is writable and that no other broker uses it: "
              + e.getMessage(),
          e);
    }
  }

  /** The address for {@code --bootstrapServers}. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  /** Stops the broker; a temporary data directory is deleted. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    if (temporary) {
      deleteTree(directory);
    }
  }

  /** Returns when the broker has stopped. */
  public void awaitShutdown() {
    server.awaitShutdown();
  }

  private static void format(Path directory) throws Exception {
    if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .setControllerListenerName(CONTROLLER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setPrintStream(silent)
          .run();
    }
  }

  private static Properties properties(
      int port, int controllerPort, Path directory, Map<String, String> overrides) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", String.valueOf(NODE_ID));
    properties.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    properties.put("controller.listener.names", CONTROLLER);
    properties.put(
        "listeners",
        LISTENER
            + "://"
            + HOST
            + ":"
            + port
            + ","
            + CONTROLLER
            + "://"
            + HOST
            + ":"
            + controllerPort);
    properties.put("advertised.listeners", LISTENER + "://" + HOST + ":" + port);
    properties.put(
        "listener.security.protocol.map", LISTENER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    properties.put("inter.broker.listener.name", LISTENER);
    properties.put("log.dirs", directory.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("log.retention.ms", "-1");
    // Records over the plan's limit of 1 MiB must get in, so that a pipeline can reject them.
    properties.put("message.max.bytes", String.valueOf(16 << 20));
    // One node: nothing can be replicated, and the internal topics need not be spread.
    properties.put("default.replication.factor", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // A node that was killed may register again only when its old session has ended.
    properties.put("broker.session.timeout.ms", "6000");
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("initial.broker.registration.timeout.ms", "60000");
    // The default takes 128 MiB of the heap.
    properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.putAll(overrides);
    return properties;
  }

  /** A port that nobody uses; the system may hand out one again that it has just had back. */
  private static int freePort(int except) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), 0));
      // While this one is held, the next one differs from it.
      return socket.getLocalPort() == except ? freePort(except) : socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException("No free port on " + HOST + ": " + e.getMessage(), e);
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
    } catch (IOException e) {
      throw new BrokerException(
          "Port " + port + " is in use; stop the other program or choose another --port", e);
    }
  }

  private static void deleteTree(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new BrokerException(
          "The temporary directory " + directory + " could not be deleted: " + e.getMessage(), e);
    }
  }
}
