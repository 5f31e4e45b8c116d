package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.model.metrics.PartitionGauge;
import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class BeamMetricsTest {
  private static final RunInfo RUN =
      new RunInfo(
          "raw-events", "1", "prod", "{}", Optional.empty(), Optional.empty(), true, Instant.EPOCH);

  private static final String EVENT =
      "analytics_events_ingested_total/staging/session_started/student";

  static MetricKey key(String step, String name) {
    return MetricKey.create(step, MetricName.named(CounterName.NAMESPACE, name));
  }

  private static BeamMetrics of(
      List<MetricResult<Long>> counters, List<MetricResult<GaugeResult>> gauges) {
    return new BeamMetrics(result(counters, gauges));
  }

  /** A run of which a runner says this. */
  static PipelineResult result(
      List<MetricResult<Long>> counters, List<MetricResult<GaugeResult>> gauges) {
    return new PipelineResult() {
      @Override
      public MetricResults metrics() {
        return new MetricResults() {
          @Override
          public MetricQueryResults queryMetrics(MetricsFilter filter) {
            return MetricQueryResults.create(
                counters, List.of(), gauges, List.of(), List.of(), List.of());
          }
        };
      }

      @Override
      public State getState() {
        return State.RUNNING;
      }

      @Override
      public State cancel() throws IOException {
        return State.RUNNING;
      }

      @Override
      public State waitUntilFinish(Duration duration) {
        return State.RUNNING;
      }

      @Override
      public State waitUntilFinish() {
        return State.RUNNING;
      }
    };
  }

  @Test
  void aBundleThatWasTriedTwiceCountsOnce() {
    BeamMetrics metrics =
        of(
            List.of(
                MetricResult.create(key("Accept", EVENT), 10L, 20L),
                MetricResult.create(key("AcceptToo", EVENT), 1L, 1L),
                MetricResult.create(key("Other", "something_else"), 5L, 5L)),
            List.of());

    assertThat(metrics.counters(RUN))
        .containsExactly(
            new Sample(
                Series.INGESTED,
                List.of("staging", "session_started", "student", "raw-events"),
                11));
  }

  @Test
  void aRunnerThatKnowsNothingOfBundlesIsAskedForWhatWasTried() {
    BeamMetrics metrics = of(List.of(MetricResult.attempted(key("Accept", EVENT), 7L)), List.of());

    assertThat(metrics.counters(RUN)).extracting(Sample::value).containsExactly(7.0);
  }

  @Test
  void theSlowestPartitionIsTheWatermarkAndBacklogsAddUp() {
    BeamMetrics metrics =
        of(
            List.of(),
            List.of(
                gauge(PartitionGauge.Kind.WATERMARK, 0, 40_000),
                gauge(PartitionGauge.Kind.WATERMARK, 1, 70_000),
                gauge(PartitionGauge.Kind.BACKLOG, 0, 3),
                gauge(PartitionGauge.Kind.BACKLOG, 1, 4)));

    assertThat(metrics.lags(RUN, 100_000))
        .containsExactlyInAnyOrder(
            new Sample(Series.CONSUMER_LAG, List.of("prod", "raw-events", "events.student"), 7),
            new Sample(Series.WATERMARK_LAG, List.of("prod", "raw-events"), 60));
    assertThat(metrics.lags(RUN, 10_000))
        .contains(new Sample(Series.WATERMARK_LAG, List.of("prod", "raw-events"), 0));
  }

  private static MetricResult<GaugeResult> gauge(
      PartitionGauge.Kind kind, int partition, long value) {
    return MetricResult.create(
        key("Read", new PartitionGauge(kind, "events.student", partition).toString()),
        GaugeResult.create(value, org.joda.time.Instant.EPOCH),
        GaugeResult.create(value, org.joda.time.Instant.EPOCH));
  }
}
