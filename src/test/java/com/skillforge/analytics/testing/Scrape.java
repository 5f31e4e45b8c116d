package com.skillforge.analytics.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody reads who asks for metrics: the samples of a text, as Prometheus would take it.
 *
 * @param values by series, with its labels in the order of their names
 * @param types by name, as the text declares them
 */
public record Scrape(Map<Series, Double> values, Map<String, String> types) {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /** One series. */
  public record Series(String name, Map<String, String> labels) {}

  /** Reads a text; a line that is neither sample nor comment is a mistake. */
  public static Scrape parse(String text) {
    Map<Series, Double> values = new LinkedHashMap<>();
    Map<String, String> types = new TreeMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", -1);
        types.put(words[2], words[3]);
      } else if (!line.startsWith("#")) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
          throw new IllegalArgumentException("no sample: " + line);
        }
        Series series = new Series(sample.group(1), labels(sample.group(2)));
        if (values.put(series, Double.valueOf(sample.group(3))) != null) {
          throw new IllegalArgumentException("twice: " + line);
        }
      }
    }
    return new Scrape(values, types);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text == null ? "" : text);
    int end = 0;
    while (label.find() && label.start() == end) {
      labels.put(label.group(1), label.group(2));
      end = label.end();
    }
    if (text != null && end != text.length()) {
      throw new IllegalArgumentException("no labels: " + text);
    }
    return labels;
  }

  /** Asks a port of this machine, as Prometheus does that prefers {@code accepted}. */
  public static HttpResponse<String> of(int port, String accepted) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                  .header("Accept", accepted)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks a port of this machine. */
  public static Scrape of(int port) {
    return parse(of(port, "text/plain").body());
  }

  /** The sum of all series of a name that have these labels. */
  public double sum(String name, String... labels) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return values.entrySet().stream()
        .filter(sample -> sample.getKey().name().equals(name))
        .filter(sample -> sample.getKey().labels().entrySet().containsAll(wanted.entrySet()))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The sums of a series by the values of one label, for one pipeline; no zeros. */
  public Map<String, Long> by(String label, String name, String pipeline) {
    Map<String, Long> sums = new TreeMap<>();
    values.forEach(
        (series, value) -> {
          if (series.name().equals(name) && pipeline.equals(series.labels().get("pipeline"))) {
            sums.merge(series.labels().get(label), value.longValue(), Long::sum);
          }
        });
    sums.values().removeIf(n -> n == 0);
    return sums;
  }
}
