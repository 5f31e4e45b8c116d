package com.skillforge.analytics.status;

import com.skillforge.analytics.io.rows.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which warehouses are behind others that the same runs write to. */
final class Behind {
  private static final String AREA = "warehouse";

  /** What a stream needs to be everywhere. */
  private static final Duration APART = Duration.ofHours(1);

  private record Subject(String environment, String kind, String name) {}

  private final Question question;
  private final Map<Subject, Map<String, Instant>> reached = new LinkedHashMap<>();

  Behind(Question question) {
    this.question = question;
  }

  void add(
      String warehouse,
      String environment,
      Map<String, PipelineRuns> runs,
      List<Freshness> datasets) {
    runs.forEach(
        (pipeline, of) ->
            of.covered().ifPresent(to -> put(environment, "pipeline", pipeline, warehouse, to)));
    datasets.forEach(
        dataset -> put(environment, "dataset", dataset.dataset(), warehouse, dataset.newest()));
  }

  private void put(
      String environment, String kind, String name, String warehouse, Instant reachedTo) {
    reached
        .computeIfAbsent(new Subject(environment, kind, name), key -> new LinkedHashMap<>())
        .put(warehouse, reachedTo);
  }

  List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    reached.forEach((subject, by) -> all.addAll(behind(subject, by)));
    return all;
  }

  private List<Finding> behind(Subject subject, Map<String, Instant> by) {
    Optional<Map.Entry<String, Instant>> ahead =
        by.entrySet().stream().max(Map.Entry.comparingByValue());
    List<Finding> all = new ArrayList<>();
    by.forEach(
        (warehouse, to) -> {
          Instant most = ahead.orElseThrow().getValue();
          if (to.isBefore(most.minus(APART))) {
            Findings found = new Findings(warehouse, subject.environment());
            found.failed(
                AREA,
                subject.kind() + " " + subject.name(),
                "is at "
                    + Ages.instant(to)
                    + ", "
                    + Ages.text(Duration.between(to, most))
                    + " behind "
                    + ahead.get().getKey(),
                "the next scheduled run makes up for it; at once: "
                    + question.command("run.sh raw-events --range=P1D")
                    + ", and then the KPI pipelines");
            all.addAll(found.all());
          }
        });
    return all;
  }
}
