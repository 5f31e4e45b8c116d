package com.skillforge.analytics.pipelines.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import io.openlineage.client.OpenLineage.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineageEventsTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant AT = Instant.parse("2026-02-01T12:00:00Z");
  private static final DatasetNames NAMES =
      new DatasetNames(
          "broker:9092", Path.of("/data/shop.v2.duckdb"), "my-project", "org-acc", "product");

  private static final String KAFKA =
      """
      {"cluster": "c", "topics": {
        "analytics.events.student": {"0": [3, 10], "1": [0, 5]},
        "analytics.events.advisor": {"0": [0, 1]},
        "platform.accounts": {"0": [0, 7]}}}""";

  private static final String WAREHOUSE =
      """
      {"bigquery": {"user_sessions": {"rows": 12, "ingested_until": "2026-01-01T00:00:00Z"},
        "task_progress.tasks": {"rows": 3, "ingested_until": "2026-01-01T00:00:00Z"}}}""";

  private static final String FILES =
      """
      {"files": [{"path": "gs://bucket/events/1.ndjson", "bytes": 1, "sha256": "x"},
        {"path": "gs://bucket/events/2.ndjson", "bytes": 1, "sha256": "y"},
        {"path": "/archive/3.ndjson", "bytes": 1, "sha256": "z"}]}""";

  private static LineageRun run(String pipeline, String source) {
    return new LineageRun(
        "6f1c1c1e-1111-3111-8111-111111111111",
        pipeline,
        "0.1.0",
        "prod",
        source,
        Optional.of(AT.minusSeconds(86_400)),
        Optional.of(AT),
        false,
        AT);
  }

  private static LineageEvents events(String... warehouses) {
    return new LineageEvents(PLAN, NAMES, List.of(warehouses), "skillforge");
  }

  private static JsonNode json(RunEvent event) {
    try {
      return JSON.readTree(LineageCollector.json(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode started(String pipeline, String source, String... warehouses) {
    return json(events(warehouses).started(run(pipeline, source)));
  }

  private static JsonNode named(JsonNode datasets, String name) {
    for (JsonNode dataset : datasets) {
      if (dataset.path("name").asText().equals(name)) {
        return dataset;
      }
    }
    throw new AssertionError("no dataset " + name + " in " + names(datasets));
  }

  private static List<String> names(JsonNode datasets) {
    List<String> names = new ArrayList<>();
    datasets.forEach(
        dataset ->
            names.add(dataset.path("namespace").asText() + " " + dataset.path("name").asText()));
    return names;
  }

  /** The fields, as {@code dataset:field}, that a column comes from. */
  private static Set<String> sources(JsonNode dataset, String column) {
    Set<String> sources = new TreeSet<>();
    dataset
        .at("/facets/columnLineage/fields/" + column + "/inputFields")
        .forEach(
            field -> sources.add(field.path("name").asText() + ":" + field.path("field").asText()));
    return sources;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw-events",
        "kpi(all)",
        "kpi(plan_adherence,weekly_active_users)",
        "data_freshness",
        "erasure",
        "privacy-audit",
        "retention"
      })
  void eventsKeepToTheSchemas(String pipeline) throws Exception {
    for (String source : List.of(KAFKA, WAREHOUSE, FILES, "{}")) {
      LineageRun run = run(pipeline, source);
      LineageEvents events = events("local", "bigquery", "snowflake");
      RunEnd well = RunEnd.succeeded(AT, Map.of("local", Map.of("user_sessions", 4L)));
      for (RunEvent event :
          List.of(
              events.started(run),
              events.ended(run, well),
              events.ended(run, RunEnd.failed(AT, "out of luck")))) {
        assertThat(OpenLineageSchemas.problems(json(event))).isEmpty();
      }
    }
  }

  @Test
  void theSchemasFindWhatIsWrong() {
    ObjectNode event = (ObjectNode) started("raw-events", KAFKA, "local");
    event.put("eventTime", "yesterday");
    ((ObjectNode) event.at("/outputs/0/facets/schema/fields/0")).put("name", 5);
    assertThat(OpenLineageSchemas.problems(event))
        .anyMatch(problem -> problem.contains("date-time"))
        .anyMatch(problem -> problem.contains("SchemaDatasetFacet"));
  }

  @Test
  void topicsAreInputsWithTheirOffsets() {
    JsonNode event = started("raw-events", KAFKA, "local");

    assertThat(names(event.path("inputs")))
        .containsExactly(
            "kafka://broker:9092 analytics.events.student",
            "kafka://broker:9092 analytics.events.advisor",
            "kafka://broker:9092 platform.accounts");
    JsonNode partitions =
        event.at("/inputs/0/inputFacets/" + DatasetFacets.OFFSETS + "/partitions");
    assertThat(partitions.toString())
        .isEqualTo(
            "[{\"partition\":0,\"startOffset\":3,\"endOffset\":10},"
                + "{\"partition\":1,\"startOffset\":0,\"endOffset\":5}]");
    assertThat(event.at("/job/namespace").asText()).isEqualTo("skillforge.prod");
  }

  @Test
  void aStreamHasNoEnd() {
    JsonNode event =
        started("raw-events", "{\"topics\": {\"platform.accounts\": {\"0\": 7}}}", "local");
    assertThat(event.at("/inputs/0/inputFacets/" + DatasetFacets.OFFSETS + "/partitions/0"))
        .hasToString("{\"partition\":0,\"startOffset\":7}");
  }

  @ParameterizedTest
  @CsvSource({
    "local, duckdb:///data/shop.v2.duckdb, shop.main.user_sessions",
    "bigquery, bigquery, my-project.skillforge.user_sessions",
    "snowflake, snowflake://org-acc, PRODUCT.SKILLFORGE.USER_SESSIONS"
  })
  void warehousesAreNamedAsOpenLineageDoes(String warehouse, String namespace, String name) {
    JsonNode table = named(started("raw-events", KAFKA, warehouse).path("outputs"), name);
    assertThat(table.path("namespace").asText()).isEqualTo(namespace);
  }

  @Test
  void filesAreToldByTheirFolders() {
    assertThat(names(started("raw-events", FILES, "local").path("inputs")))
        .containsExactly("gs://bucket events", "file /archive");
  }

  @Test
  void whatIsReadFromAWarehouseIsAnInputWithItsRows() {
    JsonNode event = started("plan_adherence", WAREHOUSE, "bigquery");
    assertThat(names(event.path("inputs")))
        .containsExactly("bigquery my-project.task_progress.tasks");
    assertThat(event.at("/inputs/0/inputFacets/inputStatistics/rowCount").asLong()).isEqualTo(3);
    JsonNode view = named(event.path("outputs"), "my-project.skillforge.plan_adherence");
    assertThat(sources(view, "on_time"))
        .isNotEmpty()
        .allMatch(source -> source.startsWith("my-project.task_progress.tasks:"));
  }

  @Test
  void eachColumnOfARawTableComesFromItsProperty() {
    JsonNode outputs = started("raw-events", KAFKA, "local").path("outputs");
    RecordType type = PLAN.recordType("session_started").orElseThrow();
    JsonNode table = named(outputs, "shop.main.user_sessions");
    for (Property property : type.properties()) {
      assertThat(sources(table, property.name()))
          .containsExactly(
              "analytics.events.advisor:session_started." + property.name(),
              "analytics.events.student:session_started." + property.name());
    }
    assertThat(sources(table, "canonical_user_id"))
        .contains("analytics.events.student:session_started.user_id");
    assertThat(sources(table, "run_id")).isEmpty();
  }

  @Test
  void everyPropertyThatAKpiDeclaresLeadsToItsFigures() {
    String source =
        "{\"local\": {"
            + String.join(
                ",",
                PLAN.recordTypes().stream()
                    .map(type -> "\"" + type.storage().snowflake() + "\": {\"rows\": 1}")
                    .toList())
            + "}}";
    JsonNode outputs = started("kpi(all)", source, "local").path("outputs");
    for (Kpi kpi : new Kpis(List.of()).all()) {
      Set<String> expected = new TreeSet<>();
      kpi.needs()
          .forEach(
              (type, properties) ->
                  properties.forEach(
                      property ->
                          expected.add(
                              "shop."
                                  + table(PLAN.recordType(type).orElseThrow())
                                  + ":"
                                  + property)));
      String figure = kpi.declaration().value().name();
      JsonNode view = named(outputs, "shop.main." + kpi.name());
      assertThat(sources(view, figure)).as(kpi.name()).isNotEmpty().containsAll(expected);
      assertThat(sources(named(outputs, "shop.main.kpi_values"), "value")).containsAll(expected);
    }
  }

  private static String table(RecordType type) {
    String name = type.storage().snowflake().toString();
    return name.contains(".") ? name : "main." + name;
  }

  @Test
  void theColumnsOfMartsAreThoseThatTheViewsHave(@TempDir Path directory) {
    SinkFixture warehouse = new SinkFixture(directory.resolve("w.duckdb"));
    for (Kpi kpi : new Kpis(List.of()).all()) {
      JsonNode view =
          named(started(kpi.name(), KAFKA, "local").path("outputs"), "shop.main." + kpi.name());
      List<String> told = new ArrayList<>();
      view.at("/facets/schema/fields")
          .forEach(f -> told.add(f.path("name").asText() + "|" + f.path("type").asText()));
      assertThat(
              warehouse.query(
                  "SELECT column_name, data_type FROM information_schema.columns"
                      + " WHERE table_schema = 'main' AND table_name = '"
                      + kpi.name()
                      + "'"))
          .as(kpi.name())
          .containsAll(told);
    }
  }

  @Test
  void anEndHasTheRowsOfEachTable() {
    LineageRun run = run("raw-events", KAFKA);
    RunEnd end =
        RunEnd.succeeded(
            AT, Map.of("local", Map.of("user_sessions", 4L, "task_progress.tasks", 2L)));
    JsonNode outputs = json(events("local").ended(run, end)).path("outputs");
    String rows = "/outputFacets/outputStatistics/rowCount";
    assertThat(named(outputs, "shop.main.user_sessions").at(rows).asLong(-1)).isEqualTo(4);
    assertThat(named(outputs, "shop.task_progress.tasks").at(rows).asLong(-1)).isEqualTo(2);
    assertThat(named(outputs, "shop.raw_events.resume").at(rows).asLong(-1)).isZero();
    assertThat(json(events("local").started(run)).at("/outputs/0" + rows).isMissingNode()).isTrue();
  }

  @Test
  void theIdIsTheLedgersOrMadeOfIt() {
    LineageRun run = run("raw-events", "{}");
    LineageRun other =
        new LineageRun(
            "2026-01 by hand", "raw-events", "0", "prod", "{}", run.from(), run.to(), false, AT);
    assertThat(run.uuid()).hasToString("6f1c1c1e-1111-3111-8111-111111111111");
    assertThat(other.uuid())
        .isEqualTo(
            new LineageRun("2026-01 by hand", "kpi", "1", "x", "{}", run.to(), run.to(), true, AT)
                .uuid());
  }
}
