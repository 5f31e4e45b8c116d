package com.skillforge.analytics.model.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of one of Beam's counters: the series, and the values of those labels that a run has
 * more than one of, behind slashes. For example {@code
 * analytics_events_ingested_total/prod/session_started/student}.
 *
 * @param labels a value for each of {@link #labelsOf}, in that order
 */
public record CounterName(Series series, List<String> labels) {
  /** The namespace of all of them. */
  public static final String NAMESPACE = "skillforge";

  private static final String SEPARATOR = "/";

  /** Whatever a record names as its environment must not make series without end. */
  private static final Pattern ENVIRONMENT = Pattern.compile("[a-z][a-z0-9_-]{0,30}");

  private static final String OTHER = "other";

  private static final Set<Label> OF_RUN = Set.of(Label.ENVIRONMENT, Label.PIPELINE);

  public CounterName {
    labels = List.copyOf(labels);
    if (labels.size() != labelsOf(series).size()) {
      throw new IllegalArgumentException(series + " has the labels " + labelsOf(series));
    }
  }

  /** The labels whose values are part of the name; the others are known of the run. */
  public static List<Label> labelsOf(Series series) {
    return OF_RUN.containsAll(series.labels())
        ? List.of()
        : series.labels().stream().filter(label -> label != Label.PIPELINE).toList();
  }

  /** An environment as the value of a label. */
  public static String environment(String environment) {
    return ENVIRONMENT.matcher(environment).matches() ? environment : OTHER;
  }

  /** Reads what {@link #toString} gives; empty for the name of anything else. */
  public static Optional<CounterName> parse(String name) {
    List<String> parts = Arrays.asList(name.split(SEPARATOR, -1));
    return Series.named(parts.get(0))
        .filter(series -> parts.size() - 1 == labelsOf(series).size())
        .map(series -> new CounterName(series, parts.subList(1, parts.size())));
  }

  /**
   * The sample that it is the name of.
   *
   * @param environment that of the run
   */
  public Sample sample(String environment, String pipeline, double value) {
    List<Label> named = labelsOf(series);
    return new Sample(
        series,
        series.labels().stream()
            .map(
                label ->
                    named.contains(label)
                        ? labels.get(named.indexOf(label))
                        : label == Label.PIPELINE ? pipeline : environment(environment))
            .toList(),
        value);
  }

  @Override
  public String toString() {
    return labels.isEmpty()
        ? series.series()
        : series.series() + SEPARATOR + String.join(SEPARATOR, labels);
  }
}
