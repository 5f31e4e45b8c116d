package com.skillforge.analytics.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * A project of Sentry as far as reports of failures know it: it takes envelopes, which are lines of
 * JSON, a header of its own and one before each item.
 */
public final class SentryStandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> envelopes = new CopyOnWriteArrayList<>();

  private SentryStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/42/envelope/", this::take);
    server.start();
  }

  public static SentryStandIn start() {
    try {
      return new SentryStandIn();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String dsn() {
    return "http://key@localhost:" + server.getAddress().getPort() + "/42";
  }

  private void take(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream body = exchange.getRequestBody();
    try (InputStream in = zipped ? new GZIPInputStream(body) : body) {
      envelopes.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** All that was sent, as it was sent. */
  public List<String> envelopes() {
    return List.copyOf(envelopes);
  }

  /** The events among it. */
  public List<JsonNode> events() throws IOException {
    List<JsonNode> events = new CopyOnWriteArrayList<>();
    for (String envelope : envelopes) {
      String[] lines = envelope.split("\n", -1);
      for (int i = 1; i + 1 < lines.length; i += 2) {
        if (JSON.readTree(lines[i]).path("type").asText().equals("event")) {
          events.add(JSON.readTree(lines[i + 1]));
        }
      }
    }
    return events;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
