package com.skillforge.analytics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.simulation.SimulatedRecord.Kind;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemesterSimulatorTest {
  private static final int SIZE = 20_000;
  private static final Simulation SIMULATION =
      SemesterSimulator.simulate(SimulationSettings.of(7, SIZE));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PII =
      Pattern.compile(
          "@|\\+\\d{8}|(?<![A-Za-z0-9])\\d{3}[ .()-]{0,2}\\d{3}[ .-]?\\d{4}(?![A-Za-z0-9])");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @Test
  void repeatsItselfByteForByte() {
    Simulation again = SemesterSimulator.simulate(SimulationSettings.of(7, SIZE));

    assertThat(again.expectations()).isEqualTo(SIMULATION.expectations());
    assertThat(again.termsCsv()).isEqualTo(SIMULATION.termsCsv());
    assertThat(again.identityLinksCsv()).isEqualTo(SIMULATION.identityLinksCsv());
    for (int i = 0; i < SIZE; i++) {
      SimulatedRecord one = SIMULATION.records().get(i);
      SimulatedRecord other = again.records().get(i);
      assertThat(withoutValue(other)).isEqualTo(withoutValue(one));
      assertThat(other.value().orElse(null)).isEqualTo(one.value().orElse(null));
    }
  }

  @Test
  void anotherSeedGivesAnotherSemester() {
    Simulation other = SemesterSimulator.simulate(SimulationSettings.of(8, SIZE));

    assertThat(other.expectations()).isNotEqualTo(SIMULATION.expectations());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 777, 1_000, 3_001, 10_000})
  void hitsTheSizeExactly(int size) {
    Simulation simulation = SemesterSimulator.simulate(SimulationSettings.of(3, size));

    assertThat(simulation.records()).hasSize(size);
  }

  @Test
  void refusesSizesThatHaveNoRoomForEverything() {
    assertThatThrownBy(() -> SimulationSettings.of(1, 499))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 500");
  }

  @Test
  void expectationsAddUp() {
    Expectations expected = SIMULATION.expectations();

    assertThat(expected.read()).isEqualTo(SIZE);
    assertThat(
            expected.accepted()
                + expected.duplicates()
                + expected.suppressed()
                + expected.deadLettered())
        .isEqualTo(SIZE);
    assertThat(expected.duplicates()).isEqualTo(SIZE / 50);
    assertThat(sum(expected.acceptedByType())).isEqualTo(expected.accepted());
    assertThat(sum(expected.suppressedByType())).isEqualTo(expected.suppressed());
    assertThat(expected.suppressed()).isPositive();
    assertThat(expected.late()).isBetween(SIZE / 100L, SIZE / 50L);
    assertThat(expected.outOfOrder()).isBetween(SIZE / 50L, SIZE / 25L);
    assertThat(sum(expected.deadLetterCodes())).isGreaterThan(expected.deadLettered());
  }

  @Test
  void hasEveryRecordTypeAndEveryErrorCode() {
    assertThat(SIMULATION.expectations().acceptedByType().keySet())
        .containsExactlyInAnyOrder(
            "student_onboarding_completed",
            "resume_parsed",
            "assessment_completed",
            "career_match_viewed",
            "action_plan_accepted",
            "task_completion_logged",
            "advisor_note_added",
            "cohort_assessment_assigned",
            "readiness_alert_triggered",
            "report_export_generated",
            "session_started",
            "settings_tracking_opt_out",
            "account_created",
            "roster_assignment",
            "readiness_recalculated",
            "page_timing",
            "onet_release_published",
            "etl_job_finished",
            "erasure_requested");
    assertThat(SIMULATION.expectations().deadLetterCodes().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
    assertThat(SIMULATION.records()).anyMatch(r -> r.kind() == Kind.TOMBSTONE);
  }

  @Test
  void arrivesInOrderAndNeverBeforeItHappened() {
    assertThat(SIMULATION.records())
        .isSortedAccordingTo(Comparator.comparingLong(SimulatedRecord::recordTimestampMillis));
    for (SimulatedRecord record : SIMULATION.records()) {
      if (record.isAccepted() && record.kind() != Kind.TOMBSTONE) {
        long ahead = eventTime(json(record)) - record.recordTimestampMillis();
        assertThat(ahead).as("%s", record.recordType()).isNegative();
        if (record.kind() == Kind.LATE) {
          assertThat(-ahead).isGreaterThanOrEqualTo(Duration.ofHours(1).toMillis());
        }
      }
    }
  }

  @Test
  void validRecordsHaveTheCorePropertiesAndNoPersonalData() {
    for (SimulatedRecord record : SIMULATION.records()) {
      if (record.kind() == Kind.INVALID || record.value().isEmpty()) {
        continue;
      }
      JsonNode json = json(record);
      assertThat(json.isObject()).isTrue();
      if (json.has("event_name")) {
        assertThat(json.path("anonymous_id").asText()).matches(UUID_TEXT);
        assertThat(json.path("context_page").asText()).isNotEmpty();
        assertThat(json.path("opt_out_status").isBoolean()).isTrue();
        assertThat(record.topic()).isEqualTo("analytics.events." + json.path("persona").asText());
        if (!record.recordType().equals("career_match_viewed")) {
          assertThat(json.path("user_id").asText()).isNotEmpty();
        }
      }
      String text = UUID_TEXT.matcher(text(record)).replaceAll("");
      assertThat(PII.matcher(text).find()).as(text).isFalse();
    }
  }

  @Test
  void onlyInvalidRecordsHoldAddressesAndTheyAreExamples() {
    Pattern address = Pattern.compile("@[a-z.]+");
    Pattern number = Pattern.compile("\\D(\\d{3})[ )-]*010-?01\\d\\d\\D");
    long found = 0;
    for (SimulatedRecord record : SIMULATION.records()) {
      if (record.codes().contains(ErrorCode.RAW_PII)) {
        String text = text(record);
        assertThat(text).containsAnyOf("example.com", "555");
        assertThat(address.matcher(text).results().map(r -> r.group()))
            .allMatch(a -> a.endsWith("example.com"));
        assertThat(number.matcher(text).results().map(r -> r.group(1))).allMatch("555"::equals);
        found++;
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(6);
  }

  /** Works out duplicates and suppression from the bytes alone, by the rules of the product. */
  @Test
  void kindsFollowFromTheRecords() {
    Map<String, NavigableMap<Long, Boolean>> switches = new HashMap<>();
    for (SimulatedRecord record : SIMULATION.records()) {
      if (record.kind() != Kind.INVALID
          && record.recordType().equals("settings_tracking_opt_out")) {
        JsonNode json = json(record);
        switches
            .computeIfAbsent(owner(json), user -> new TreeMap<>())
            .put(eventTime(json), json.path("opt_out_status").asBoolean());
      }
    }
    Map<String, Kind> first = new HashMap<>();
    for (SimulatedRecord record : SIMULATION.records()) {
      if (record.kind() == Kind.INVALID || record.kind() == Kind.TOMBSTONE) {
        continue;
      }
      JsonNode json = json(record);
      boolean isNew = first.putIfAbsent(identity(record, json), record.kind()) == null;
      assertThat(record.kind() == Kind.DUPLICATE).as("%s", record).isEqualTo(!isNew);
      if (isNew) {
        assertThat(record.kind() == Kind.SUPPRESSED)
            .as("%s", record)
            .isEqualTo(isSuppressed(record, json, switches));
      }
    }
    assertThat(switches).isNotEmpty();
  }

  @Test
  void filesHoldNoNullValues() {
    Simulation files =
        SemesterSimulator.simulate(
            new SimulationSettings(5, 2_000, 0.3, Optional.of("staging"), Medium.FILES));

    assertThat(files.records()).allMatch(record -> record.value().isPresent());
    assertThat(files.expectations().deadLetterCodes()).hasSize(ErrorCode.values().length);
  }

  private static List<Object> withoutValue(SimulatedRecord record) {
    return List.of(
        record.topic(),
        record.key(),
        record.recordTimestampMillis(),
        record.kind(),
        record.codes());
  }

  private static boolean isSuppressed(
      SimulatedRecord record, JsonNode json, Map<String, NavigableMap<Long, Boolean>> switches) {
    boolean essential =
        List.of("session_started", "settings_tracking_opt_out").contains(record.recordType());
    boolean concerned =
        json.has("event_name")
            || List.of("page_timing", "readiness_recalculated").contains(record.recordType());
    if (essential || !concerned) {
      return false;
    }
    Map.Entry<Long, Boolean> last =
        switches.getOrDefault(owner(json), new TreeMap<>()).floorEntry(eventTime(json));
    return json.path("opt_out_status").asBoolean() || (last != null && last.getValue());
  }

  private static String owner(JsonNode json) {
    return json.path("tenant_id").asText("default") + "|" + json.path("user_id").asText("");
  }

  private static String identity(SimulatedRecord record, JsonNode json) {
    String user = json.path("user_id").asText("");
    String sender = user.isEmpty() ? json.path("anonymous_id").asText(record.topic()) : user;
    String id = json.path("event_id").asText(json.path("record_id").asText(text(record)));
    return String.join(
        "|", json.path("tenant_id").asText("default"), sender, id.toLowerCase(Locale.ROOT));
  }

  private static long eventTime(JsonNode json) {
    String property =
        switch (json.path("record_type").asText("event")) {
          case "event" -> "event_timestamp";
          case "account_created" -> "created_at";
          case "roster_assignment" -> "assigned_at";
          case "readiness_recalculated" -> "recalculated_at";
          case "page_timing" -> "started_at";
          case "onet_release_published" -> "released_at";
          case "etl_job_finished" -> "finished_at";
          case "erasure_requested" -> "requested_at";
          default -> throw new AssertionError(json);
        };
    return Instant.parse(json.path(property).asText()).toEpochMilli();
  }

  private static JsonNode json(SimulatedRecord record) {
    try {
      return JSON.readTree(record.value().orElseThrow());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(SimulatedRecord record) {
    return new String(record.value().orElseThrow(), StandardCharsets.UTF_8);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().collect(Collectors.summingLong(n -> n));
  }
}
