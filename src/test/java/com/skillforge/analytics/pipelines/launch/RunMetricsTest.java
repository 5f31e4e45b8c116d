package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import com.skillforge.analytics.ops.metrics.WayOut;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.parsing.EventTimeLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.metrics.MetricResult;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
  private static final Input NOTHING =
      new Input(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          EventTimeLimit.NONE,
          Map.of(),
          List.of(),
          ErasedIds.NONE,
          false);

  private final List<Sample> told = new ArrayList<>();

  private RunMetrics begun(boolean streaming) {
    WayOut way =
        new WayOut() {
          @Override
          public void end(String pipeline, String environment, List<Sample> last) {
            told.addAll(last);
          }
        };
    RunMetrics metrics =
        new RunMetrics(
            List.of(way), run -> new WarehouseFigures(List.of(), TrackingPlan.builtIn(), run));
    metrics.started(run(streaming), NOTHING);
    metrics.running(
        BeamMetricsTest.result(
            List.of(
                MetricResult.create(
                    BeamMetricsTest.key("Read", "pipeline_records_read_total"), 5L, 5L)),
            List.of()));
    return metrics;
  }

  private static RunInfo run(boolean streaming) {
    return new RunInfo(
        "raw-events",
        "1",
        "prod",
        "{}",
        Optional.empty(),
        Optional.empty(),
        streaming,
        Instant.EPOCH);
  }

  private List<Series> toldSeries() {
    return told.stream().map(Sample::series).toList();
  }

  /** The next run counts it all again, and what is pushed adds up. */
  @Test
  void ofABatchRunThatHasFailedNothingWasIngested() {
    RunMetrics metrics = begun(false);
    assertThat(metrics.samples()).extracting(Sample::series).contains(Series.RECORDS_READ);

    metrics.failed(run(false), new IllegalStateException("why"));

    assertThat(toldSeries()).contains(Series.RUNS).doesNotContain(Series.RECORDS_READ);
    assertThat(told).contains(new Sample(Series.RUNS, List.of("prod", "raw-events", "failed"), 1));
    assertThat(metrics.samples())
        .as("who asks sees no counter go back")
        .contains(new Sample(Series.RECORDS_READ, List.of("prod", "raw-events"), 5));
  }

  @Test
  void aStreamThatHasFailedHasStoredWhatItCounted() {
    begun(true).failed(run(true), new IllegalStateException("why"));

    assertThat(toldSeries()).contains(Series.RECORDS_READ, Series.RUNS);
  }

  @Test
  void aRunThatCouldNotBeginHasFailed() {
    RunMetrics metrics =
        new RunMetrics(
            List.of(
                new WayOut() {
                  @Override
                  public void end(String pipeline, String environment, List<Sample> last) {
                    told.addAll(last);
                  }
                }),
            run -> new WarehouseFigures(List.of(), TrackingPlan.builtIn(), run));

    metrics.refused("raw-events", "PROD!", new IllegalStateException("why"));

    assertThat(told)
        .containsExactly(new Sample(Series.RUNS, List.of("other", "raw-events", "failed"), 1));
    assertThat(metrics.samples()).isEmpty();
  }
}
