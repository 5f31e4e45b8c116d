package com.skillforge.analytics.ops.metrics;

import com.skillforge.analytics.model.metrics.Label;
import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import com.skillforge.analytics.ops.Repeatedly;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.statsd.StatsdConfig;
import io.micrometer.statsd.StatsdFlavor;
import io.micrometer.statsd.StatsdMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Sends what is measured of a run to a DogStatsD agent, every ten seconds and at its end: of a
 * counter how much it has grown, of a gauge its value. Nobody waits for an agent: a line over UDP
 * arrives, or does not.
 */
public final class DogstatsdWay implements WayOut {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final StatsdMeterRegistry registry;
  private final UdpLines lines;
  private final Map<Sample, Double> counted = new HashMap<>();
  private final Map<Sample, AtomicReference<Double>> gauges = new HashMap<>();
  private @Nullable Repeatedly sending;

  /** All that Micrometer asks for; lines go where this class sends them. */
  private static final class Config implements StatsdConfig {
    @Override
    public @Nullable String get(String key) {
      return null; // the defaults
    }

    @Override
    public StatsdFlavor flavor() {
      return StatsdFlavor.DATADOG;
    }

    @Override
    public boolean buffered() {
      return false;
    }

    @Override
    public boolean publishUnchangedMeters() {
      return true;
    }

    @Override
    public Duration pollingFrequency() {
      return EVERY;
    }
  }

  /**
   * Creates the way.
   *
   * @param agent host and port, for example {@code localhost:8125}
   */
  public DogstatsdWay(String agent) {
    lines = UdpLines.to(agent);
    registry =
        StatsdMeterRegistry.builder(new Config()).clock(Clock.SYSTEM).lineSink(lines).build();
  }

  @Override
  public void begin(MetricSource run) {
    sending = Repeatedly.start(() -> send(run.samples()), "dogstatsd", EVERY, EVERY);
  }

  @Override
  public void end(String pipeline, String environment, List<Sample> last) {
    if (sending != null) {
      sending.close();
    }
    send(last);
    registry.close(); // sends the gauges
    lines.close();
  }

  synchronized void send(List<Sample> samples) {
    for (Sample sample : samples) {
      Sample series = new Sample(sample.series(), sample.labels(), 0); // without its value
      if (sample.series().type() == Series.Type.COUNTER) {
        double before = counted.getOrDefault(series, 0.0);
        if (sample.value() > before) {
          registry
              .counter(sample.series().series(), tags(sample))
              .increment(sample.value() - before);
          counted.put(series, sample.value());
        }
      } else {
        gauges.computeIfAbsent(series, this::gauge).set(sample.value());
      }
    }
  }

  private AtomicReference<Double> gauge(Sample series) {
    AtomicReference<Double> value = new AtomicReference<>(0.0);
    registry.gauge(series.series().series(), tags(series), value, AtomicReference::get);
    return value;
  }

  private static Tags tags(Sample sample) {
    List<Tag> tags = new ArrayList<>();
    List<Label> labels = sample.series().labels();
    for (int i = 0; i < labels.size(); i++) {
      tags.add(Tag.of(labels.get(i).label(), sample.labels().get(i)));
    }
    return Tags.of(tags);
  }
}
