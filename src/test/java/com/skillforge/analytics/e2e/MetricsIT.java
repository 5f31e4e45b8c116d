package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.rows.JsonText;
import com.skillforge.analytics.model.metrics.Label;
import com.skillforge.analytics.model.metrics.Series;
import com.skillforge.analytics.ops.metrics.MetricsEndpoint;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulatedRecord;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.PushgatewayStandIn;
import com.skillforge.analytics.testing.Scrape;
import com.skillforge.analytics.testing.SentryStandIn;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is scraped and pushed of real runs, against what their warehouse has. */
@ExtendWith(SharedBroker.class)
class MetricsIT {
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  @TempDir Path directory;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static List<String> with(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  @Test
  void batchRunsSayWhatTheirWarehouseHas() throws IOException {
    Path warehouse = directory.resolve("batch.duckdb");
    int port = freePort();
    try (PushgatewayStandIn pushgateway = PushgatewayStandIn.start();
        MetricsEndpoint process = MetricsEndpoint.open(port)) {
      assertThat(process).as("asked also when its runs have ended").isNotNull();
      List<String> arguments =
          with(
              SmallSemester.write(directory.resolve("events")),
              "--localWarehouse=" + warehouse,
              "--environment=prod",
              "--metricsPort=" + port,
              "--metricsPushUrl=" + pushgateway.address());
      RunReport raw = Runs.rawEvents(arguments);
      Runs.kpi(with(arguments, "--kpis=all"));

      Scrape scrape = Scrape.of(port);
      assertIsTheLedger(scrape, warehouse, "raw-events");
      assertIsTheLedger(scrape, warehouse, "kpi(all)");
      assertThat(scrape.sum("pipeline_records_read_total", "pipeline", "raw-events"))
          .isEqualTo((double) raw.counts().read());
      assertThat(ingested(scrape)).isEqualTo(stored(warehouse)).hasSizeGreaterThan(20);
      assertThat(scrape.by("event_name", "analytics_events_duplicates_total", "raw-events"))
          .isEqualTo(grouped(warehouse, "record_type", "count(*)", "duplicate_records"));
      assertThat(scrape.by("environment", "analytics_events_rejected_total", "raw-events"))
          .isEqualTo(grouped(warehouse, "environment", "sum(len(error_codes))", "dead_letters"));
      assertThat(scrape.by("table", "pipeline_rows_written_total", "raw-events"))
          .isEqualTo(new TreeMap<>(raw.summary().rowsWritten()));
      assertAllIsDeclared(scrape);
      HttpResponse<String> answer = Scrape.of(port, OPEN_METRICS);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/openmetrics-text");
      assertThat(answer.body()).endsWith("# EOF\n");

      Scrape pushed = pushgateway.scrape();
      assertThat(ingested(pushed)).isEqualTo(ingested(scrape));
      assertThat(pushed.sum("data_pipeline_freshness_hours", "dataset", "raw_events")).isPositive();
      Runs.rawEvents(arguments); // the same once more: counters go on, as those of one process
      Scrape again = pushgateway.scrape();
      ingested(pushed)
          .forEach((labels, n) -> assertThat(ingested(again)).containsEntry(labels, 2 * n));
      assertThat(again.sum("pipeline_runs_total", "pipeline", "raw-events", "status", "succeeded"))
          .isEqualTo(2);
    }
  }

  @Test
  void aStreamIsSeenToGrow(TestKafka kafka) throws Exception {
    OwnTopics topics = OwnTopics.create(kafka.bootstrapServers());
    Path warehouse = directory.resolve("stream.duckdb");
    Path drain = directory.resolve("drain");
    int port = freePort();
    var records = SemesterSimulator.simulate(SimulationSettings.of(5, 500)).records();
    publish(topics, kafka, records.subList(0, 250));
    List<String> arguments =
        with(
            List.of(topics.arguments()),
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--localWarehouse=" + warehouse,
            "--streaming",
            "--dedupeHorizon=P400D",
            "--drainFile=" + drain,
            "--metricsPort=" + port);
    try (MetricsEndpoint process = MetricsEndpoint.open(port)) {
      assertThat(process).as("asked also when its runs have ended").isNotNull();
      CompletableFuture<RunReport> stream =
          CompletableFuture.supplyAsync(() -> Runs.rawEvents(arguments));
      String read = "pipeline_records_read_total";
      Poll.untilSeen(
          "the first half is counted", () -> stream.isDone() || Scrape.of(port).sum(read) == 250);
      double accepted = Scrape.of(port).sum("analytics_events_ingested_total");
      publish(topics, kafka, records.subList(250, records.size()));
      Poll.untilSeen(
          "the rest is counted",
          () ->
              stream.isDone()
                  || (Scrape.of(port).sum(read) == records.size()
                      && Scrape.of(port).values().keySet().stream()
                          .anyMatch(series -> series.name().equals("pipeline_consumer_lag_records"))
                      && Scrape.of(port).sum("pipeline_consumer_lag_records") == 0
                      && Scrape.of(port).sum("analytics_events_ingested_total") > accepted));
      assertThat(Scrape.of(port).values().keySet())
          .extracting(Scrape.Series::name)
          .contains("pipeline_watermark_lag_seconds", "pipeline_run_seconds");
      Files.createFile(drain);
      RunReport report = stream.join();

      assertThat(report.counts().read()).isEqualTo(records.size());
      assertIsTheLedger(Scrape.of(port), warehouse, "raw-events");
      assertAllIsDeclared(Scrape.of(port));
    }
  }

  @Test
  void aRunThatCannotBeginIsReportedWithoutWhatItSays() throws IOException {
    String secret = "ann.example-2026";
    try (PushgatewayStandIn pushgateway = PushgatewayStandIn.start();
        SentryStandIn sentry = SentryStandIn.start()) {
      List<String> arguments =
          List.of(
              "--source=files",
              "--input=" + directory.resolve(secret),
              "--localWarehouse=" + directory.resolve("none.duckdb"),
              "--environment=prod",
              "--metricsPushUrl=" + pushgateway.address(),
              "--sentryDsn=" + sentry.dsn());
      assertThatThrownBy(() -> Runs.rawEvents(arguments)).hasMessageContaining(secret);

      assertThat(pushgateway.scrape().sum("pipeline_runs_total", "status", "failed")).isEqualTo(1);
      assertThat(sentry.events())
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.path("tags").path("error_code").asText()).isEqualTo("SOURCE");
                assertThat(event.path("tags").path("pipeline").asText()).isEqualTo("raw-events");
              });
      assertThat(sentry.envelopes()).noneMatch(sent -> sent.contains(secret));
    }
  }

  /** Of every outcome, by event and by code; what was counted otherwise since is one less. */
  private static void assertIsTheLedger(Scrape scrape, Path warehouse, String pipeline) {
    Map<String, String> counted = new TreeMap<>();
    counted.put("accepted_by_type", "analytics_events_ingested_total");
    counted.put("suppressed_by_type", "analytics_events_suppressed_total");
    counted.put("dead_letter_codes", "analytics_events_rejected_total");
    counted.forEach(
        (column, series) -> {
          Map<String, Long> sums =
              scrape.by(
                  column.equals("dead_letter_codes") ? "code" : "event_name", series, pipeline);
          if (!column.equals("dead_letter_codes")) {
            recounted(scrape, series, pipeline)
                .forEach((event, n) -> sums.merge(event, -n, Long::sum));
          }
          Map<String, Long> ledger =
              new TreeMap<>(JsonText.counts(ledger(warehouse, pipeline, column)));
          sums.values().removeIf(n -> n == 0);
          ledger.values().removeIf(n -> n == 0);
          assertThat(sums).as(pipeline + " " + column).isEqualTo(ledger);
        });
    Map<String, String> totals =
        Map.of(
            "duplicates", "analytics_events_duplicates_total",
            "late_dropped", "analytics_events_late_dropped_total",
            "erased", "analytics_events_erased_total",
            "read", "pipeline_records_read_total");
    totals.forEach(
        (column, series) ->
            assertThat(scrape.sum(series, "pipeline", pipeline))
                .as(pipeline + " " + column)
                .isEqualTo(Double.parseDouble(ledger(warehouse, pipeline, column))));
  }

  private static Map<String, Long> recounted(Scrape scrape, String series, String pipeline) {
    String outcome = series.replace("analytics_events_", "").replace("_total", "");
    Map<String, Long> sums = new TreeMap<>();
    scrape
        .values()
        .forEach(
            (of, n) -> {
              if (of.name().equals("analytics_events_recounted_total")
                  && pipeline.equals(of.labels().get("pipeline"))
                  && outcome.equals(of.labels().get("outcome"))) {
                sums.merge(of.labels().get("event_name"), n.longValue(), Long::sum);
              }
            });
    return sums;
  }

  private static String ledger(Path warehouse, String pipeline, String column) {
    return Tables.query(
            warehouse,
            "SELECT CAST("
                + column
                + " AS VARCHAR) FROM pipeline_runs WHERE pipeline = '"
                + pipeline
                + "'")
        .get(0);
  }

  private static Map<String, Long> grouped(
      Path warehouse, String column, String number, String table) {
    String sql = "SELECT %1$s || '=' || CAST(%2$s AS BIGINT) FROM %3$s GROUP BY %1$s";
    return Tables.query(warehouse, sql.formatted(column, number, table)).stream()
        .collect(Collectors.toMap(MetricsIT::beforeSign, MetricsIT::afterSign));
  }

  private static String beforeSign(String row) {
    return row.substring(0, row.lastIndexOf('='));
  }

  private static Long afterSign(String row) {
    return Long.valueOf(row.substring(row.lastIndexOf('=') + 1));
  }

  private static Map<String, Long> ingested(Scrape scrape) {
    Map<String, Long> ingested = new TreeMap<>();
    scrape
        .values()
        .forEach(
            (series, n) -> {
              Map<String, String> labels = series.labels();
              if (series.name().equals("analytics_events_ingested_total")
                  && labels.get("pipeline").equals("raw-events")) {
                ingested.put(
                    labels.get("event_name")
                        + "/"
                        + labels.get("environment")
                        + "/"
                        + labels.get("persona"),
                    n.longValue());
              }
            });
    return ingested;
  }

  /** The same, counted in the raw tables. */
  private static Map<String, Long> stored(Path warehouse) {
    Map<String, Long> stored = new TreeMap<>();
    for (RawTable raw : RawTable.all(TrackingPlan.builtIn())) {
      String persona = raw.table().columnNames().contains("persona") ? "persona" : "'none'";
      Tables.query(
              warehouse,
              "SELECT concat_ws('/', '%s', environment, coalesce(%s, 'none')) || '=' || count(*) FROM %s GROUP BY environment, coalesce(%s, 'none')"
                  .formatted(raw.type().name(), persona, raw.table().name(), persona))
          .forEach(row -> stored.put(beforeSign(row), afterSign(row)));
    }
    return stored;
  }

  private static void assertAllIsDeclared(Scrape scrape) {
    assertThat(scrape.values()).isNotEmpty();
    scrape
        .values()
        .keySet()
        .forEach(
            sample -> {
              Series series = Series.named(sample.name()).orElseThrow();
              assertThat(sample.labels().keySet())
                  .containsExactlyElementsOf(series.labels().stream().map(Label::label).toList());
              assertThat(scrape.types().get(sample.name()))
                  .isEqualTo(series.type() == Series.Type.COUNTER ? "counter" : "gauge");
            });
  }

  private static void publish(OwnTopics topics, TestKafka kafka, List<SimulatedRecord> some) {
    SimulationPublisher.publish(
        some.stream()
            .map(
                record ->
                    new SimulatedRecord(
                        topics.name(record.topic()),
                        record.key(),
                        record.recordTimestampMillis(),
                        record.value(),
                        record.kind(),
                        record.recordType(),
                        record.codes()))
            .toList(),
        Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }
}
