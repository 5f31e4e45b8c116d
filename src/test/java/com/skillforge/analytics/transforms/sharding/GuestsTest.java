package com.skillforge.analytics.transforms.sharding;

import static com.skillforge.analytics.testing.TestRecords.event;
import static com.skillforge.analytics.testing.TestRecords.optOut;
import static com.skillforge.analytics.testing.TestRecords.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.testing.Blocks;
import com.skillforge.analytics.testing.TestRecords;
import com.skillforge.analytics.transforms.history.HistoryConsumer;
import com.skillforge.analytics.transforms.history.SessionHistory;
import com.skillforge.analytics.transforms.history.UserHistories;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

/** Who gets copies of whose records, and what becomes of the copies in their shards. */
class GuestsTest {
  private static final Guests ALL = Guests.of(Set.of(Route.values()));
  private static final String MONDAY = "2026-01-05T10:00:00Z";
  private static final String TUESDAY = "2026-01-06T10:00:00Z";

  @Test
  void aRosterAssignmentGoesToItsStudent() {
    assertThat(subjects(ALL, roster("alicia", "maya", MONDAY)))
        .containsExactly(Subject.person("maya"));
  }

  @Test
  void aCohortAssignmentGoesToEachMemberOnceAndNamelessToEverybody() {
    AnalyticsRecord cohort = cohort("alicia", MONDAY, "maya", "noah", "maya");

    List<AnalyticsRecord> guests = guests(ALL, cohort);

    assertThat(guests.stream().map(AnalyticsRecord::subject))
        .containsExactlyInAnyOrder(
            Subject.EVERYBODY, Subject.person("maya"), Subject.person("noah"));
    assertThat(guests).noneMatch(guest -> guest.has("student_ids"));
  }

  @Test
  void aTimingGoesToItsSessionElseToThatOfItsSender() {
    assertThat(subjects(ALL, timing("maya", "s1", MONDAY)))
        .containsExactly(Subject.session("session s1"));
    assertThat(subjects(ALL, timing("maya", null, MONDAY)))
        .containsExactly(Subject.session("user maya"));
  }

  @Test
  void preferencesGoToEverybodyOnlyWhereOthersOptOutsMatter() {
    AnalyticsRecord change = optOut("alicia", MONDAY, true);

    assertThat(subjects(ALL, change)).containsExactly(Subject.EVERYBODY);
    assertThat(subjects(Guests.of(Set.of(Route.ROSTER_TO_STUDENT)), change)).isEmpty();
    assertThat(subjects(ALL, session("maya", MONDAY))).isEmpty();
    assertThat(subjects(Guests.NONE, roster("alicia", "maya", MONDAY))).isEmpty();
  }

  @Test
  void aGuestIsNeitherCountedNorASenderOfItsOwn() {
    Shard shard = shard(1, roster("alicia", "maya", MONDAY), session("maya", TUESDAY));

    assertThat(shard.counts.accepted()).isEqualTo(2);
    assertThat(shard.users.get("maya").about("roster_assignment")).hasSize(1);
    assertThat(shard.users.get("maya").records("session_started")).hasSize(1);
  }

  @Test
  void whoSentNothingHasAHistoryWhenOthersSpeakOfThem() {
    Shard shard = shard(5, roster("alicia", "maya", MONDAY));

    assertThat(shard.users.get("maya").records()).isEmpty();
    assertThat(shard.users.get("maya").about()).hasSize(1);
  }

  @Test
  void anOptOutOfTheAdvisorSuppressesTheCopiesToo() {
    Shard shard =
        shard(
            5,
            optOut("alicia", MONDAY, true),
            cohort("alicia", TUESDAY, "maya"),
            session("maya", MONDAY));

    assertThat(shard.counts.suppressed()).isEqualTo(1);
    assertThat(shard.users.get("maya").about()).isEmpty();
    assertThat(shard.users.get("maya").common()).isEmpty();
  }

  @Test
  void ofTwoCohortsWithOneIdTheEarlierOneCountsWhomeverTheLaterOneNames() {
    AnalyticsRecord first = cohort("alicia", MONDAY, "maya");
    AnalyticsRecord copy =
        cohort("alicia", TUESDAY, "maya", "noah").toBuilder()
            .recordId(first.recordId())
            .position(new RecordPosition(RecordPosition.KAFKA, "test", 0, 99_999))
            .build();

    Shard shard = shard(5, first, copy, session("noah", MONDAY));

    assertThat(shard.counts.duplicates()).isEqualTo(1);
    assertThat(shard.users.get("maya").about())
        .extracting(AnalyticsRecord::eventTimeMillis)
        .containsExactly(first.eventTimeMillis());
    assertThat(shard.users.get("noah").about()).isEmpty();
    assertThat(shard.users.get("noah").common()).hasSize(1);
  }

  @Test
  void aSessionGathersTheTimingsOfAllItsSenders() {
    Shard shard =
        shard(
            5,
            visitorTiming("s1", MONDAY),
            timing("maya", "s1", "2026-01-05T10:05:00Z"),
            timing("maya", "s2", "2026-01-05T12:00:00Z"),
            optOut("maya", "2026-01-05T11:00:00Z", true));

    assertThat(shard.sessions).containsOnlyKeys("session s1");
    assertThat(shard.sessions.get("session s1").timings()).hasSize(2);
    assertThat(
            shard
                .sessions
                .get("session s1")
                .optOutsOf(timing("maya", "s1", MONDAY))
                .contains(Long.MAX_VALUE - 1))
        .isTrue();
  }

  private record Shard(
      Map<String, UserHistory> users, Map<String, SessionHistory> sessions, RunCounts counts) {}

  /** All shards of some records, evaluated as a run would. */
  private static Shard shard(int shards, AnalyticsRecord... records) {
    Shard result = new Shard(new TreeMap<>(), new TreeMap<>(), new RunCounts());
    List<KV<Integer, RecordBlock>> blocks =
        Blocks.random(List.of(records), Projection.EVERYTHING, ALL, shards, new Random(1));
    for (int shard = 0; shard < shards; shard++) {
      List<RecordBlock> own = new ArrayList<>();
      for (KV<Integer, RecordBlock> block : blocks) {
        if (block.getKey() == shard) {
          own.add(block.getValue());
        }
      }
      UserHistories.forEach(
          own,
          TestRecords.PLAN,
          result.counts,
          new HistoryConsumer() {
            @Override
            public void user(UserHistory user) {
              assertThat(result.users.put(user.sender(), user)).isNull();
            }

            @Override
            public void session(SessionHistory session) {
              assertThat(result.sessions.put(session.session(), session)).isNull();
            }
          });
    }
    return result;
  }

  private static List<Subject> subjects(Guests guests, AnalyticsRecord record) {
    return guests(guests, record).stream().map(AnalyticsRecord::subject).toList();
  }

  private static List<AnalyticsRecord> guests(Guests guests, AnalyticsRecord record) {
    List<AnalyticsRecord> out = new ArrayList<>();
    guests.forEach(record, out::add);
    return out;
  }

  private static AnalyticsRecord roster(String advisor, String student, String time) {
    return event("roster_assignment", advisor, time)
        .canonicalUserId(null)
        .value("advisor_id", advisor)
        .value("student_id", student)
        .build();
  }

  private static AnalyticsRecord cohort(String advisor, String time, String... members) {
    return event("cohort_assessment_assigned", advisor, time)
        .value("cohort_id", "c1")
        .value("student_ids", List.of(members))
        .build();
  }

  private static AnalyticsRecord timing(String user, String sessionId, String time) {
    return event("page_timing", user, time).value("session_id", sessionId).build();
  }

  private static AnalyticsRecord visitorTiming(String sessionId, String time) {
    return timing("visitor", sessionId, time).toBuilder()
        .canonicalUserId(null)
        .value("user_id", null)
        .value("anonymous_id", TestRecords.uuid("visitor"))
        .build();
  }
}
