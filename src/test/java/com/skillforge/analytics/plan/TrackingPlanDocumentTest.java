package com.skillforge.analytics.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the plan with the product document's tables and the extensions to them. */
class TrackingPlanDocumentTest {
  /** What the document calls conditional, and where it is required; elsewhere it is absent. */
  private static final Map<String, Set<String>> CONDITIONAL =
      Map.of(
          "plan_id", Set.of("action_plan_accepted", "task_completion_logged"),
          "assessment_id", Set.of("assessment_completed", "cohort_assessment_assigned"),
          "readiness_score", Set.of("assessment_completed", "readiness_alert_triggered"));

  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  static List<Map<String, String>> dictionary() {
    return DocumentTable.rows("event-dictionary.tsv");
  }

  static List<Map<String, String>> coreProperties() {
    return DocumentTable.rows("core-properties.tsv");
  }

  static List<Map<String, String>> extensions() {
    return DocumentTable.rows("extensions.tsv");
  }

  static List<Map<String, String>> otherRecords() {
    return DocumentTable.rows("other-records.tsv");
  }

  static List<Map<String, String>> topics() {
    return DocumentTable.rows("topics.tsv");
  }

  static List<String> samples() {
    return DocumentTable.lines("samples.ndjson");
  }

  /** Events that the document does not know yet stand behind those that it does. */
  @Test
  void beginsWithTheSameEventsInTheSameOrder() {
    assertThat(events())
        .extracting(RecordType::name)
        .startsWith(dictionary().stream().map(row -> row.get("Event Name")).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("dictionary")
  void describesTheEventAsTheDictionaryDoes(Map<String, String> row) {
    RecordType event = type(row.get("Event Name"));

    assertThat(event.description()).isEqualTo(row.get("Description"));
    assertThat(personas(event)).isEqualTo(row.get("Personas"));
    assertThat(event.emission().frontend()).isEqualTo(row.get("Frontend Emission Point"));
    assertThat(event.emission().backend()).isEqualTo(row.get("Backend Service / Endpoint"));
    assertThat(
            "Snowflake %s, BigQuery %s"
                .formatted(event.storage().snowflake(), event.storage().bigquery()))
        .isEqualTo(row.get("Storage Destinations"));
    assertThat(retention(event)).isEqualTo(row.get("Retention"));
  }

  @ParameterizedTest
  @MethodSource("coreProperties")
  void hasTheCorePropertyOnTheEventsThatTheDocumentMeans(Map<String, String> row) {
    String name = row.get("Property");
    for (RecordType event : events()) {
      Optional<Property> property = event.property(name);
      if (CONDITIONAL.containsKey(name)) {
        assertThat(row.get("Required")).isEqualTo("Conditional");
        assertThat(property.isPresent())
            .as("%s on %s", name, event)
            .isEqualTo(CONDITIONAL.get(name).contains(event.name()));
        property.ifPresent(p -> assertThat(p.required()).as("%s on %s", name, event).isTrue());
      } else {
        assertThat(property).as("%s on %s", name, event).isPresent();
        assertThat(property.orElseThrow().required())
            .as("%s on %s", name, event)
            .isEqualTo(isRequired(row, event));
      }
      property.ifPresent(p -> assertThat(typeWord(p)).isEqualTo(row.get("Type")));
    }
  }

  private static boolean isRequired(Map<String, String> row, RecordType event) {
    return switch (row.get("Required")) {
      case "Yes" -> true;
      case "Optional" -> false;
      default ->
          row.get("Property").equals("user_id") && !event.name().equals("career_match_viewed");
    };
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void hasTheExtension(Map<String, String> row) {
    List<RecordType> on =
        row.get("On").equals("all events") ? events() : List.of(type(row.get("On")));
    for (RecordType event : on) {
      Property property = event.property(row.get("Property")).orElseThrow();
      assertThat(typeWord(property)).isEqualTo(typeWord(row.get("Type")));
      assertThat(property.required()).isEqualTo(row.get("Required").equals("yes"));
    }
  }

  @Test
  void hasNoEventPropertyThatIsNotWrittenDown() {
    Set<String> documented =
        Stream.concat(coreProperties().stream(), extensions().stream())
            .map(row -> row.get("Property"))
            .collect(Collectors.toSet());
    assertThat(events().stream().filter(TrackingPlanDocumentTest::isDocumented))
        .allSatisfy(
            event ->
                assertThat(event.properties())
                    .extracting(Property::name)
                    .doesNotHaveDuplicates()
                    .isSubsetOf(documented));
  }

  @ParameterizedTest
  @MethodSource("otherRecords")
  void hasThePropertiesOfTheOtherRecord(Map<String, String> row) {
    RecordType type = type(row.get("Record type"));
    List<String> expected =
        new ArrayList<>(
            List.of("record_type", "record_id?", "schema_version?", "tenant_id?", "environment?"));
    expected.addAll(List.of(row.get("Properties").split(", ")));

    assertThat(type.eventTimeProperty()).isEqualTo(row.get("Event time"));
    assertThat(type.properties())
        .extracting(p -> p.required() ? p.name() : p.name() + "?")
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void hasTheTopic(Map<String, String> row) {
    Topic topic = PLAN.topic(row.get("Topic")).orElseThrow();
    Set<String> carried =
        row.get("Record types").equals("all events")
            ? events().stream().map(RecordType::name).collect(Collectors.toSet())
            : Set.of(row.get("Record types").split(", "));

    assertThat(topic.recordTypes()).isEqualTo(carried);
    assertThat(topic.key()).isEqualTo(row.get("Key"));
    assertThat(topic.persona().map(Persona::label).orElse("")).isEqualTo(row.get("Persona"));
    assertThat(topic.compacted()).isEqualTo(row.get("Compacted").equals("yes"));
    assertThat(PLAN.topics()).hasSize(topics().size());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void takesTheSamplesAsTheyStand(String json) throws JsonProcessingException {
    JsonNode sample = new ObjectMapper().readTree(json);
    RecordType event = type(sample.get("event_name").textValue());
    Set<String> given = new HashSet<>();
    sample.fieldNames().forEachRemaining(given::add);

    assertThat(event.properties()).extracting(Property::name).containsAll(given);
    assertThat(event.properties().stream().filter(Property::required).map(Property::name))
        .isSubsetOf(given);
  }

  @Test
  void knowsWhatIsEssentialAndWhatTheUserDid() {
    assertThat(names(type -> type.behaviour().essential()))
        .containsExactlyInAnyOrder("settings_tracking_opt_out", "session_started");
    assertThat(
            events().stream()
                .filter(TrackingPlanDocumentTest::isDocumented)
                .filter(type -> !type.behaviour().userInitiated()))
        .extracting(RecordType::name)
        .containsExactly("readiness_alert_triggered");
    assertThat(names(type -> type.behaviour().userInitiated()))
        .isSubsetOf(events().stream().map(RecordType::name).toList());
    assertThat(names(type -> !type.behaviour().suppressible()))
        .containsExactlyInAnyOrder(
            "settings_tracking_opt_out",
            "session_started",
            "account_created",
            "roster_assignment",
            "onet_release_published",
            "etl_job_finished",
            "erasure_requested");
  }

  @Test
  void boundsNumbersAndEnumerations() {
    for (String event :
        List.of("assessment_completed", "readiness_alert_triggered", "readiness_recalculated")) {
      assertRange(event, "readiness_score", 0, 100);
    }
    assertRange("career_match_viewed", "compatibility_score", 0, 100);
    assertRange("page_timing", "engaged_ms", 0, 86_400_000);
    assertThat(property("account_created", "source").allowed())
        .containsExactly("self_signup", "roster_provisioned");
    assertThat(property("etl_job_finished", "status").allowed())
        .containsExactly("succeeded", "failed");
  }

  @Test
  void knowsTheFormatsOfIdentifiers() {
    for (RecordType type : PLAN.recordTypes()) {
      assertThat(type.property(type.kind().idProperty()).orElseThrow().format())
          .isEqualTo(Property.Format.UUID);
      type.property("anonymous_id")
          .ifPresent(p -> assertThat(p.format()).isEqualTo(Property.Format.UUID));
      type.property("pii_hash")
          .ifPresent(p -> assertThat(p.format()).isEqualTo(Property.Format.SHA256));
    }
  }

  @Test
  void knowsTheOneSecondVersion() {
    assertThat(names(type -> type.newestVersion() > 1)).containsExactly("assessment_completed");
    assertThat(type("assessment_completed").newestVersion()).isEqualTo(2);
    assertThat(property("assessment_completed", "module_id").sinceVersion()).isEqualTo(2);
  }

  @Test
  void assignsTasksWithDueDates() {
    assertThat(property("action_plan_accepted", "tasks").fields())
        .extracting(Property::name, Property::type, Property::required)
        .containsExactly(
            tuple("task_id", PropertyType.STRING, true),
            tuple("due_at", PropertyType.TIMESTAMP, true));
  }

  private static void assertRange(String type, String property, double min, double max) {
    assertThat(property(type, property).min()).contains(min);
    assertThat(property(type, property).max()).contains(max);
  }

  /** What the plan has beyond the document is nothing that the document speaks of. */
  private static boolean isDocumented(RecordType type) {
    return type.kind() == RecordType.Kind.RECORD
        || dictionary().stream().anyMatch(row -> type.name().equals(row.get("Event Name")));
  }

  private static List<RecordType> events() {
    return PLAN.recordTypes().stream().filter(t -> t.kind() == RecordType.Kind.EVENT).toList();
  }

  private static RecordType type(String name) {
    return PLAN.recordType(name).orElseThrow();
  }

  private static Property property(String type, String property) {
    return type(type).property(property).orElseThrow();
  }

  private static List<String> names(Predicate<RecordType> wanted) {
    return PLAN.recordTypes().stream()
        .filter(TrackingPlanDocumentTest::isDocumented)
        .filter(wanted)
        .map(RecordType::name)
        .toList();
  }

  private static String personas(RecordType event) {
    if (event.personas().size() == Persona.values().length) {
      return "All";
    }
    return Stream.of(Persona.values())
        .filter(event.personas()::contains)
        .map(
            persona ->
                switch (persona) {
                  case STUDENT -> "Student";
                  case CAREER_CHANGER -> "Career Changer";
                  case ADVISOR -> "Advisor";
                })
        .collect(Collectors.joining(", "));
  }

  private static String retention(RecordType event) {
    String reason = event.storage().retentionReason();
    return event.storage().retentionYears()
        + " years"
        + (reason.isEmpty() ? "" : " (" + reason + ")");
  }

  /** The document's word for a type. */
  private static String typeWord(Property property) {
    return switch (property.type()) {
      case STRING -> "string";
      case INTEGER -> "integer";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "string (ISO 8601 UTC)";
      case STRING_LIST -> "array of strings";
      case OBJECT_LIST -> "array of objects";
    };
  }

  private static String typeWord(String word) {
    return word.equals("timestamp") ? "string (ISO 8601 UTC)" : word;
  }
}
