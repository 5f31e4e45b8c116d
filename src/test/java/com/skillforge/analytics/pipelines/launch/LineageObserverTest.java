package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.RunOffsets;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.LineageChecks;
import com.skillforge.analytics.pipelines.lineage.OpenLineageSchemas;
import com.skillforge.analytics.plan.TrackingPlan;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageObserverTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RunInfo RUN =
      new RunInfo(
          "raw-events",
          "0.1.0",
          "prod",
          "{\"topics\": {\"platform.accounts\": {\"0\": [0, 3]}}}",
          Optional.empty(),
          Optional.empty(),
          false,
          Instant.parse("2026-02-01T12:00:00Z"));

  @TempDir Path directory;
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private final List<String> paths = Collections.synchronizedList(new ArrayList<>());
  private HttpServer collector;
  private int status = 201;

  @BeforeEach
  void listen() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        call -> {
          received.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          paths.add(call.getRequestURI().getPath());
          call.sendResponseHeaders(status, -1);
          call.close();
        });
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  private String address() {
    return "http://localhost:" + collector.getAddress().getPort();
  }

  private static RunObservers observers(String... options) {
    JobOptions given = PipelineOptionsFactory.fromArgs(options).as(JobOptions.class);
    return new RunObservers(List.of(new LineageObserver(given, TrackingPlan.builtIn())));
  }

  private static void fail(RunObservers observers, RuntimeException failure) {
    observers.started(RUN, input());
    observers.failed(RUN, failure);
  }

  private static Input input() {
    return new Input(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        null,
        Map.of("local", RunOffsets.NONE),
        List.of(),
        (SuppressionList) null,
        false);
  }

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String event : received) {
      events.add(JSON.readTree(event));
    }
    assertThat(events).allSatisfy(e -> assertThat(OpenLineageSchemas.problems(e)).isEmpty());
    return events;
  }

  @Test
  void aFailureIsToldWithoutAnythingOfAPerson() throws IOException {
    fail(
        observers("--openLineageUrl=" + address()),
        new SourceException("The file maya.rivera@example.org.ndjson cannot be read."));

    assertThat(events())
        .extracting(e -> e.path("eventType").asText())
        .containsExactly("START", "FAIL");
    JsonNode failed = events().get(1);
    assertThat(failed.at("/run/runId").asText()).isEqualTo(RUN.id());
    assertThat(failed.at("/run/facets/errorMessage/message").asText())
        .contains("[redacted]", "cannot be read")
        .doesNotContain("maya");
    assertThat(paths).containsOnly("/api/v1/lineage");
  }

  @Test
  void ofAFailureThatShouldNotHappenOnlyItsKindIsTold() throws IOException {
    fail(
        observers("--openLineageUrl=" + address()),
        new IllegalStateException(new IllegalArgumentException("{\"user_id\": \"usr_1\"}")));
    assertThat(events().get(1).at("/run/facets/errorMessage/message").asText())
        .isEqualTo("java.lang.IllegalArgumentException");
  }

  @Test
  void dataHubsAddressIsTakenAsItIs() {
    fail(
        observers("--openLineageUrl=" + address() + "/openapi/openlineage/api/v1/lineage"),
        new SourceException("gone"));
    assertThat(paths).containsOnly("/openapi/openlineage/api/v1/lineage").hasSize(2);
  }

  @Test
  void aFileTakesEventsLineByLine() throws IOException {
    Path file = directory.resolve("lineage.ndjson");
    fail(observers("--openLineageFile=" + file), new SourceException("gone"));
    fail(observers("--openLineageFile=" + file), new SourceException("gone"));
    received.addAll(Files.readAllLines(file));
    assertThat(events())
        .extracting(e -> e.path("eventType").asText())
        .containsExactly("START", "FAIL", "START", "FAIL");
  }

  @Test
  void aCollectorThatIsNotThereOrRefusesStopsNothing() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    fail(observers("--openLineageUrl=http://localhost:" + free), new SourceException("gone"));
    assertThat(received).isEmpty();

    status = 500;
    fail(observers("--openLineageUrl=" + address()), new SourceException("gone"));
    assertThat(received).hasSize(2);
  }

  @Test
  void aCollectorThatNeverAnswersIsNotWaitedForLong() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      fail(
          observers("--openLineageUrl=http://localhost:" + mute.getLocalPort()),
          new SourceException("gone"));
      assertThat(mute.isClosed()).isFalse();
    }
  }

  @Test
  void nobodyIsToldUnlessSomebodyAsks() {
    assertThat(LineageChecks.isAskedFor(PipelineOptionsFactory.as(JobOptions.class))).isFalse();
  }
}
