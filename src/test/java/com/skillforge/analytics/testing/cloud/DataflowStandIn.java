package com.skillforge.analytics.testing.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in for Dataflow's service: it takes jobs, and says that they run. Steps: {@code
 * jobs.create}, {@code jobs.get}, {@code jobs.list}.
 */
public final class DataflowStandIn implements HttpStep.Service {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ObjectNode> jobs = new CopyOnWriteArrayList<>();

  /** The jobs that were handed in, in that order, as the service describes them. */
  public List<JsonNode> jobs() {
    return new ArrayList<>(jobs);
  }

  @Override
  public Optional<HttpStep> step(HttpCall call) {
    if (call.is("POST", "v1b3", "projects", "*", "locations", "*", "jobs")) {
      return Optional.of(HttpStep.of("jobs.create", () -> create(call)));
    }
    if (call.is("GET", "v1b3", "projects", "*", "locations", "*", "jobs", "*")) {
      return Optional.of(HttpStep.of("jobs.get", () -> HttpAnswer.json(find(call.path().get(6)))));
    }
    if (call.is("GET", "v1b3", "projects", "*", "locations", "*", "jobs")) {
      return Optional.of(HttpStep.of("jobs.list", this::list));
    }
    return Optional.empty();
  }

  private HttpAnswer create(HttpCall call) {
    ObjectNode job = (ObjectNode) call.json();
    job.put("id", "2026-01-01_00_00_00-" + (jobs.size() + 1));
    job.put("projectId", call.path().get(2));
    job.put("location", call.path().get(4));
    job.put("currentState", "JOB_STATE_RUNNING");
    jobs.add(job);
    return HttpAnswer.json(job);
  }

  private JsonNode find(String id) {
    return jobs.stream()
        .filter(job -> job.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow(() -> new HttpFailure(404, "notFound", "There is no job " + id + "."));
  }

  private HttpAnswer list() {
    ObjectNode found = JSON.createObjectNode();
    found.putArray("jobs").addAll(jobs);
    return HttpAnswer.json(found);
  }
}
