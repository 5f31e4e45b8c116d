package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiExamples.headline;
import static com.skillforge.analytics.kpi.KpiExamples.rows;
import static com.skillforge.analytics.testing.TestRecords.anonymous;
import static com.skillforge.analytics.testing.TestRecords.event;
import static com.skillforge.analytics.testing.TestRecords.match;
import static com.skillforge.analytics.testing.TestRecords.optOut;
import static com.skillforge.analytics.testing.TestRecords.session;
import static com.skillforge.analytics.testing.TestRecords.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.skillforge.analytics.model.KpiValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyActiveUsersTest {
  private static final Kpi KPI = new WeeklyActiveUsers();
  private static final String WEEK_1 = "2026-01-05T00:00:00Z";
  private static final String WEEK_2 = "2026-01-12T00:00:00Z";
  private static final String LATER = "2026-02-01T00:00:00Z";

  @Test
  void eventsOnBothSidesOfMidnightMakeTheUserActiveInBothWeeks() {
    List<KpiValue> rows =
        rows(KPI, LATER, session("a", "2026-01-11T23:59:59.999Z"), session("a", WEEK_2));

    assertThat(headline(rows, WEEK_1).value()).isEqualTo(1);
    assertThat(headline(rows, WEEK_1).measures()).containsEntry("new_users", 1.0);
    assertThat(headline(rows, WEEK_2).value()).isEqualTo(1);
    assertThat(headline(rows, WEEK_2).measures())
        .containsEntry("new_users", 0.0)
        .containsEntry("returning_users", 1.0)
        .containsEntry("trailing_7d", 1.0);
    assertThat(headline(rows, WEEK_2).denominator()).isNull();
  }

  @Test
  void aUserCountsInEachPersonaTheyActedInAndOnceInAll() {
    List<KpiValue> rows =
        rows(
            KPI,
            LATER,
            session("a", "2026-01-06T00:00:00Z"),
            event("session_started", "a", "2026-01-07T00:00:00Z")
                .value("persona", "advisor")
                .build());

    assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.value()).isEqualTo(1));
    assertThat(rows.stream().map(row -> row.key().persona()))
        .containsExactlyInAnyOrder("student", "advisor", "all");
    assertThat(headline(rows, WEEK_1).measures()).containsEntry("events", 2.0);
  }

  @Test
  void alertsAreNotActivity() {
    List<KpiValue> rows =
        rows(KPI, LATER, event("readiness_alert_triggered", "a", "2026-01-06T00:00:00Z").build());

    assertThat(rows).isEmpty();
  }

  @Test
  void visitorsWhomNothingIdentifiesAreCountedApart() {
    KpiValue row =
        headline(
            rows(
                KPI,
                LATER,
                anonymous("career_match_viewed", uuid("x"), "2026-01-06T00:00:00Z"),
                anonymous("career_match_viewed", uuid("x"), "2026-01-07T00:00:00Z"),
                anonymous("career_match_viewed", uuid("y"), "2026-01-07T00:00:00Z")),
            WEEK_1);

    assertThat(row.value()).isZero();
    assertThat(row.excludedUnresolved()).isEqualTo(2);
  }

  @Test
  void aUserWithNothingButReducedEventsIsExcluded() {
    KpiValue row =
        headline(
            rows(
                KPI,
                LATER,
                optOut("a", "2026-01-06T00:00:00Z", true),
                match("a", "2026-01-07T00:00:00Z"),
                session("a", "2026-01-07T00:00:00Z"),
                match("b", "2026-01-07T00:00:00Z"),
                optOut("b", "2026-01-08T00:00:00Z", true),
                match("b", "2026-01-09T00:00:00Z"),
                optOut("c", "2026-01-06T00:00:00Z", true),
                session("c", "2026-01-07T00:00:00Z")),
            WEEK_1);

    assertThat(row.value()).as("b acted before opting out").isEqualTo(1);
    assertThat(row.excludedOptOut()).as("a and c: their opt-out itself is kept").isEqualTo(2);
  }

  @Test
  void suppressedEventsAloneLeaveNoTrace() {
    List<KpiValue> rows =
        rows(
            KPI,
            LATER,
            optOut("a", "2026-01-06T00:00:00Z", true),
            match("a", "2026-01-13T00:00:00Z"),
            session("b", "2026-01-13T00:00:00Z"));

    assertThat(headline(rows, WEEK_1).excludedOptOut()).isEqualTo(1);
    assertThat(headline(rows, WEEK_2).excludedOptOut()).isZero();
  }

  @Test
  void aUserIsExcludedPersonaByPersonaAndOnlyWhereNothingCounts() {
    List<KpiValue> rows =
        rows(
            KPI,
            LATER,
            event("session_started", "a", "2026-01-06T00:00:00Z")
                .value("persona", "advisor")
                .build(),
            optOut("a", "2026-01-07T00:00:00Z", true),
            session("a", "2026-01-08T00:00:00Z"));

    assertThat(rows)
        .extracting(row -> row.key().persona(), KpiValue::value, KpiValue::excludedOptOut)
        .containsExactlyInAnyOrder(
            tuple("advisor", 1.0, 0L), tuple("student", 0.0, 1L), tuple("all", 1.0, 0L));
  }

  @Test
  void reducedEventsAtAsOfAreNotSeen() {
    List<KpiValue> rows =
        rows(
            KPI,
            "2026-01-07T00:00:00Z",
            optOut("a", "2026-01-07T00:00:00Z", true),
            optOut("b", "2026-01-06T23:59:59.999Z", true));

    assertThat(headline(rows, WEEK_1).excludedOptOut()).isEqualTo(1);
  }

  @Test
  void theDefinitionIsTheSecond() {
    assertThat(headline(rows(KPI, LATER, session("a", WEEK_1)), WEEK_1).key().definitionVersion())
        .isEqualTo(2);
  }

  @Test
  void anOpenWeekTrailsSevenDaysBack() {
    KpiValue row =
        headline(
            rows(
                KPI,
                "2026-01-14T00:00:00Z",
                session("a", "2026-01-07T00:00:00Z"),
                session("b", "2026-01-06T23:59:59Z"),
                session("c", "2026-01-13T00:00:00Z"),
                session("d", "2026-01-14T00:00:00Z")),
            WEEK_2);

    assertThat(row.value()).as("input at as-of is not seen").isEqualTo(1);
    assertThat(row.measures()).containsEntry("trailing_7d", 2.0);
    assertThat(row.isFinal()).isFalse();
  }
}
