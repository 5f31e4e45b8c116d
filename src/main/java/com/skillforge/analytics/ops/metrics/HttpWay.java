package com.skillforge.analytics.ops.metrics;

import com.skillforge.analytics.model.metrics.Sample;
import java.io.IOException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whoever asks over HTTP, for as long as the run lasts, or whoever else has the port. */
public final class HttpWay implements WayOut {
  private static final Logger LOG = LoggerFactory.getLogger(HttpWay.class);

  private final int port;
  private @Nullable MetricsEndpoint endpoint;

  public HttpWay(int port) {
    this.port = port;
  }

  @Override
  public void begin(MetricSource run) {
    try {
      endpoint = MetricsEndpoint.open(port);
      endpoint.add(run);
    } catch (IOException e) {
      LOG.warn(
          "--metricsPort={}: nobody can ask for metrics of this run ({}); give a port that is free.",
          port,
          e.getMessage());
    }
  }

  @Override
  public void end(String pipeline, String environment, List<Sample> last) {
    if (endpoint != null) {
      endpoint.close();
    }
  }
}
