package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.testing.cloud.HttpFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs of the project. A job is done when it has been taken; its id is used once. */
final class Jobs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final String project;
  private final LoadJob loads;
  private final Script scripts;

  Jobs(String project, LoadJob loads, Script scripts) {
    this.project = project;
    this.loads = loads;
    this.scripts = scripts;
  }

  private record Job(ObjectNode description, Optional<Script.Result> result) {}

  /**
   * Takes a job.
   *
   * @param broken why it is to fail
   * @return its description
   * @throws HttpFailure when there is a job of its id
   */
  synchronized ObjectNode insert(JsonNode body, Optional<String> broken) {
    String given = body.path("jobReference").path("jobId").asText("");
    String id = given.isEmpty() ? UUID.randomUUID().toString() : given;
    if (jobs.containsKey(id)) {
      throw new HttpFailure(409, "duplicate", "Already Exists: Job " + project + ":US." + id);
    }
    ObjectNode job = JSON.createObjectNode().put("kind", "bigquery#job").put("id", id);
    job.set("jobReference", reference(id));
    JsonNode configuration = body.path("configuration");
    if (configuration.path("dryRun").asBoolean(false)) {
      job.putObject("status").put("state", "DONE");
      job.set("statistics", dryRun(configuration.path("query")));
      return job;
    }
    job.set("configuration", configuration);
    ObjectNode status = job.putObject("status").put("state", "DONE");
    ObjectNode statistics = job.putObject("statistics");
    Optional<Script.Result> result = Optional.empty();
    try {
      if (broken.isPresent()) {
        throw new HttpFailure(400, "invalid", broken.get());
      }
      if (configuration.has("load")) {
        long rows = loads.run(configuration.path("load"));
        statistics.putObject("load").put("outputRows", String.valueOf(rows));
      } else {
        result = Optional.of(query(configuration.path("query")));
        statistics
            .putObject("query")
            .put("numDmlAffectedRows", String.valueOf(result.get().changedRows()));
      }
    } catch (HttpFailure e) {
      status.putObject("errorResult").put("reason", e.reason()).put("message", e.getMessage());
    }
    jobs.put(id, new Job(job, result));
    return job;
  }

  private ObjectNode reference(String id) {
    return JSON.createObjectNode().put("projectId", project).put("jobId", id).put("location", "US");
  }

  /** What a query would read, without running it. */
  private ObjectNode dryRun(JsonNode query) {
    ObjectNode statistics = JSON.createObjectNode().put("totalBytesProcessed", "1");
    ObjectNode ofQuery = statistics.putObject("query").put("totalBytesProcessed", "1");
    ArrayNode tables = ofQuery.putArray("referencedTables");
    try {
      scripts
          .dryRun(query.path("query").asText())
          .forEach(table -> tables.add(table.reference(project)));
    } catch (SqlException e) {
      throw new HttpFailure(400, "invalidQuery", e.getMessage());
    }
    return statistics;
  }

  private Script.Result query(JsonNode query) {
    if (query.path("useLegacySql").asBoolean(true)) {
      throw new HttpFailure(400, "invalid", "The stand-in knows no legacy SQL: useLegacySql=false");
    }
    try {
      String sql = query.path("query").asText();
      if (!query.has("destinationTable")) {
        return scripts.run(sql);
      }
      if (!query.path("writeDisposition").asText().equals("WRITE_TRUNCATE")) {
        throw new HttpFailure(400, "invalid", "The stand-in knows WRITE_TRUNCATE of queries only.");
      }
      scripts.runInto(TableId.of(query.path("destinationTable")), sql);
      return new Script.Result(List.of(), JSON.createArrayNode(), 0);
    } catch (SqlException e) {
      boolean noTable = String.valueOf(e.getMessage()).contains("Table with name");
      throw new HttpFailure(400, noTable ? "notFound" : "invalidQuery", e.getMessage());
    }
  }

  /**
   * The description of a job.
   *
   * @throws HttpFailure when there is none of the id
   */
  ObjectNode get(String id) {
    return job(id).description;
  }

  private Job job(String id) {
    Job job = jobs.get(id);
    if (job == null) {
      throw new HttpFailure(404, "notFound", "Not found: Job " + project + ":" + id);
    }
    return job;
  }

  /**
   * The rows of a query job, in one page.
   *
   * @param plainTimestamps whether timestamps are asked for as whole microseconds
   */
  ObjectNode results(String id, boolean plainTimestamps) {
    Job job = job(id);
    if (job.result.isEmpty()) {
      JsonNode error = job.description.path("status").path("errorResult");
      throw new HttpFailure(400, error.path("reason").asText(), error.path("message").asText());
    }
    Script.Result result = job.result.get();
    if (!plainTimestamps
        && result.fields().stream().anyMatch(field -> field.type() == FieldType.TIMESTAMP)) {
      throw new HttpFailure(
          400, "invalid", "The stand-in answers timestamps with useInt64Timestamp only.");
    }
    ObjectNode answer = JSON.createObjectNode().put("jobComplete", true);
    answer.set("jobReference", reference(id));
    answer.set("schema", Field.schema(result.fields()));
    answer.set("rows", result.rows());
    return answer
        .put("totalRows", String.valueOf(result.rows().size()))
        .put("numDmlAffectedRows", String.valueOf(result.changedRows()));
  }
}
