package com.skillforge.analytics.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.PushgatewayStandIn;
import com.skillforge.analytics.testing.Scrape;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WaysOutTest {
  private static final String PIPELINE = "kpi(all)";

  private static Sample ingested(String event, double n) {
    return new Sample(Series.INGESTED, List.of("prod", event, "student", PIPELINE), n);
  }

  private static Sample seconds(double value) {
    return new Sample(Series.RUN_SECONDS, List.of("prod", PIPELINE), value);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void runsThatShareAPortAreAskedTogether() throws IOException {
    int port = closedPort();
    HttpWay first = new HttpWay(port);
    HttpWay second = new HttpWay(port);
    first.begin(() -> List.of(ingested("session_started", 2), seconds(7)));
    second.begin(() -> List.of(ingested("session_started", 3), seconds(1)));

    Scrape scrape = Scrape.of(port);
    first.end(PIPELINE, "prod", List.of());
    Scrape later = Scrape.of(port);
    second.end(PIPELINE, "prod", List.of());

    assertThat(scrape.sum("analytics_events_ingested_total")).isEqualTo(5);
    assertThat(scrape.sum("pipeline_run_seconds")).isEqualTo(1);
    assertThat(later.values()).isEqualTo(scrape.values());
    assertThatCode(() -> new ServerSocket(port).close())
        .as("nobody has it")
        .doesNotThrowAnyException();
  }

  @Test
  void aPortThatSomebodyElseHasCostsAWarning() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      HttpWay way = new HttpWay(other.getLocalPort());
      way.begin(List::of);
      way.end(PIPELINE, "prod", List.of());
      assertThat(other.isClosed()).isFalse();
    }
  }

  @Test
  void countersOfOneRunAfterTheOtherGrow() {
    try (PushgatewayStandIn gateway = PushgatewayStandIn.start()) {
      new PushWay(gateway.address() + "/")
          .end(PIPELINE, "prod", List.of(ingested("session_started", 2), seconds(7)));
      new PushWay(gateway.address()).end("raw-events", "prod", List.of());
      new PushWay(gateway.address())
          .end(
              PIPELINE,
              "prod",
              List.of(ingested("plan_created", 1), ingested("session_started", 3)));

      Scrape scrape = gateway.scrape();
      assertThat(scrape.by("event_name", "analytics_events_ingested_total", PIPELINE))
          .isEqualTo(Map.of("session_started", 5L, "plan_created", 1L));
      assertThat(scrape.sum("pipeline_run_seconds")).as("not pushed again, and kept").isEqualTo(7);
      assertThat(scrape.values().keySet())
          .allMatch(series -> series.labels().get("instance").equals("prod"));
    }
  }

  /** Of a DogStatsD agent: counters add up, a gauge is as it was sent last. */
  private static final class Agent implements AutoCloseable {
    private static final Pattern LINE =
        Pattern.compile("([a-zA-Z0-9_.]+):(-?[0-9.E]+)\\|([cg])\\|#(.+)");
    private final DatagramSocket socket;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Agent() throws IOException {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      Thread listening = new Thread(this::listen);
      listening.setDaemon(true);
      listening.start();
    }

    private void listen() {
      byte[] bytes = new byte[65_536];
      while (!socket.isClosed()) {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
          socket.receive(packet);
        } catch (IOException e) {
          return; // closed
        }
        String text = new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8);
        lines.addAll(text.lines().toList());
      }
    }

    Map<String, Double> values() {
      Map<String, Double> values = new TreeMap<>();
      for (String line : lines) {
        Matcher parts = LINE.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        String tags =
            Arrays.stream(parts.group(4).split(",", -1))
                .filter(tag -> !tag.startsWith("statistic:")) // which Micrometer adds
                .sorted()
                .collect(Collectors.joining(","));
        values.merge(
            parts.group(1) + " " + tags,
            Double.valueOf(parts.group(2)),
            (before, now) -> parts.group(3).equals("c") ? before + now : now);
      }
      return values;
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @Test
  void anAgentGetsWhatHasGrown() throws IOException {
    try (Agent agent = new Agent()) {
      DogstatsdWay way = new DogstatsdWay("localhost:" + agent.socket.getLocalPort());
      way.begin(List::of);
      way.send(List.of(ingested("session_started", 2), seconds(1)));
      way.end(PIPELINE, "prod", List.of(ingested("session_started", 5), seconds(9.5)));

      String event =
          "environment:prod,event_name:session_started,persona:student,pipeline:kpi(all)";
      Map<String, Double> wanted = new TreeMap<>();
      wanted.put("analytics_events_ingested_total " + event, 5.0);
      wanted.put("pipeline_run_seconds environment:prod,pipeline:kpi(all)", 9.5);
      Poll.until("all lines are there", () -> agent.values().equals(wanted));
      assertThat(agent.values()).isEqualTo(wanted);
    }
  }

  @Test
  void nobodyWaitsForWhoIsNotThere() throws IOException {
    int nobody = closedPort();
    List<WayOut> ways =
        List.of(
            new PushWay("http://localhost:" + nobody),
            new DogstatsdWay("localhost:" + nobody),
            new DogstatsdWay("no-such-host.invalid:8125"));
    for (WayOut way : ways) {
      way.begin(List::of);
      assertThatCode(() -> way.end(PIPELINE, "prod", List.of(seconds(1))))
          .doesNotThrowAnyException();
    }
  }

  /** A test that goes on here has not been kept waiting for what never comes. */
  @Test
  void whoNeverAnswersIsLeft() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      List<AutoCloseable> taken = new ArrayList<>();
      Thread taking =
          new Thread(
              () -> {
                try {
                  while (true) {
                    taken.add(silent.accept());
                  }
                } catch (IOException e) {
                  // closed
                }
              });
      taking.setDaemon(true);
      taking.start();
      PushWay way = new PushWay("http://localhost:" + silent.getLocalPort());
      assertThatCode(() -> way.end(PIPELINE, "prod", List.of(seconds(1))))
          .doesNotThrowAnyException();
      assertThat(taken).as("it was asked").isNotEmpty();
    }
  }
}
