package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.model.metrics.PartitionGauge;
import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** What the workers of a run have counted. */
final class BeamMetrics {
  private static final MetricsFilter OURS =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.inNamespace(CounterName.NAMESPACE))
          .build();

  private final MetricQueryResults found;

  BeamMetrics(PipelineResult result) {
    this.found = result.metrics().queryMetrics(OURS);
  }

  /** The counters. What a bundle has counted that failed, or was done twice, counts once. */
  List<Sample> counters(RunInfo run) {
    Map<String, Long> sums = new TreeMap<>();
    for (MetricResult<Long> counter : found.getCounters()) { // one for each step
      sums.merge(counter.getName().getName(), valueOf(counter), Long::sum);
    }
    List<Sample> samples = new ArrayList<>();
    sums.forEach(
        (name, value) ->
            CounterName.parse(name)
                .ifPresent(
                    counter ->
                        samples.add(counter.sample(run.environment(), run.pipeline(), value))));
    return samples;
  }

  /** A runner that knows nothing of bundles that count gives what was tried. */
  private static <T> T valueOf(MetricResult<T> result) {
    T committed = result.getCommittedOrNull();
    return committed == null ? result.getAttempted() : committed;
  }

  /**
   * How far a stream is behind: nothing of a batch run, and of a stream that has read nothing.
   *
   * @param nowMillis by the clock
   */
  List<Sample> lags(RunInfo run, long nowMillis) {
    Map<String, Long> backlogs = new TreeMap<>();
    long watermark = Long.MAX_VALUE;
    for (MetricResult<GaugeResult> gauge : found.getGauges()) {
      PartitionGauge partition = PartitionGauge.parse(gauge.getName().getName()).orElse(null);
      if (partition != null && partition.kind() == PartitionGauge.Kind.BACKLOG) {
        backlogs.merge(partition.topic(), valueOf(gauge).getValue(), Long::sum);
      } else if (partition != null) {
        watermark = Math.min(watermark, valueOf(gauge).getValue());
      }
    }
    String environment = CounterName.environment(run.environment());
    List<Sample> samples = new ArrayList<>();
    backlogs.forEach(
        (topic, records) ->
            samples.add(
                new Sample(
                    Series.CONSUMER_LAG, List.of(environment, run.pipeline(), topic), records)));
    if (watermark < Long.MAX_VALUE) {
      samples.add(
          new Sample(
              Series.WATERMARK_LAG,
              List.of(environment, run.pipeline()),
              Math.max(0, nowMillis - watermark) / 1000.0));
    }
    return samples;
  }
}
