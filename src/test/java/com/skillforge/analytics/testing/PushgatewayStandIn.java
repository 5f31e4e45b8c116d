package com.skillforge.analytics.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Pushgateway as far as runs know it: samples by group, of which a POST replaces those of the
 * names that it brings, and the labels of the group take the place of the samples' own.
 */
public final class PushgatewayStandIn implements AutoCloseable {
  private final HttpServer server;
  private final Map<Map<String, String>, Map<String, Scrape>> groups = new LinkedHashMap<>();

  private PushgatewayStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/metrics/job/", this::post);
    server.createContext("/api/v1/metrics", this::get);
    server.start();
  }

  public static PushgatewayStandIn start() {
    try {
      return new PushgatewayStandIn();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private synchronized void post(HttpExchange exchange) throws IOException {
    String[] path =
        exchange.getRequestURI().getRawPath().substring("/metrics/".length()).split("/", -1);
    Map<String, String> group = new TreeMap<>();
    for (int i = 0; i < path.length; i += 2) {
      group.put(path[i], URLDecoder.decode(path[i + 1], StandardCharsets.UTF_8));
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Scrape pushed = Scrape.parse(body);
    Map<String, Scrape> families = groups.computeIfAbsent(group, any -> new TreeMap<>());
    pushed
        .types()
        .forEach(
            (name, type) -> {
              Map<Scrape.Series, Double> values = new LinkedHashMap<>();
              pushed
                  .values()
                  .forEach(
                      (series, value) -> {
                        if (series.name().equals(name)) {
                          Map<String, String> labels = new TreeMap<>(series.labels());
                          labels.putAll(group);
                          values.put(new Scrape.Series(name, labels), value);
                        }
                      });
              families.put(name, new Scrape(values, Map.of(name, type)));
            });
    answer(exchange, "");
  }

  private synchronized void get(HttpExchange exchange) throws IOException {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("status", "success");
    ArrayNode data = all.putArray("data");
    groups.forEach(
        (group, families) -> {
          ObjectNode json = data.addObject();
          ObjectNode labels = json.putObject("labels");
          group.forEach(labels::put);
          json.put("last_push_successful", true);
          families.forEach(
              (name, family) -> {
                ArrayNode metrics = json.putObject(name).putArray("metrics");
                family
                    .values()
                    .forEach(
                        (series, value) -> {
                          ObjectNode metric = metrics.addObject();
                          ObjectNode of = metric.putObject("labels");
                          series.labels().forEach(of::put);
                          metric.put("value", String.valueOf(value));
                        });
              });
        });
    answer(exchange, all.toString());
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** What Prometheus would get of it. */
  public synchronized Scrape scrape() {
    Map<Scrape.Series, Double> values = new LinkedHashMap<>();
    Map<String, String> types = new TreeMap<>();
    groups.values().stream()
        .flatMap(families -> families.values().stream())
        .forEach(
            family -> {
              values.putAll(family.values());
              types.putAll(family.types());
            });
    return new Scrape(values, types);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
