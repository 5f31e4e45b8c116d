package com.skillforge.analytics.ops.metrics;

import com.skillforge.analytics.model.metrics.Label;
import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Samples as Prometheus knows them. */
final class Exposition {
  private static final String TOTAL = "_total";

  /** The media type of {@link #text}. */
  static final String TEXT = PrometheusTextFormatWriter.CONTENT_TYPE;

  private Exposition() {}

  /** No two of the samples are of the same series with the same labels. */
  static MetricSnapshots snapshots(Collection<Sample> samples) {
    Map<Series, List<Sample>> bySeries = new EnumMap<>(Series.class);
    for (Sample sample : samples) {
      bySeries.computeIfAbsent(sample.series(), any -> new ArrayList<>()).add(sample);
    }
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    bySeries.forEach((series, of) -> all.metricSnapshot(snapshot(series, of)));
    return all.build();
  }

  private static MetricSnapshot snapshot(Series series, List<Sample> samples) {
    if (series.type() == Series.Type.GAUGE) {
      GaugeSnapshot.Builder gauge =
          GaugeSnapshot.builder().name(series.series()).help(series.help());
      for (Sample sample : samples) {
        gauge.dataPoint(
            GaugeDataPointSnapshot.builder().labels(labels(sample)).value(sample.value()).build());
      }
      return gauge.build();
    }
    String name = series.series();
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder() // the formats add the ending again
            .name(name.substring(0, name.length() - TOTAL.length()))
            .help(series.help());
    for (Sample sample : samples) {
      counter.dataPoint(
          CounterDataPointSnapshot.builder().labels(labels(sample)).value(sample.value()).build());
    }
    return counter.build();
  }

  private static Labels labels(Sample sample) {
    return Labels.of(sample.series().labels().stream().map(Label::label).toList(), sample.labels());
  }

  /** In Prometheus's text format. */
  static byte[] text(Collection<Sample> samples) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create()
          .write(text, snapshots(samples), EscapingScheme.ALLOW_UTF8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }
}
