package com.skillforge.analytics.deploy;

import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.model.metrics.Label;
import com.skillforge.analytics.model.metrics.Series;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of all series, and how those that Dataflow counts are found in Cloud Monitoring. */
public final class MetricsReference {
  /** The series of Cloud Monitoring that holds the counters of all jobs, in its PromQL. */
  public static final String USER_COUNTERS = "dataflow_googleapis_com:job_user_counter";

  private MetricsReference() {}

  /** Renders the page, in Markdown. */
  public static String render() {
    StringBuilder page = new StringBuilder();
    page.append("# Metrics\n\n")
        .append("Generated from `model/metrics/Series`; [metrics.md](metrics.md) says how to get")
        .append(" them.\n\n## Series\n\n")
        .append("| series | type | labels | what it says |\n|---|---|---|---|\n");
    for (Series series : Series.values()) {
      page.append("| `").append(series.series()).append("` | ").append(word(series.type()));
      page.append(" | ").append(labels(series)).append(" | ").append(series.help());
      page.append(" |\n");
    }
    page.append("\n## Labels\n\n| label | what it says |\n|---|---|\n");
    for (Label label : Label.values()) {
      page.append("| `").append(label.label()).append("` | ").append(label.help()).append(" |\n");
    }
    page.append("\n## In Cloud Monitoring\n\n")
        .append("Workers of Dataflow count with Beam's counters, which Cloud Monitoring shows as")
        .append(" `dataflow.googleapis.com/job/user_counter`. The label `metric_name` is the name")
        .append(" of the series with values of its labels behind slashes, in this order:\n\n")
        .append("| series | `metric_name` | in PromQL |\n|---|---|---|\n");
    Arrays.stream(Series.values())
        .filter(series -> series.origin() == Series.Origin.WORKERS)
        .forEach(
            series ->
                page.append("| `")
                    .append(series.series())
                    .append("` | `")
                    .append(form(series))
                    .append("` | `")
                    .append(query(series))
                    .append("` |\n"));
    return page.toString();
  }

  private static String word(Series.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static String labels(Series series) {
    return series.labels().stream()
        .map(label -> "`" + label.label() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String form(Series series) {
    return series.series()
        + CounterName.labelsOf(series).stream()
            .map(label -> "/" + label.label().toUpperCase(Locale.ROOT))
            .collect(Collectors.joining());
  }

  /** The counter by its labels, and by the name of the job, which is that of the pipeline. */
  public static String query(Series series) {
    StringBuilder name = new StringBuilder(series.series());
    CounterName.labelsOf(series).forEach(label -> name.append("/([^/]*)"));
    StringBuilder query = new StringBuilder();
    query.append(USER_COUNTERS).append("{metric_name=~\"").append(name).append("\"}");
    int group = 1;
    for (Label label : CounterName.labelsOf(series)) {
      query
          .insert(0, "label_replace(")
          .append(", \"")
          .append(label.label())
          .append("\", \"$")
          .append(group)
          .append("\", \"metric_name\", \"")
          .append(name)
          .append("\")");
      group++;
    }
    return query.toString();
  }
}
