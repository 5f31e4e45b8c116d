package com.skillforge.analytics.ops.metrics;

import com.skillforge.analytics.model.metrics.Sample;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves the last samples of a run with a Pushgateway, for Prometheus to fetch when the process is
 * gone. A counter goes on from where the runs before have left it there: so it grows from night to
 * night, as that of a process that never ends, and what Prometheus sees grow is what runs have
 * done.
 *
 * <p>All of it takes at most {@link #PATIENCE}.
 */
public final class PushWay implements WayOut {
  /** How long the end of a run waits for the Pushgateway at most. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(PushWay.class);
  private static final String JOB = "skillforge";

  private final String address;

  /**
   * Creates the way.
   *
   * @param address where the Pushgateway is, for example {@code http://pushgateway:9091}
   */
  public PushWay(String address) {
    this.address = address.replaceAll("/+$", "");
  }

  @Override
  public void end(String pipeline, String environment, List<Sample> last) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    PushedGroup group = new PushedGroup(JOB, environment, pipeline);
    try {
      List<Sample> all = new ArrayList<>(group.counters(get("/api/v1/metrics", deadline)));
      all.addAll(last);
      post(path(group), Exposition.text(Samples.together(all)), deadline);
    } catch (IOException e) {
      LOG.warn(
          "--metricsPushUrl={}: the metrics of this run could not be left there: {}",
          address,
          e.getMessage());
    }
  }

  private static String path(PushedGroup group) {
    return "/metrics/job/"
        + encoded(group.job())
        + "/instance/"
        + encoded(group.instance())
        + "/pipeline/"
        + encoded(group.pipeline());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String get(String path, long deadline) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(address + path)).GET(), deadline);
  }

  /** What is not pushed again stays: of a run that has failed, when one has last succeeded. */
  private void post(String path, byte[] samples, long deadline) throws IOException {
    send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", Exposition.TEXT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(samples)),
        deadline);
  }

  private static String send(HttpRequest.Builder request, long deadline) throws IOException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    try {
      HttpResponse<String> response =
          client
              .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
              .get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (response.statusCode() / 100 != 2) {
        throw new IOException("it answers " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + PATIENCE.toSeconds() + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
