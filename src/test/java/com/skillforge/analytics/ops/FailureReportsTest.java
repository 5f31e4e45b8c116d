package com.skillforge.analytics.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.testing.SentryStandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
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

  @Test
  void sentryGetsWhatWasSaidAndNothingElse() throws IOException {
    String sent;
    JsonNode event;
    try (SentryStandIn sentry = SentryStandIn.start()) {
      report(sentry.dsn());
      assertThat(sentry.events()).hasSize(1);
      event = sentry.events().get(0);
      sent = String.join("\n", sentry.envelopes());
    }

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
    assertThat(sent)
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
