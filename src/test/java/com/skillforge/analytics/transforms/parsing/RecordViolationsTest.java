package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.STUDENT_TOPIC;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.rejected;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.required;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.violations;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.with;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.without;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.ErrorCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rejected, and why: each error code by example. */
class RecordViolationsTest {
  private static final Map<String, Object> SESSION = required("session_started");

  /** A valid event with one more member, written as it stands. */
  private static String sessionWith(String member) {
    String json = json(SESSION);
    return json.substring(0, json.length() - 1) + "," + member + "}";
  }

  private static List<String> session(String name, Object value) {
    return violations(with(SESSION, name, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "[1,]",
        "nul",
        "{} {}",
        "{} x",
        "1 2",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":1e400}",
        "{\"a\":[-1e400]}",
        "{\"readiness_score\":1e400}",
        "[1e400]",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\ude00\\ud83d\"}",
        "{\"user_id\":\"x\\ud83d\"}",
        "{\"\\ud800\":1}",
        "{\"a\":{\"\\udc00\":1}}",
        "{\"tasks\":[{\"\\udc00\":1}]}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":1}",
        "{\"user_id\":1,\"user_id\":1}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "{\"a\":[[{\"b\":1,\"c\":{},\"b\":1}]]}",
        "{\"tasks\":[{\"b\":1,\"b\":1}]}",
        "[{\"b\":1,\"b\":1}]",
        "{\"a\":\"tab\there\"}",
        "// comment\n{}",
        "{\"a\":1}\u0000",
      })
  void malformedJson(String text) {
    assertThat(violations(STUDENT_TOPIC, text)).containsExactly("MALFORMED_JSON $");
  }

  @Test
  void otherEncodingsAreMalformed() {
    String json = json(SESSION);
    byte[] utf8 = json.getBytes(UTF_8);
    byte[] latin1 = Arrays.copyOf(utf8, utf8.length);
    latin1[utf8.length / 2] = (byte) 0xE9;
    byte[] marked = ("\uFEFF" + json).getBytes(UTF_8);
    for (byte[] bytes : List.of(json.getBytes(UTF_16BE), latin1, marked)) {
      assertThat(violations(STUDENT_TOPIC, bytes)).containsExactly("MALFORMED_JSON $");
    }
  }

  @ParameterizedTest
  @CsvSource({"31, true", "32, false"})
  void nestingDeeperThan32IsMalformed(int arrays, boolean valid) {
    String nested = "[".repeat(arrays) + "]".repeat(arrays);
    List<String> expected = valid ? List.of() : List.of("MALFORMED_JSON $");
    assertThat(violations(STUDENT_TOPIC, sessionWith("\"deep\":" + nested))).isEqualTo(expected);
  }

  @Test
  void sameNamesInDifferentObjectsAreNoDuplicates() {
    String member =
        "\"a\":{\"user_id\":1,\"b\":{\"user_id\":1},\"c\":[{\"b\":1},{\"b\":1}]},\"b\":1";
    assertThat(violations(STUDENT_TOPIC, sessionWith(member))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "1", "-0", "\"text\"", "true", "null", " [1, 2.5e3] "})
  void notAnObject(String text) {
    assertThat(violations(STUDENT_TOPIC, text)).containsExactly("NOT_AN_OBJECT $");
  }

  @Test
  void tooLarge() {
    String json = json(SESSION);
    String fits = json + " ".repeat(RecordParser.MAX_BYTES - json.length());
    assertThat(violations(STUDENT_TOPIC, fits)).isEmpty();
    assertThat(violations(STUDENT_TOPIC, fits + " ")).containsExactly("TOO_LARGE $");
    String notJson = "x maya@example.org".repeat(100_000);
    DeadLetter letter = rejected(STUDENT_TOPIC, notJson);
    assertThat(letter.codes()).containsExactly(ErrorCode.TOO_LARGE);
    assertThat(letter.payload()).doesNotContain("maya").hasSizeLessThan(33_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no_such_event",
        "Session_started",
        "session_started_v1",
        "session_started_v0",
        "assessment_completed_v02",
        "assessment_completed_v",
        "no_such_event_v2",
        "roster_assignment",
        "_v2",
        " ",
      })
  void unknownEvent(String name) {
    assertThat(session("event_name", name)).containsExactly("UNKNOWN_EVENT $.event_name");
  }

  @Test
  void aTypeOnTheWrongTopicIsUnknown() {
    assertThat(violations("platform.accounts", json(required("page_timing"))))
        .containsExactly("UNKNOWN_EVENT $.record_type");
    assertThat(violations("analytics.events.student", json(required("account_created"))))
        .containsExactly("UNKNOWN_EVENT $.record_type");
    assertThat(violations("platform.accounts", json(required("session_started"))))
        .containsExactly("UNKNOWN_EVENT $.event_name");
    Map<String, Object> release = required("onet_release_published");
    assertThat(violations("etl.jobs", json(release))).isEmpty();
    assertThat(violations("advisor.roster", json(release)))
        .containsExactly("UNKNOWN_EVENT $.record_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session_started_v2",
        "assessment_completed_v3",
        "session_started_v99999999999999999999"
      })
  void unsupportedVersionByName(String name) {
    assertThat(session("event_name", name)).containsExactly("UNSUPPORTED_VERSION $.event_name");
  }

  @Test
  void unsupportedVersionByProperty() {
    assertThat(session("schema_version", 2))
        .containsExactly("UNSUPPORTED_VERSION $.schema_version");
    assertThat(session("schema_version", 9_000_000_000_000L))
        .containsExactly("UNSUPPORTED_VERSION $.schema_version");
  }

  @Test
  void whatAllEventsShareIsCheckedWithoutAType() {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("persona", "advisor");
    event.put("event_name", "no_such_event");
    event.put("anonymous_id", "nope");
    event.put("note", "call +1 415 555 0100");
    assertThat(violations(event))
        .containsExactly(
            "TOPIC_PERSONA_MISMATCH $.persona",
            "UNKNOWN_EVENT $.event_name",
            "BAD_FORMAT $.anonymous_id",
            "RAW_PII $.note",
            "MISSING_PROPERTY $.event_timestamp",
            "MISSING_PROPERTY $.context_page",
            "MISSING_PROPERTY $.opt_out_status");
  }

  @Test
  void aRecordWithoutName() {
    assertThat(violations(without(SESSION, "event_name")))
        .containsExactly("MISSING_PROPERTY $.event_name");
    assertThat(session("event_name", null)).containsExactly("MISSING_PROPERTY $.event_name");
    assertThat(session("event_name", "")).containsExactly("MISSING_PROPERTY $.event_name");
    assertThat(session("event_name", 5)).containsExactly("WRONG_TYPE $.event_name");
    assertThat(violations(with(without(SESSION, "event_name"), "record_type", "session_started")))
        .containsExactly("MISSING_PROPERTY $.event_name");
  }

  @Test
  void wrongType() {
    assertThat(session("user_id", 5)).containsExactly("WRONG_TYPE $.user_id");
    assertThat(session("user_id", true)).containsExactly("WRONG_TYPE $.user_id");
    assertThat(session("event_timestamp", 1_716_306_138L))
        .containsExactly("WRONG_TYPE $.event_timestamp");
    assertThat(session("opt_out_status", "false")).containsExactly("WRONG_TYPE $.opt_out_status");
    assertThat(session("opt_out_status", 0)).containsExactly("WRONG_TYPE $.opt_out_status");
    assertThat(session("persona", 1)).containsExactly("WRONG_TYPE $.persona");
    assertThat(session("schema_version", "1")).containsExactly("WRONG_TYPE $.schema_version");
    assertThat(session("schema_version", 1.5)).containsExactly("WRONG_TYPE $.schema_version");
    Map<String, Object> assessment = required("assessment_completed");
    assertThat(violations(with(assessment, "readiness_score", "72")))
        .containsExactly("WRONG_TYPE $.readiness_score");
  }

  @Test
  void badFormat() {
    assertThat(session("anonymous_id", "0f3c2f741e614c3c90b18e1bf7d5c812"))
        .containsExactly("BAD_FORMAT $.anonymous_id");
    assertThat(session("anonymous_id", "0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c81g"))
        .containsExactly("BAD_FORMAT $.anonymous_id");
    assertThat(session("anonymous_id", "0f3c2f74-1e61-4c3c-90b108e1bf7d5c812"))
        .containsExactly("BAD_FORMAT $.anonymous_id");
    assertThat(session("pii_hash", "C3" + SampleRecords.HASH.substring(2)))
        .containsExactly("BAD_FORMAT $.pii_hash");
    assertThat(session("pii_hash", SampleRecords.HASH + "0"))
        .containsExactly("BAD_FORMAT $.pii_hash");
    assertThat(session("event_timestamp", "2024-05-21 15:42:18"))
        .containsExactly("BAD_FORMAT $.event_timestamp");
    Map<String, Object> account = with(required("account_created"), "source", "gift");
    assertThat(violations("platform.accounts", json(account)))
        .containsExactly("BAD_FORMAT $.source");
    Map<String, Object> task = with(required("task_completion_logged"), "due_at", "");
    assertThat(violations(task)).containsExactly("BAD_FORMAT $.due_at");
  }

  @ParameterizedTest
  @CsvSource({
    "readiness_score, 100.5, OUT_OF_RANGE",
    "readiness_score, -0.5, OUT_OF_RANGE",
    "readiness_score, 1e300, OUT_OF_RANGE",
    "readiness_score, 123456789012345678901234567890, OUT_OF_RANGE",
    "readiness_score, 0, ",
    "readiness_score, -0.0, ",
    "readiness_score, 100, ",
    "schema_version, 0, OUT_OF_RANGE",
    "schema_version, -1, OUT_OF_RANGE",
    "schema_version, 1e30, OUT_OF_RANGE",
    "salt_version, 0, OUT_OF_RANGE",
    "salt_version, 9223372036854775807, ",
    "salt_version, 9223372036854775808, OUT_OF_RANGE",
    "salt_version, -9223372036854775809, OUT_OF_RANGE",
    "salt_version, 1.5, WRONG_TYPE",
  })
  void outOfRange(String name, String number, String code) {
    String json = json(with(required("assessment_completed"), name, "?")).replace("\"?\"", number);
    List<String> expected = code == null ? List.of() : List.of(code + " $." + name);
    assertThat(violations(STUDENT_TOPIC, json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "86400000, true", "86400001, false", "-1, false"})
  void engagedTimeIsAtMostADay(long millis, boolean valid) {
    Map<String, Object> timing = with(required("page_timing"), "engaged_ms", millis);
    assertThat(violations("frontend.timings", json(timing)))
        .isEqualTo(valid ? List.of() : List.of("OUT_OF_RANGE $.engaged_ms"));
  }

  @Test
  void personas() {
    assertThat(session("persona", "teacher"))
        .containsExactly("PERSONA_NOT_ALLOWED $.persona", "TOPIC_PERSONA_MISMATCH $.persona");
    assertThat(session("persona", "advisor")).containsExactly("TOPIC_PERSONA_MISMATCH $.persona");
    Map<String, Object> note = required("advisor_note_added");
    assertThat(violations(note)).containsExactly("TOPIC_PERSONA_MISMATCH $.persona");
    assertThat(violations(with(note, "persona", "student")))
        .containsExactly("PERSONA_NOT_ALLOWED $.persona");
    Map<String, Object> assessment = required("assessment_completed");
    assertThat(violations(with(assessment, "persona", "advisor")))
        .containsExactly("PERSONA_NOT_ALLOWED $.persona", "TOPIC_PERSONA_MISMATCH $.persona");
    Map<String, Object> account = required("account_created");
    assertThat(violations("platform.accounts", json(with(account, "persona", "Student"))))
        .containsExactly("PERSONA_NOT_ALLOWED $.persona");
    assertThat(violations("platform.accounts", json(with(account, "persona", "advisor"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "event_timestamp, 2014-12-31T23:59:59.999Z, true",
    "event_timestamp, 2015-01-01T00:00:00Z, false",
    "event_timestamp, 2024-05-22T15:42:18.500Z, false",
    "event_timestamp, 2024-05-22T15:42:18.501Z, true",
    "event_timestamp, 2100-01-01T00:00:00Z, true",
    "due_at, 1999-01-01T00:00:00Z, false",
    "due_at, 2099-12-31T23:59:59.999Z, false",
    "due_at, 2100-01-01T00:00:00Z, true",
  })
  void timestampOutOfRange(String name, String timestamp, boolean rejected) {
    List<String> expected = rejected ? List.of("TIMESTAMP_OUT_OF_RANGE $." + name) : List.of();
    assertThat(violations(with(required("task_completion_logged"), name, timestamp)))
        .isEqualTo(expected);
  }

  @Test
  void elementsOfLists() {
    String cohort =
        json(with(required("cohort_assessment_assigned"), "student_ids", List.of("?")))
            .replace("\"?\"", "null,\"usr_1\",\"\",5,[\"a@example.org\"]");
    assertThat(violations("analytics.events.advisor", cohort))
        .containsExactly(
            "MISSING_PROPERTY $.student_ids[0]",
            "MISSING_PROPERTY $.student_ids[2]",
            "WRONG_TYPE $.student_ids[3]",
            "WRONG_TYPE $.student_ids[4]",
            "RAW_PII $.student_ids[4][0]");
    String plan =
        json(with(required("action_plan_accepted"), "tasks", List.of("?")))
            .replace(
                "\"?\"",
                "{\"task_id\":\"t\",\"due_at\":\"soon\"},{\"due_at\":null,\"note\":\"a@example.org\"},"
                    + "null,7,{\"task_id\":{},\"due_at\":\"2100-01-01T00:00:00Z\"}");
    assertThat(violations(STUDENT_TOPIC, plan))
        .containsExactly(
            "BAD_FORMAT $.tasks[0].due_at",
            "MISSING_PROPERTY $.tasks[1].task_id",
            "MISSING_PROPERTY $.tasks[1].due_at",
            "RAW_PII $.tasks[1].note",
            "MISSING_PROPERTY $.tasks[2]",
            "WRONG_TYPE $.tasks[3]",
            "WRONG_TYPE $.tasks[4].task_id",
            "TIMESTAMP_OUT_OF_RANGE $.tasks[4].due_at");
  }

  @Test
  void allViolationsInDocumentOrderThenWhatIsMissing() {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("readiness_score", 101);
    event.put("pii_hash", "x");
    event.put("extra", Map.of("mail", "maya@example.org"));
    event.put("opt_out_status", "no");
    event.put("event_name", "assessment_completed");
    event.put("context_page", "/u/maya%40example.org");
    event.put("persona", "wizard");
    event.put("event_timestamp", "2001-01-01T00:00:00Z");
    assertThat(violations(event))
        .containsExactly(
            "OUT_OF_RANGE $.readiness_score",
            "BAD_FORMAT $.pii_hash",
            "RAW_PII $.extra.mail",
            "WRONG_TYPE $.opt_out_status",
            "RAW_PII $.context_page",
            "PERSONA_NOT_ALLOWED $.persona",
            "TOPIC_PERSONA_MISMATCH $.persona",
            "TIMESTAMP_OUT_OF_RANGE $.event_timestamp",
            "MISSING_PROPERTY $.anonymous_id",
            "MISSING_PROPERTY $.user_id",
            "MISSING_PROPERTY $.assessment_id");
  }

  @Test
  void messagesAreTheSameForTheSameMistake() {
    DeadLetter one = rejected(STUDENT_TOPIC, json(with(SESSION, "pii_hash", "secret one")));
    DeadLetter other = rejected(STUDENT_TOPIC, json(with(SESSION, "pii_hash", "secret two")));
    assertThat(one.message())
        .isEqualTo(other.message())
        .isEqualTo("BAD_FORMAT at $.pii_hash: must be 64 lower-case hexadecimal digits");
    assertThat(
            rejected(STUDENT_TOPIC, json(with(SESSION, "event_name", "x".repeat(200)))).message())
        .contains("x".repeat(80) + "…")
        .doesNotContain("x".repeat(81));
  }

  @Test
  void aMegabyteOfViolationsIsListedInPart() {
    String json = sessionWith("\"many\":[" + "\"a@example.org\",".repeat(50_000) + "1]");
    assertThat(violations(STUDENT_TOPIC, json)).hasSize(ViolationList.MAX_VIOLATIONS);
  }
}
