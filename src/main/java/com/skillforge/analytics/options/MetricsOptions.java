package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Who is told of a run while it runs and at its end. All of it is off unless it is asked for, and
 * whoever cannot be told costs a warning at most.
 */
@Description("Metrics")
public interface MetricsOptions extends PipelineOptions {
  @Description(
      "Answer Prometheus on this port, at /metrics, while the process runs, for example 9400; 0 for"
          + " not at all.")
  @Default.Integer(0)
  @Parameter(localOnly = true)
  int getMetricsPort();

  void setMetricsPort(int port);

  @Description(
      "Push what there is to say at the end of a run to this Pushgateway, for example"
          + " http://pushgateway:9091.")
  @Parameter(localOnly = true)
  String getMetricsPushUrl();

  void setMetricsPushUrl(String url);

  @Description(
      "Send metrics to this DogStatsD agent over UDP, every ten seconds and at the end of a run, for"
          + " example localhost:8125.")
  @Parameter(localOnly = true)
  String getDogstatsd();

  void setDogstatsd(String agent);

  @Description(
      "Report failed runs to this project of Sentry, for example https://KEY@sentry.example/42: run,"
          + " pipeline and error code, never a payload.")
  @Parameter(localOnly = true)
  String getSentryDsn();

  void setSentryDsn(String dsn);
}
