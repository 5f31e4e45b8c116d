package com.skillforge.analytics.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class FailureReportsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static void report(String dsn) {
    new FailureReports(dsn)
        .report(
            "raw-events: the source cannot be read",
            "prod",
            Map.of("run_id", "r-1", "pipeline", "raw-events", "error_code", "SOURCE"),
            List.of("raw-events", "SOURCE"));
  }

  /** An envelope is lines of JSON: its header, and for each item a header and the item. */
  @Test
  void sentryGetsWhatWasSaidAndNothingElse() throws IOException {
    List<String> envelopes = new CopyOnWriteArrayList<>();
    HttpServer sentry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sentry.createContext(
        "/api/42/envelope/",
        exchange -> {
          boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          InputStream body = exchange.getRequestBody();
          try (InputStream in = zipped ? new GZIPInputStream(body) : body) {
            envelopes.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    sentry.start();
    try {
      report("http://key@localhost:" + sentry.getAddress().getPort() + "/42");
    } finally {
      sentry.stop(0);
    }

    assertThat(envelopes).hasSize(1);
    String[] lines = envelopes.get(0).split("\n", -1);
    assertThat(JSON.readTree(lines[1]).path("type").asText()).isEqualTo("event");
    JsonNode event = JSON.readTree(lines[2]);
    assertThat(
            event
                .path("message")
                .path("formatted")
                .asText(event.path("message").path("message").asText()))
        .isEqualTo("raw-events: the source cannot be read");
    assertThat(event.path("tags"))
        .isEqualTo(
            JSON.readTree(
                "{\"run_id\":\"r-1\",\"pipeline\":\"raw-events\",\"error_code\":\"SOURCE\"}"));
    assertThat(event.path("environment").asText()).isEqualTo("prod");
    assertThat(event.path("release").asText()).isEqualTo(Version.current());
    assertThat(event.path("fingerprint")).hasSize(2);
    assertThat(
            List.of(
                "user", "server_name", "breadcrumbs", "exception", "threads", "modules", "request"))
        .noneMatch(event::has);
    assertThat(envelopes.get(0))
        .doesNotContain(System.getProperty("user.dir"))
        .doesNotContain(InetAddress.getLocalHost().getHostName() + "\"");
  }

  @Test
  void nobodyIsWaitedForLong() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertThatCode(() -> report("http://key@localhost:" + closed + "/42"))
        .doesNotThrowAnyException();
    try (ServerSocket silent = new ServerSocket(0)) { // its backlog accepts, and nobody answers
      assertThatCode(() -> report("http://key@localhost:" + silent.getLocalPort() + "/42"))
          .doesNotThrowAnyException();
    }
  }
}
