package com.skillforge.analytics.testing;

import com.skillforge.analytics.testing.cloud.LoopbackCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A real Redis of its own, with an open port and one with TLS, that keeps nothing on disk. */
public final class TestRedis implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final int port = freePort();
  private final int tlsPort = freePort();
  private final Path certificate;
  private final Path key;
  private RedisServer server;

  private TestRedis() {
    try {
      Path folder = Files.createTempDirectory("redis");
      LoopbackCertificate own = LoopbackCertificate.OF_THIS_JVM;
      certificate = Files.writeString(folder.resolve("certificate.pem"), own.certificatePem());
      key = Files.writeString(folder.resolve("key.pem"), own.keyPem());
      for (Path path : new Path[] {folder, certificate, key}) {
        path.toFile().deleteOnExit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server that has nothing. */
  public static TestRedis start() {
    TestRedis redis = new TestRedis();
    redis.startAgain();
    return redis;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it at the same address; it has forgotten everything. */
  public void startAgain() {
    try {
      server =
          RedisServer.newRedisServer()
              .bind(HOST)
              .port(port)
              .setting("save \"\"")
              .setting("appendonly no")
              .setting("tls-port " + tlsPort)
              .setting("tls-cert-file " + certificate)
              .setting("tls-key-file " + key)
              .setting("tls-auth-clients no")
              .build();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it; whoever is connected is cut off, and nobody gets a connection. */
  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public String uri() {
    return "redis://" + HOST + ":" + port;
  }

  /** The same server over TLS, by the name that its certificate has. */
  public String tlsUri() {
    return "rediss://" + HOST + ":" + tlsPort;
  }

  /** The same server over TLS, by another name. */
  public String misnamedTlsUri() {
    return "rediss://localhost:" + tlsPort;
  }

  /** A file with the certificate that signs the server's: its own. */
  public Path certificate() {
    return certificate;
  }

  /** Talks to it as the default user without password. */
  public <T> T with(Function<Jedis, T> work) {
    try (Jedis client = new Jedis(HOST, port)) {
      return work.apply(client);
    }
  }

  /** Says what the persona of a user of the default institution is. */
  public void put(String user, String persona) {
    with(client -> client.set("persona:default:" + user, persona));
  }

  /** How often a command was executed, by the server's own statistics. */
  public long calls(String command) {
    String statistics = with(client -> client.info("commandstats"));
    Matcher calls = Pattern.compile("cmdstat_" + command + ":calls=([0-9]+)").matcher(statistics);
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  @Override
  public void close() {
    stop();
  }
}
