package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.EVENT_TIME;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.PLAN;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.STUDENT_TOPIC;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.UUID_TEXT;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.accepted;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.contents;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.rejected;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.required;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.source;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.violations;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.with;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.without;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is accepted, and as what. */
class RecordParserTest {
  private static final String ASSESSMENT_SAMPLE =
      """
      {
        "event_name": "assessment_completed",
        "event_timestamp": "2024-05-21T15:42:18Z",
        "anonymous_id": "0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c812",
        "user_id": "usr_12345",
        "persona": "student",
        "context_page": "/assessments/design-thinking",
        "context_device": "web.desktop",
        "assessment_id": "assess_9087",
        "readiness_score": 72,
        "opt_out_status": false,
        "pii_hash": "c3a94b4e9a3d7c6d4b65f7d67c2dbfe09f4c2f5ddad3d6e279d0da5f1e65e123"
      }
      """;

  private static final String OPT_OUT_SAMPLE =
      """
      {
        "event_name": "settings_tracking_opt_out",
        "event_timestamp": "2024-05-22T09:05:02Z",
        "anonymous_id": "eb6f2d10-93c8-49a9-9648-3a0b5f86c9fe",
        "user_id": "usr_67890",
        "persona": "career_changer",
        "context_page": "/settings/privacy",
        "opt_out_status": true,
        "pii_hash": "f90d9f9d4204f8d9e4df9f6780c2e4ec6d8409770e8b77d76b1f2b9cc9e56fb1"
      }
      """;

  static Stream<RecordType> types() {
    return PLAN.recordTypes().stream();
  }

  @Test
  void theDocumentsFirstSamplePassesAsItStands() {
    AnalyticsRecord record = accepted(STUDENT_TOPIC, ASSESSMENT_SAMPLE);
    assertThat(record.type().name()).isEqualTo("assessment_completed");
    assertThat(record.version()).isEqualTo(1);
    assertThat(record.recordId()).isEqualTo("fe0b50ad-f990-5e32-81d2-bef8d23134a0");
    assertThat(record.tenantId()).isEqualTo("default");
    assertThat(record.environment()).isEqualTo("local");
    assertThat(record.canonicalUserId()).isEqualTo("usr_12345");
    assertThat(record.sender()).isEqualTo("usr_12345");
    assertThat(record.eventTimeMillis()).isEqualTo(EVENT_TIME);
    assertThat(record.recordTimestampMillis()).isEqualTo(EVENT_TIME + 500);
    assertThat(record.position())
        .isEqualTo(new RecordPosition(RecordPosition.KAFKA, STUDENT_TOPIC, 3, 17));
    assertThat(record.tombstone()).isFalse();
    assertThat(record.optedOut()).isFalse();
    Map<String, Object> contents = contents(record);
    contents.remove("(record)");
    assertThat(contents)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("event_name", "assessment_completed"),
                Map.entry("event_id", "fe0b50ad-f990-5e32-81d2-bef8d23134a0"),
                Map.entry("event_timestamp", EVENT_TIME),
                Map.entry("schema_version", 1L),
                Map.entry("tenant_id", "default"),
                Map.entry("environment", "local"),
                Map.entry("anonymous_id", UUID_TEXT),
                Map.entry("user_id", "usr_12345"),
                Map.entry("persona", "student"),
                Map.entry("context_page", "/assessments/design-thinking"),
                Map.entry("context_device", "web.desktop"),
                Map.entry("opt_out_status", false),
                Map.entry("pii_hash", SampleRecords.HASH),
                Map.entry("salt_version", 1L),
                Map.entry("assessment_id", "assess_9087"),
                Map.entry("readiness_score", 72.0)));
  }

  @Test
  void theDocumentsSecondSamplePassesAsItStands() {
    AnalyticsRecord record = accepted("analytics.events.career_changer", OPT_OUT_SAMPLE);
    assertThat(record.type().name()).isEqualTo("settings_tracking_opt_out");
    assertThat(record.recordId()).isEqualTo("4a08c485-85ac-5074-a119-99af4542765a");
    assertThat(record.flag("opt_out_status", false)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypePassesWithItsRequiredProperties(RecordType type) {
    AnalyticsRecord record = accepted(SampleRecords.topicOf(type), json(required(type)));
    assertThat(record.type()).isEqualTo(type);
    assertThat(record.eventTimeMillis()).isEqualTo(EVENT_TIME);
    assertThat(record.text(type.kind().idProperty())).isEqualTo(record.recordId());
    assertThat(record.text(type.kind().nameProperty())).isEqualTo(type.name());
    assertThat(record.integer("salt_version")).isNull();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypePassesWithEveryProperty(RecordType type) {
    AnalyticsRecord record = accepted(SampleRecords.topicOf(type), json(SampleRecords.full(type)));
    assertThat(record.version()).isEqualTo(type.newestVersion());
    for (int i = 0; i < type.properties().size(); i++) {
      assertThat(record.value(i)).as(type.properties().get(i).name()).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyRequiredPropertyIsMissedAbsentNullOrEmpty(RecordType type) {
    String topic = SampleRecords.topicOf(type);
    type.properties().stream()
        .filter(property -> property.required())
        .forEach(
            property -> {
              String name = property.name();
              List<String> missing = List.of("MISSING_PROPERTY $." + name);
              Map<String, Object> members = required(type);
              assertThat(violations(topic, json(without(members, name)))).isEqualTo(missing);
              assertThat(violations(topic, json(with(members, name, null)))).isEqualTo(missing);
              assertThat(violations(topic, json(with(members, name, "")))).isEqualTo(missing);
            });
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyScalarPropertyRefusesArraysAndObjects(RecordType type) {
    String topic = SampleRecords.topicOf(type);
    for (var property : type.properties()) {
      Map<String, Object> full = SampleRecords.full(type);
      String name = property.name();
      List<String> wrong = List.of("WRONG_TYPE $." + name);
      assertThat(violations(topic, json(with(full, name, Map.of("a", 1))))).isEqualTo(wrong);
      boolean list = property.type().name().endsWith("LIST");
      if (!list) {
        assertThat(violations(topic, json(with(full, name, List.of())))).isEqualTo(wrong);
      }
    }
  }

  @Test
  void theVersionSuffixBeatsTheProperty() {
    Map<String, Object> event = required("assessment_completed");
    Map<String, Object> second = with(event, "event_name", "assessment_completed_v2");
    AnalyticsRecord record = accepted(with(with(second, "module_id", "m1"), "schema_version", 1));
    assertThat(record.version()).isEqualTo(2);
    assertThat(record.type().name()).isEqualTo("assessment_completed");
    assertThat(record.text("event_name")).isEqualTo("assessment_completed");
    assertThat(record.integer("schema_version")).isEqualTo(2);
    assertThat(record.text("module_id")).isEqualTo("m1");
    assertThat(accepted(with(second, "schema_version", 99)).version()).isEqualTo(2);
    assertThat(accepted(with(event, "schema_version", 2)).version()).isEqualTo(2);
    assertThat(accepted(with(event, "schema_version", 2.0)).version()).isEqualTo(2);
    assertThat(accepted(with(event, "schema_version", null)).version()).isEqualTo(1);
  }

  @Test
  void optionalNullsArePrunedAndEmptyTextsKept() {
    Map<String, Object> event = required("session_started");
    AnalyticsRecord record = accepted(with(with(event, "context_device", null), "session_id", ""));
    assertThat(record.text("context_device")).isNull();
    assertThat(record.text("session_id")).isEmpty();
    assertThat(violations(with(event, "pii_hash", ""))).containsExactly("BAD_FORMAT $.pii_hash");
    assertThat(violations(with(event, "event_id", ""))).containsExactly("BAD_FORMAT $.event_id");
  }

  @Test
  void anEmptyTenantOrEnvironmentCountsAsAbsent() {
    Map<String, Object> event = required("session_started");
    AnalyticsRecord record = accepted(with(with(event, "tenant_id", ""), "environment", ""));
    assertThat(record.tenantId()).isEqualTo("default");
    assertThat(record.text("tenant_id")).isEqualTo("default");
    assertThat(record.environment()).isEqualTo("local");
    assertThat(record.text("environment")).isEqualTo("local");
  }

  @Test
  void givenIdentityTenantAndEnvironmentAreKept() {
    Map<String, Object> event = required("session_started");
    event.put("event_id", UUID_TEXT.toUpperCase(Locale.ROOT));
    event.put("tenant_id", "uni");
    event.put("environment", "prod");
    event.put("pii_hash", SampleRecords.HASH);
    event.put("salt_version", 4);
    AnalyticsRecord record = accepted(event);
    assertThat(record.recordId()).isEqualTo(UUID_TEXT);
    assertThat(record.text("event_id")).isEqualTo(UUID_TEXT);
    assertThat(record.tenantId()).isEqualTo("uni");
    assertThat(record.environment()).isEqualTo("prod");
    assertThat(record.integer("salt_version")).isEqualTo(4);
  }

  @Test
  void aDerivedIdentityIsThatOfTheCanonicalJson() {
    String expected = "769a0e13-62a4-592f-a7f4-155ad27802ad";
    String written =
        """
        {"extra": {"b":[1,2.50,1e3],"a":null}, "event_timestamp":"2024-05-21T15:42:18Z",
         "anonymous_id":"0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c812","user_id":"usr_\\u00e9",
         "persona":"student","context_page":"\\/a/b","opt_out_status":false,
         "event_name":"session_started"}
        """;
    assertThat(accepted(STUDENT_TOPIC, written).recordId()).isEqualTo(expected);
    String other = written.replace("/a/b", "/a/c");
    assertThat(accepted(STUDENT_TOPIC, other).recordId()).isNotEqualTo(expected);
  }

  @Test
  void anEventWithoutUserIsSentByItsBrowser() {
    AnalyticsRecord record = accepted(required("career_match_viewed"));
    assertThat(record.canonicalUserId()).isNull();
    assertThat(record.sender()).isEqualTo(UUID_TEXT);
  }

  @Test
  void numbersWithoutFractionAreIntegers() {
    Map<String, Object> event = with(required("session_started"), "pii_hash", SampleRecords.HASH);
    for (String number : List.of("5", "5.0", "5e0", "0.5e1", "50E-1")) {
      String json = json(with(event, "salt_version", 0)).replace(":0}", ":" + number + "}");
      assertThat(accepted(STUDENT_TOPIC, json).integer("salt_version")).as(number).isEqualTo(5);
    }
  }

  @Test
  void listsMayBeEmpty() {
    assertThat(
            accepted(with(required("action_plan_accepted"), "tasks", List.of())).objects("tasks"))
        .isEmpty();
    Map<String, Object> cohort =
        with(required("cohort_assessment_assigned"), "student_ids", List.of());
    assertThat(accepted("analytics.events.advisor", json(cohort)).texts("student_ids")).isEmpty();
  }

  @Test
  void listsAreKeptInOrder() {
    AnalyticsRecord plan = accepted(required("action_plan_accepted"));
    assertThat(plan.objects("tasks"))
        .hasSize(2)
        .allSatisfy(task -> assertThat(task.text(0)).isEqualTo("some task_id"))
        .allSatisfy(task -> assertThat(task.millis(1)).isEqualTo(EVENT_TIME));
    AnalyticsRecord cohort =
        accepted("analytics.events.advisor", json(required("cohort_assessment_assigned")));
    assertThat(cohort.texts("student_ids")).containsExactly("usr_1", "usr_2");
  }

  @Test
  void topicsMayBeRenamed() {
    List<Topic> renamed = new ArrayList<>();
    for (Topic topic : PLAN.topics()) {
      renamed.add(
          new Topic(
              "x." + topic.name(),
              topic.option(),
              topic.persona(),
              topic.recordTypes(),
              topic.compacted(),
              topic.key()));
    }
    TrackingPlan plan = PLAN.withTopics(renamed);
    SourceRecord source =
        source("x." + STUDENT_TOPIC, json(required("session_started")).getBytes(UTF_8));
    RecordParser parser = new RecordParser(plan, "local");
    assertThat(accepted(parser.parse(source, name -> {})).position().topic())
        .isEqualTo("x." + STUDENT_TOPIC);
    SourceRecord unknown = source(STUDENT_TOPIC, "{}".getBytes(UTF_8));
    assertThatThrownBy(() -> parser.parse(unknown, name -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(STUDENT_TOPIC);
  }

  @Test
  void aParserIsReusableAfterAnyFailure() {
    RecordParser parser = new RecordParser(PLAN, "local");
    String good = json(required("action_plan_accepted"));
    AnalyticsRecord first =
        accepted(parser.parse(source(STUDENT_TOPIC, good.getBytes(UTF_8)), name -> {}));
    for (String bad :
        Arrays.asList("{\"a\":{\"a\":1,", "[[[", "{\"user_id\":1,\"user_id\":2}", "{}")) {
      rejected(parser.parse(source(STUDENT_TOPIC, bad.getBytes(UTF_8)), name -> {}));
      AnalyticsRecord again =
          accepted(parser.parse(source(STUDENT_TOPIC, good.getBytes(UTF_8)), name -> {}));
      assertThat(contents(again)).isEqualTo(contents(first));
    }
  }
}
