package com.skillforge.analytics.ops.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.model.metrics.Label;
import com.skillforge.analytics.model.metrics.Sample;
import com.skillforge.analytics.model.metrics.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Pushgateway keeps together: what the runs of one pipeline have left there.
 *
 * @param instance the environment of the runs, which is no label of its own here: that of a record
 *     may be another
 */
record PushedGroup(String job, String instance, String pipeline) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The counters of this group.
   *
   * @param answer to the question for all metrics, as a Pushgateway gives it
   * @throws IOException when it is none
   */
  List<Sample> counters(String answer) throws IOException {
    List<Sample> counters = new ArrayList<>();
    for (JsonNode group : tree(answer).path("data")) {
      if (isThis(group.path("labels"))) {
        for (Series series : Series.values()) {
          if (series.type() == Series.Type.COUNTER) {
            group
                .path(series.series())
                .path("metrics")
                .forEach(metric -> counters.add(sample(series, metric)));
          }
        }
      }
    }
    return counters;
  }

  private static JsonNode tree(String answer) throws IOException {
    try {
      return JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new IOException("it answers what no Pushgateway would", e);
    }
  }

  private boolean isThis(JsonNode labels) {
    return labels.path("job").asText().equals(job)
        && labels.path("instance").asText().equals(instance)
        && labels.path("pipeline").asText().equals(pipeline);
  }

  private static Sample sample(Series series, JsonNode metric) {
    JsonNode labels = metric.path("labels");
    return new Sample(
        series,
        series.labels().stream()
            .map(Label::label)
            .map(label -> labels.path(label).asText())
            .toList(),
        metric.path("value").asDouble());
  }
}
