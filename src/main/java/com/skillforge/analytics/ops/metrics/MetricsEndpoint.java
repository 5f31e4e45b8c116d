package com.skillforge.analytics.ops.metrics;

import com.skillforge.analytics.model.metrics.Sample;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a process says of its runs when it is asked over HTTP, at {@code /metrics}, in OpenMetrics
 * or Prometheus's text format. Who opens a port that is open in this process already shares it: so
 * a process can be asked about all of its runs, and between them.
 */
public final class MetricsEndpoint implements AutoCloseable {
  private static final Map<Integer, MetricsEndpoint> OPEN = new HashMap<>();

  private final int port;
  private final HTTPServer server;
  private final List<MetricSource> sources = new CopyOnWriteArrayList<>();
  private int users;

  private MetricsEndpoint(int port) throws IOException {
    this.port = port;
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register((MultiCollector) () -> Exposition.snapshots(samples()));
    this.server = HTTPServer.builder().port(port).registry(registry).buildAndStart();
  }

  /**
   * Opens a port, to be closed again by everybody who does.
   *
   * @throws IOException when another process has it, or it is none that this one may have
   */
  public static MetricsEndpoint open(int port) throws IOException {
    synchronized (OPEN) {
      MetricsEndpoint endpoint = OPEN.get(port);
      if (endpoint == null) {
        endpoint = new MetricsEndpoint(port);
        OPEN.put(port, endpoint);
      }
      endpoint.users++;
      return endpoint;
    }
  }

  /** Adds a run; what it says at its end is said from then on. */
  public void add(MetricSource source) {
    sources.add(source);
  }

  private List<Sample> samples() {
    return Samples.together(sources.stream().flatMap(source -> source.samples().stream()).toList());
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(port);
        server.close();
      }
    }
  }
}
