package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiExamples.millis;
import static com.skillforge.analytics.testing.TestRecords.account;
import static com.skillforge.analytics.testing.TestRecords.event;
import static com.skillforge.analytics.testing.TestRecords.match;
import static com.skillforge.analytics.testing.TestRecords.onboarded;
import static com.skillforge.analytics.testing.TestRecords.optOut;
import static com.skillforge.analytics.testing.TestRecords.plan;
import static com.skillforge.analytics.testing.TestRecords.session;
import static com.skillforge.analytics.testing.TestRecords.task;
import static com.skillforge.analytics.testing.TestRecords.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.skillforge.analytics.io.duckdb.AuditWarehouse;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.testing.Aliases;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The worked examples of the definitions, by the audit queries alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditExamplesTest {
  private static final String LATER = "2026-06-01T00:00:00Z";

  private final AuditWarehouse warehouse = new AuditWarehouse();

  @BeforeEach
  void clear() {
    warehouse.clear();
  }

  @AfterAll
  void close() {
    warehouse.close();
  }

  private List<KpiValue> rows(String kpi, String asOf, AnalyticsRecord... records) {
    warehouse.store(List.of(records));
    return warehouse.check(kpi, null, millis(asOf));
  }

  private KpiValue headline(String kpi, String period, AnalyticsRecord... records) {
    return KpiExamples.headline(rows(kpi, LATER, records), period);
  }

  @Test
  void onboardingWithinAMillisecondOf24HoursCountsAndAfter24HoursDoesNot() {
    KpiValue row =
        headline(
            "onboarding_completion",
            "2026-01-05T00:00:00Z",
            account("a", "2026-01-05T10:00:00Z", "self_signup"),
            onboarded("a", "2026-01-06T09:59:59.999Z"),
            account("b", "2026-01-05T10:00:00Z", "self_signup"),
            onboarded("b", "2026-01-06T10:00:00Z"));

    assertThat(row.numerator()).isEqualTo(1);
    assertThat(row.denominator()).isEqualTo(2);
    assertThat(row.measures()).containsEntry("completed_late", 1.0);
  }

  @Test
  void readinessIsComparedWithTheLastScoreBeforeTheFirstAssessmentOfTheTerm() {
    warehouse.terms(
        List.of(new Term("default", "spring", millis("2026-01-12T00:00:00Z"), millis(LATER))));
    List<KpiValue> rows =
        rows(
            "readiness_delta",
            LATER,
            assessment("both", "2026-01-05T00:00:00Z", 55),
            assessment("both", "2026-01-12T00:00:00Z", 62),
            assessment("both", "2026-02-01T00:00:00Z", 70),
            assessment("fresh", "2026-01-13T00:00:00Z", 62),
            assessment("fresh", "2026-02-01T00:00:00Z", 70),
            assessment("once", "2026-02-01T00:00:00Z", 70));

    assertThat(rows).hasSize(2);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.key().dimension()).isEqualTo("term_id");
              assertThat(row.key().dimensionValue()).isEqualTo("spring");
              assertThat(row.numerator()).isEqualTo(15 + 8);
              assertThat(row.denominator()).isEqualTo(2);
              assertThat(row.value()).isEqualTo(11.5);
              assertThat(row.measures())
                  .containsEntry("single_score", 1.0)
                  .containsEntry("improved", 2.0)
                  .containsEntry("declined", 0.0)
                  .containsEntry("mean_change_per_assessment", (7.0 + 8 + 8) / 3);
            });
  }

  @Test
  void whoLeavesReducedEventsOnlyIsExcludedFromTheWeeksUsers() {
    List<KpiValue> rows =
        rows(
            "weekly_active_users",
            LATER,
            session("active", "2026-01-05T10:00:00Z"),
            optOut("active", "2026-01-06T10:00:00Z", true),
            optOut("hidden", "2026-01-05T00:00:00Z", true),
            session("hidden", "2026-01-05T10:00:00Z"),
            session("hidden", "2026-01-13T10:00:00Z"),
            match("hidden", "2026-01-20T10:00:00Z"),
            optOut("hidden", "2026-01-28T10:00:00Z", false));

    assertThat(rows.stream().filter(row -> row.key().persona().equals("all")))
        .extracting(
            row -> row.key().period().startMillis(), KpiValue::value, KpiValue::excludedOptOut)
        .containsExactlyInAnyOrder(
            tuple(millis("2026-01-05T00:00:00Z"), 1.0, 1L),
            tuple(millis("2026-01-12T00:00:00Z"), 0.0, 1L),
            // Nothing is stored of the week in between.
            tuple(millis("2026-01-26T00:00:00Z"), 1.0, 0L));
  }

  @Test
  void aTaskCountsAsItStoodWhenItWasDue() {
    String due = "2026-01-16T17:00:00Z"; // a Friday
    KpiValue row =
        headline(
            "plan_adherence",
            "2026-01-12T00:00:00Z",
            plan("a", "2026-01-05T09:00:00Z", "again", due),
            task("a", "2026-01-15T10:00:00Z", "again", true),
            task("a", "2026-01-15T20:00:00Z", "again", false),
            task("a", "2026-01-17T10:00:00Z", "again", true),
            plan("b", "2026-01-05T09:00:00Z", "done", due),
            task("b", "2026-01-15T10:00:00Z", "done", true),
            task("b", "2026-01-17T10:00:00Z", "done", false));

    assertThat(row.value()).isEqualTo(0.5);
    assertThat(row.measures())
        .containsEntry("on_time", 1.0)
        .containsEntry("late", 1.0)
        .containsEntry("reopened", 2.0);
  }

  @Test
  void aPlanWithoutAResumeConvertsAllUploadsWhoseWindowItFallsInto() {
    List<KpiValue> rows =
        rows(
            "resume_conversion",
            LATER,
            upload("both", "2026-01-01T12:00:00Z", "first"),
            upload("both", "2026-01-06T12:00:00Z", "second"),
            accepted("both", "2026-01-14T12:00:00Z", null),
            upload("named", "2026-02-01T12:00:00Z", "third"),
            upload("named", "2026-02-06T12:00:00Z", "fourth"),
            accepted("named", "2026-02-14T12:00:00Z", "fourth"),
            upload("apart", "2026-03-01T12:00:00Z", "fifth"),
            upload("apart", "2026-03-21T12:00:00Z", "sixth"),
            accepted("apart", "2026-03-31T12:00:00Z", null),
            upload("edge", "2026-04-01T12:00:00Z", "seventh"),
            accepted("edge", "2026-04-15T12:00:00Z", null));

    assertThat(converted(rows, "2026-01-01")).isEqualTo(1);
    assertThat(converted(rows, "2026-01-06")).isEqualTo(1);
    assertThat(converted(rows, "2026-02-01")).isEqualTo(0);
    assertThat(converted(rows, "2026-02-06")).isEqualTo(1);
    assertThat(converted(rows, "2026-03-01")).isEqualTo(0);
    assertThat(converted(rows, "2026-03-21")).isEqualTo(1);
    assertThat(converted(rows, "2026-04-01")).as("exactly 14 days").isEqualTo(1);
    assertThat(KpiExamples.headline(rows, "2026-01-06T00:00:00Z").measures())
        .containsEntry("median_days_to_accept", 8.0);
  }

  @Test
  void theMedianIsOverSessionsThatVisitThePlanner() {
    KpiValue row =
        KpiExamples.headline(
            rows(
                    "planner_engagement",
                    LATER,
                    timing("a", "2026-01-05T10:00:00Z", "/dashboard", 9),
                    timing("b", "2026-01-05T10:00:00Z", "/financial-planner?tab=1", 2),
                    timing("c", "2026-01-05T10:00:00Z", "/financial-planner/loans", 1),
                    timing("c", "2026-01-05T10:29:59.999Z", "/financial-planner#top", 3),
                    timing("c", "2026-01-05T10:35:00Z", "/financial-planners", 3),
                    timing("d", "2026-01-05T10:00:00Z", "/financial-planner", 10))
                .stream()
                .filter(value -> value.key().period().grain().label().equals("day"))
                .toList(),
            "2026-01-05T00:00:00Z");

    assertThat(row.value()).isEqualTo(4);
    assertThat(row.numerator()).isEqualTo(16);
    assertThat(row.denominator()).isEqualTo(3);
    assertThat(row.measures())
        .containsEntry("sessions_without_planner", 1.0)
        .containsEntry("p25", 3.0)
        .containsEntry("p75", 7.0);
  }

  @Test
  void aLoginExactly30DaysBeforeTheEndOfTheDayCountsAndOneAtTheEndDoesNot() {
    List<KpiValue> rows =
        rows(
            "advisee_activation",
            "2026-02-05T00:00:00Z",
            assigned("x", "at", "2025-12-01T00:00:00Z"),
            assigned("x", "end", "2025-12-01T00:00:00Z"),
            assigned("y", "at", "2026-01-06T00:00:00.001Z"),
            session("at", "2026-01-06T00:00:00Z"),
            session("end", "2026-02-05T00:00:00Z"));

    KpiValue row = KpiExamples.headline(rows, "2026-02-04T00:00:00Z");
    assertThat(row.numerator()).isEqualTo(1);
    assertThat(row.denominator()).isEqualTo(2);
    assertThat(row.isFinal()).isTrue();
    assertThat(
            rows.stream()
                .filter(value -> value.key().period().equals(row.key().period()))
                .filter(value -> value.key().persona().equals("student"))
                .filter(value -> value.key().dimension().equals("advisor_id"))
                .map(value -> value.key().dimensionValue() + " " + value.value()))
        .containsExactlyInAnyOrder("x 0.5", "y 1.0");
  }

  @Test
  void anInterventionCountsHowManyAreLowBeforeAndAfter() {
    KpiValue row =
        headline(
            "intervention_effectiveness",
            "2026-01-05T00:00:00Z",
            event("cohort_assessment_assigned", "advisor", "2026-01-05T12:00:00Z")
                .value("persona", "advisor")
                .value("cohort_id", "c")
                .value("student_ids", List.of("a", "b", "c", "a"))
                .build(),
            assessment("a", "2026-01-05T12:00:00Z", 59),
            assessment("b", "2026-01-01T00:00:00Z", 50),
            assessment("c", "2026-01-01T00:00:00Z", 80),
            assessment("other", "2026-01-01T00:00:00Z", 30),
            assessment("a", "2026-02-02T12:00:00Z", 61),
            assessment("b", "2026-01-20T00:00:00Z", 55),
            assessment("c", "2026-01-20T00:00:00Z", 90),
            assessment("other", "2026-01-20T00:00:00Z", 90));

    assertThat(row.value()).isEqualTo(0.5);
    assertThat(row.measures())
        .containsEntry("members", 3.0)
        .containsEntry("low_before", 2.0)
        .containsEntry("low_after", 1.0)
        .containsEntry("comparison_low_before", 1.0)
        .containsEntry("comparison_low_after", 0.0);
  }

  @Test
  void aUserIsActiveOnBothSidesOfMidnightAndAVisitorLinkedLaterIsNoSecondOne() {
    warehouse.link(List.of(new Aliases.Link("default", "anonymous_id", uuid("browser"), "a")));
    List<KpiValue> rows =
        rows(
            "weekly_active_users",
            LATER,
            session("a", "2026-01-11T23:59:59.999Z"),
            session("a", "2026-01-12T00:00:00Z"),
            event("career_match_viewed", "nobody", "2026-01-12T00:00:00Z")
                .canonicalUserId(null)
                .value("user_id", null)
                .value("anonymous_id", uuid("browser"))
                .build());

    assertThat(KpiExamples.headline(rows, "2026-01-05T00:00:00Z").value()).isEqualTo(1);
    KpiValue second = KpiExamples.headline(rows, "2026-01-12T00:00:00Z");
    assertThat(second.value()).isEqualTo(1);
    assertThat(second.excludedUnresolved()).isZero();
    assertThat(second.measures()).containsEntry("events", 2.0);
  }

  @Test
  void aReleaseIsInTimeWhenItsFirstSucceededJobIs() {
    KpiValue row =
        headline(
            "data_freshness",
            "2026-01-01T00:00:00Z",
            release("29.0", "2026-01-05T00:00:00Z"),
            job("29.0", "2026-01-05T10:00:00Z", "failed"),
            job("29.0", "2026-01-06T23:00:00Z", "succeeded"),
            release("29.1", "2026-01-12T00:00:00Z"),
            job("29.1", "2026-01-12T10:00:00Z", "failed"),
            job("29.1", "2026-01-14T01:00:00Z", "succeeded"));

    assertThat(row.numerator()).isEqualTo(1);
    assertThat(row.denominator()).isEqualTo(2);
    assertThat(row.measures())
        .containsEntry("breached", 1.0)
        .containsEntry("worst_hours", 49.0)
        .containsEntry("median_hours", 48.0);
  }

  private static Double converted(List<KpiValue> rows, String day) {
    return KpiExamples.headline(rows, day + "T00:00:00Z").numerator();
  }

  private static AnalyticsRecord assessment(String user, String time, double score) {
    return event("assessment_completed", user, time).value("readiness_score", score).build();
  }

  private static AnalyticsRecord upload(String user, String time, String resume) {
    return event("resume_parsed", user, time).value("resume_id", resume).build();
  }

  private static AnalyticsRecord accepted(String user, String time, String resume) {
    return event("action_plan_accepted", user, time)
        .value("tasks", new ArrayList<>())
        .value("resume_id", resume)
        .build();
  }

  private static AnalyticsRecord timing(String session, String time, String page, int minutes) {
    return event("page_timing", session, time)
        .value("session_id", session)
        .value("context_page", page)
        .value("engaged_ms", minutes * 60_000L)
        .build();
  }

  private static AnalyticsRecord assigned(String advisor, String student, String time) {
    return event("roster_assignment", advisor + student, time)
        .canonicalUserId(null)
        .value("advisor_id", advisor)
        .value("student_id", student)
        .build();
  }

  private static AnalyticsRecord release(String version, String time) {
    return event("onet_release_published", version, time)
        .canonicalUserId(null)
        .value("release_version", version)
        .build();
  }

  private static AnalyticsRecord job(String version, String time, String status) {
    return event("etl_job_finished", version, time)
        .canonicalUserId(null)
        .value("release_version", version)
        .value("dataset", "onet")
        .value("status", status)
        .build();
  }
}
