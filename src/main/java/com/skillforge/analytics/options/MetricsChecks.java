package com.skillforge.analytics.options;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The checks of {@link MetricsOptions}. */
public final class MetricsChecks {
  private static final String HOST = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])";
  private static final String URL = "https?://" + HOST + "(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?";
  private static final String AGENT = HOST + ":[0-9]{1,5}";
  private static final String DSN =
      "https?://[A-Za-z0-9]+@" + HOST + "(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/[0-9]+";

  private static final int MOST_PORT = 65_535;

  private MetricsChecks() {}

  /** Adds one sentence for each problem. */
  static void check(MetricsOptions options, List<String> problems) {
    checkPort(options.getMetricsPort(), problems);
    checkForm(
        "metricsPushUrl",
        options.getMetricsPushUrl(),
        URL,
        "an address like http://pushgateway:9091, without user, password or parameters",
        problems);
    checkForm(
        "dogstatsd",
        options.getDogstatsd(),
        AGENT,
        "a host and a port like localhost:8125",
        problems);
    checkForm(
        "sentryDsn",
        options.getSentryDsn(),
        DSN,
        "the DSN of a project, like https://KEY@sentry.example/42",
        problems);
  }

  /** The port alone, for commands that are no pipelines. */
  public static void checkPort(int port, List<String> problems) {
    if (port < 0 || port > MOST_PORT) {
      problems.add("--metricsPort must be a port like 9400, or 0 for none, not " + port + ".");
    }
  }

  /** What is wrong with it is not shown: it may hold a password. */
  private static void checkForm(
      String name, @Nullable String value, String form, String what, List<String> problems) {
    if (value != null && !value.matches(form)) {
      problems.add("--" + name + " must be " + what + ".");
    }
  }

  /** What is of no use where this process does not wait for the run. */
  static void checkRemote(MetricsOptions options, List<String> problems) {
    if (options.getMetricsPort() > 0
        || options.getMetricsPushUrl() != null
        || options.getDogstatsd() != null) {
      problems.add(
          "--metricsPort, --metricsPushUrl and --dogstatsd tell of runs on this machine; Dataflow"
              + " shows the same counters in Cloud Monitoring (docs/metrics.md): remove them.");
    }
  }
}
