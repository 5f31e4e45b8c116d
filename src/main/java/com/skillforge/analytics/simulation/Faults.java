package com.skillforge.analytics.simulation;

import static com.skillforge.analytics.model.ErrorCode.BAD_FORMAT;
import static com.skillforge.analytics.model.ErrorCode.MALFORMED_JSON;
import static com.skillforge.analytics.model.ErrorCode.MISSING_PROPERTY;
import static com.skillforge.analytics.model.ErrorCode.NOT_AN_OBJECT;
import static com.skillforge.analytics.model.ErrorCode.OUT_OF_RANGE;
import static com.skillforge.analytics.model.ErrorCode.PERSONA_NOT_ALLOWED;
import static com.skillforge.analytics.model.ErrorCode.RAW_PII;
import static com.skillforge.analytics.model.ErrorCode.TIMESTAMP_OUT_OF_RANGE;
import static com.skillforge.analytics.model.ErrorCode.TOO_LARGE;
import static com.skillforge.analytics.model.ErrorCode.TOPIC_PERSONA_MISMATCH;
import static com.skillforge.analytics.model.ErrorCode.UNKNOWN_EVENT;
import static com.skillforge.analytics.model.ErrorCode.UNSUPPORTED_VERSION;
import static com.skillforge.analytics.model.ErrorCode.WRONG_TYPE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.plan.Persona;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The ways in which a record can be wrong: each takes a valid record and breaks exactly the rules
 * whose codes it names. Addresses and telephone numbers are from the ranges reserved for examples.
 */
final class Faults {
  private static final String STUDENT_EVENTS = Topics.events(Persona.STUDENT);
  private static final int ONE_MEBIBYTE = 1 << 20;

  /**
   * One way to be wrong.
   *
   * @param codes exactly what a correct validator finds
   * @param onlyKafka whether a file cannot hold it
   */
  record Fault(Set<ErrorCode> codes, boolean onlyKafka, Function<ValidRecords, Broken> breakIt) {}

  /**
   * A broken record.
   *
   * @param type the record type it was meant to be
   * @param value the payload; empty for a null value
   */
  record Broken(String topic, String type, Optional<byte[]> value) {}

  private final List<Fault> faults = new ArrayList<>();

  private Faults() {}

  /** Every fault; each error code has at least one. */
  static List<Fault> all() {
    Faults all = new Faults();
    all.syntax();
    all.names();
    all.missing();
    all.types();
    all.formats();
    all.ranges();
    all.personas();
    all.times();
    all.personalData();
    all.combinations();
    return List.copyOf(all.faults);
  }

  private void syntax() {
    text(MALFORMED_JSON, json -> json.substring(0, json.length() * 2 / 3));
    text(MALFORMED_JSON, json -> json.replaceFirst("\\{", "{\"persona\":\"student\","));
    text(MALFORMED_JSON, json -> json.replaceFirst("\"readiness_score\":[0-9.]+", "\"x\":NaN"));
    text(MALFORMED_JSON, json -> json.replaceFirst("\"readiness_score\":", "\"x\":-Infinity,$0"));
    text(MALFORMED_JSON, json -> json.replaceFirst("}$", ",\"x\":" + nested(40) + "}"));
    text(MALFORMED_JSON, json -> json + "}");
    text(MALFORMED_JSON, json -> "");
    add(MALFORMED_JSON, false, valid -> broken("assessment_completed", notUtf8(valid)));
    add(
        MALFORMED_JSON,
        true,
        valid -> new Broken(Topics.TIMINGS, RecordLog.PAGE_TIMING, Optional.empty()));
    text(NOT_AN_OBJECT, json -> "[" + json + "]");
    text(NOT_AN_OBJECT, json -> "\"assessment_completed\"");
    text(NOT_AN_OBJECT, json -> "42");
    text(NOT_AN_OBJECT, json -> "null");
    add(
        TOO_LARGE,
        false,
        valid ->
            broken(
                "session_started",
                Payloads.bytes(valid.session().put("context_device", "x".repeat(ONE_MEBIBYTE)))));
  }

  private void names() {
    event(UNKNOWN_EVENT, v -> v.session().put("event_name", "student_badge_earned"));
    event(UNKNOWN_EVENT, v -> v.session().put("event_name", "Session_Started"));
    record(UNKNOWN_EVENT, Topics.TIMINGS, v -> v.timing().put("record_type", "page_scrolled"));
    // Of types that exist, but not on these topics.
    event(UNKNOWN_EVENT, v -> v.session().put("event_name", RecordLog.PAGE_TIMING));
    record(UNKNOWN_EVENT, Topics.TIMINGS, v -> v.timing().setAll(v.readiness()));
    event(UNSUPPORTED_VERSION, v -> v.assessment().put("event_name", "assessment_completed_v3"));
    event(UNSUPPORTED_VERSION, v -> v.session().put("event_name", "session_started_v2"));
    event(UNSUPPORTED_VERSION, v -> v.assessment().put("schema_version", 4));
  }

  private void missing() {
    event(MISSING_PROPERTY, v -> without(v.task(), "task_id"));
    event(MISSING_PROPERTY, v -> v.task().putNull("plan_id"));
    event(MISSING_PROPERTY, v -> v.match().put("occupation_id", ""));
    event(MISSING_PROPERTY, v -> without(v.assessment(), "user_id"));
    event(MISSING_PROPERTY, v -> v.session().putNull("user_id"));
    event(MISSING_PROPERTY, v -> v.session().put("user_id", ""));
    event(MISSING_PROPERTY, v -> v.match().put("anonymous_id", ""));
    event(MISSING_PROPERTY, v -> without(v.session(), "event_timestamp"));
    record(MISSING_PROPERTY, Topics.TIMINGS, v -> without(v.timing(), "engaged_ms"));
    record(MISSING_PROPERTY, Topics.READINESS, v -> without(v.readiness(), "user_id"));
  }

  private void types() {
    event(WRONG_TYPE, v -> v.assessment().put("readiness_score", "72"));
    event(WRONG_TYPE, v -> v.session().put("opt_out_status", "false"));
    event(WRONG_TYPE, v -> v.session().put("user_id", 10_042));
    event(WRONG_TYPE, v -> v.plan().put("tasks", "none"));
    record(WRONG_TYPE, Topics.TIMINGS, v -> v.timing().put("engaged_ms", true));
  }

  private void formats() {
    event(BAD_FORMAT, v -> v.session().put("anonymous_id", "browser-7"));
    event(BAD_FORMAT, v -> v.session().put("event_id", "click-17"));
    event(
        BAD_FORMAT,
        v -> v.session().put("pii_hash", v.random().hex(4).toUpperCase(Locale.ROOT) + "0"));
    event(BAD_FORMAT, v -> v.session().put("event_timestamp", "2026-02-12T10:00:00+01:00"));
    event(BAD_FORMAT, v -> v.session().put("event_timestamp", "2026-02-30T10:00:00Z"));
    event(BAD_FORMAT, v -> v.task().put("due_at", "next Friday"));
    record(BAD_FORMAT, Topics.ACCOUNTS, v -> v.account().put("source", "imported"));
    record(BAD_FORMAT, Topics.JOBS, v -> v.job().put("status", "done"));
  }

  private void ranges() {
    event(OUT_OF_RANGE, v -> v.assessment().put("readiness_score", 101));
    event(OUT_OF_RANGE, v -> v.assessment().put("readiness_score", -0.5));
    event(OUT_OF_RANGE, v -> v.match().put("compatibility_score", 250));
    record(OUT_OF_RANGE, Topics.TIMINGS, v -> v.timing().put("engaged_ms", 86_400_001));
    record(OUT_OF_RANGE, Topics.READINESS, v -> v.readiness().put("readiness_score", 100.1));
  }

  private void personas() {
    record(
        PERSONA_NOT_ALLOWED,
        Topics.events(Persona.CAREER_CHANGER),
        v -> v.onboarding().put("persona", "career_changer"));
    event(
        PERSONA_NOT_ALLOWED,
        v -> v.session().put("event_name", "advisor_note_added").put("student_id", "usr_10001"));
    record(TOPIC_PERSONA_MISMATCH, Topics.events(Persona.ADVISOR), ValidRecords::session);
    record(TOPIC_PERSONA_MISMATCH, Topics.events(Persona.CAREER_CHANGER), ValidRecords::task);
    event(
        Set.of(PERSONA_NOT_ALLOWED, TOPIC_PERSONA_MISMATCH),
        v -> v.session().put("persona", "teacher"));
  }

  private void times() {
    event(
        TIMESTAMP_OUT_OF_RANGE,
        v -> v.session().put("event_timestamp", "2014-12-31T23:59:59.999Z"));
    event(TIMESTAMP_OUT_OF_RANGE, v -> v.task().put("due_at", "2150-01-01T00:00:00Z"));
    add(
        TIMESTAMP_OUT_OF_RANGE,
        true,
        v ->
            broken(
                "session_started",
                Payloads.bytes(
                    v.session()
                        .put(
                            "event_timestamp",
                            Payloads.timestamp(v.at() + 30 * SemesterCalendar.HOUR)))));
  }

  private void personalData() {
    event(RAW_PII, v -> v.session().put("user_id", "maya.lopez@example.com"));
    event(RAW_PII, v -> v.session().put("context_device", "web.mobile (555) 010-0142"));
    event(RAW_PII, v -> v.match().put("context_page", "/matches?call=+15550100177"));
    event(
        RAW_PII,
        v -> {
          ObjectNode json = v.plan();
          json.putObject("contact").putArray("mail").add("james@mail.example.com");
          return json;
        });
    record(RAW_PII, Topics.TIMINGS, v -> v.timing().put("note", "call 555-010-0123 after five"));
  }

  private void combinations() {
    event(
        Set.of(MISSING_PROPERTY, WRONG_TYPE),
        v -> without(v.assessment(), "assessment_id").put("readiness_score", "high"));
    event(
        Set.of(BAD_FORMAT, OUT_OF_RANGE),
        v -> v.assessment().put("anonymous_id", "browser-7").put("readiness_score", 1_000));
    event(
        Set.of(RAW_PII, MISSING_PROPERTY),
        v -> without(v.task(), "plan_id").put("context_page", "/plans/alicia@example.com"));
  }

  private void event(ErrorCode code, Function<ValidRecords, ObjectNode> change) {
    event(Set.of(code), change);
  }

  private void event(Set<ErrorCode> codes, Function<ValidRecords, ObjectNode> change) {
    faults.add(new Fault(codes, false, valid -> broken(STUDENT_EVENTS, change.apply(valid))));
  }

  private void record(ErrorCode code, String topic, Function<ValidRecords, ObjectNode> change) {
    add(code, false, valid -> broken(topic, change.apply(valid)));
  }

  private void text(ErrorCode code, Function<String, String> change) {
    add(
        code,
        false,
        valid -> {
          String json = new String(Payloads.bytes(valid.assessment()), StandardCharsets.UTF_8);
          return broken(
              "assessment_completed", change.apply(json).getBytes(StandardCharsets.UTF_8));
        });
  }

  private void add(ErrorCode code, boolean onlyKafka, Function<ValidRecords, Broken> breakIt) {
    faults.add(new Fault(Set.of(code), onlyKafka, breakIt));
  }

  private static Broken broken(String type, byte[] value) {
    return new Broken(STUDENT_EVENTS, type, Optional.of(value));
  }

  private static Broken broken(String topic, ObjectNode json) {
    String type = json.path("event_name").asText(json.path("record_type").asText());
    return new Broken(topic, type, Optional.of(Payloads.bytes(json)));
  }

  private static ObjectNode without(ObjectNode json, String property) {
    json.remove(property);
    return json;
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  /** The first letter of a page's name becomes a byte that UTF-8 does not have. */
  private static byte[] notUtf8(ValidRecords valid) {
    byte[] json = Payloads.bytes(valid.assessment().put("context_page", "/~"));
    byte[] copy = Arrays.copyOf(json, json.length);
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i] == '~' ? (byte) 0xFF : copy[i];
    }
    return copy;
  }
}
