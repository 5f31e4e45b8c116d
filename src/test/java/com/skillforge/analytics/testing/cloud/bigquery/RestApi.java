package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.testing.cloud.HttpAnswer;
import com.skillforge.analytics.testing.cloud.HttpCall;
import com.skillforge.analytics.testing.cloud.HttpFailure;
import com.skillforge.analytics.testing.cloud.HttpStep;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * BigQuery's REST calls. Steps: {@code datasets.get}, {@code datasets.insert}, {@code tables.list},
 * {@code tables.insert}, {@code tables.get}, {@code tables.delete}, {@code load}, {@code
 * query.<first word>} or {@code query.transaction}, {@code jobs.get}, {@code jobs.results}.
 */
final class RestApi implements HttpStep.Service {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FIRST_WORD = Pattern.compile("\\s*(\\w+)");

  private final String project;
  private final Database database;
  private final Jobs jobs;

  RestApi(String project, Database database, Jobs jobs) {
    this.project = project;
    this.database = database;
    this.jobs = jobs;
  }

  private boolean is(HttpCall call, String method, String... parts) {
    return call.is(
        method,
        Stream.concat(Stream.of("bigquery", "v2", "projects", project), Arrays.stream(parts))
            .toArray(String[]::new));
  }

  @Override
  public Optional<HttpStep> step(HttpCall call) {
    if (is(call, "GET", "datasets", "*")) {
      return step("datasets.get", () -> dataset(call.path().get(5)));
    }
    if (is(call, "POST", "datasets")) {
      return step("datasets.insert", () -> createDataset(call.json()));
    }
    if (is(call, "GET", "datasets", "*", "tables")) {
      return step("tables.list", () -> tables(call.path().get(5)));
    }
    if (is(call, "POST", "datasets", "*", "tables")) {
      return step("tables.insert", () -> createTable(call.json()));
    }
    if (is(call, "GET", "datasets", "*", "tables", "*")) {
      return step("tables.get", () -> HttpAnswer.json(describe(table(call))));
    }
    if (is(call, "DELETE", "datasets", "*", "tables", "*")) {
      return step("tables.delete", () -> dropTable(table(call)));
    }
    if (is(call, "POST", "jobs")) {
      JsonNode body = call.json();
      return Optional.of(
          new HttpStep(name(body), broken -> HttpAnswer.json(jobs.insert(body, broken))));
    }
    if (is(call, "GET", "jobs", "*")) {
      return step("jobs.get", () -> HttpAnswer.json(jobs.get(call.path().get(5))));
    }
    if (is(call, "POST", "queries")) {
      JsonNode body = call.json();
      return Optional.of(new HttpStep(queryName(body), broken -> query(body, broken)));
    }
    if (is(call, "GET", "queries", "*")) {
      boolean plain = Boolean.parseBoolean(call.query().get("formatOptions.useInt64Timestamp"));
      return step("jobs.results", () -> HttpAnswer.json(jobs.results(call.path().get(5), plain)));
    }
    return Optional.empty();
  }

  private static Optional<HttpStep> step(String name, Supplier<HttpAnswer> work) {
    return Optional.of(HttpStep.of(name, work));
  }

  private static String name(JsonNode job) {
    JsonNode configuration = job.path("configuration");
    return configuration.has("load") ? "load" : queryName(configuration.path("query"));
  }

  private static String queryName(JsonNode query) {
    String sql = query.path("query").asText();
    Matcher word = FIRST_WORD.matcher(sql);
    return sql.contains("BEGIN TRANSACTION")
        ? "query.transaction"
        : "query." + (word.lookingAt() ? word.group(1).toLowerCase(Locale.ROOT) : "");
  }

  private HttpAnswer dataset(String name) {
    if (!database.hasDataset(name)) {
      throw new HttpFailure(404, "notFound", "Not found: Dataset " + project + ":" + name);
    }
    ObjectNode dataset = JSON.createObjectNode().put("location", "US");
    dataset.putObject("datasetReference").put("projectId", project).put("datasetId", name);
    return HttpAnswer.json(dataset);
  }

  private HttpAnswer createDataset(JsonNode body) {
    String name = body.path("datasetReference").path("datasetId").asText();
    if (database.hasDataset(name)) {
      throw new HttpFailure(409, "duplicate", "Already Exists: Dataset " + project + ":" + name);
    }
    try {
      database.execute("CREATE SCHEMA " + TableId.quote(name));
    } catch (SQLException e) {
      throw new HttpFailure(400, "invalid", e.getMessage());
    }
    return dataset(name);
  }

  private HttpAnswer tables(String dataset) {
    dataset(dataset);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("tables");
    for (String name : database.tables(dataset)) {
      list.addObject().set("tableReference", new TableId(dataset, name).reference(project));
    }
    return HttpAnswer.json(answer.put("totalItems", list.size()));
  }

  private static TableId table(HttpCall call) {
    return new TableId(call.path().get(5), call.path().get(7));
  }

  private ObjectNode describe(TableId table) {
    String type = database.isView(table) ? "VIEW" : "TABLE";
    ObjectNode description = JSON.createObjectNode().put("type", type).put("location", "US");
    description.set("tableReference", table.reference(project));
    if (type.equals("VIEW")) {
      return description;
    }
    description.set("schema", Field.schema(database.fields(table)));
    return description
        .put("numRows", database.texts("SELECT count(*) FROM " + table.sql()).get(0))
        .put("numBytes", "1");
  }

  private HttpAnswer createTable(JsonNode body) {
    TableId table = TableId.of(body.path("tableReference"));
    database.createTable(table, Field.ofSchema(body.path("schema")));
    return HttpAnswer.json(describe(table));
  }

  private HttpAnswer dropTable(TableId table) {
    database.dropTable(table);
    return HttpAnswer.empty(204, Map.of());
  }

  private HttpAnswer query(JsonNode body, Optional<String> broken) {
    ObjectNode job = JSON.createObjectNode();
    job.putObject("configuration").set("query", body);
    JsonNode done = jobs.insert(job, broken);
    return HttpAnswer.json(
        jobs.results(
            done.path("id").asText(),
            body.path("formatOptions").path("useInt64Timestamp").asBoolean(false)));
  }
}
