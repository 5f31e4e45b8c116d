package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiExamples.headline;
import static com.skillforge.analytics.kpi.KpiExamples.rows;
import static com.skillforge.analytics.testing.TestRecords.optOut;
import static com.skillforge.analytics.testing.TestRecords.plan;
import static com.skillforge.analytics.testing.TestRecords.reschedule;
import static com.skillforge.analytics.testing.TestRecords.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.KpiValue;
import org.junit.jupiter.api.Test;

class PlanAdherenceTest {
  private static final Kpi KPI = new PlanAdherence();
  private static final String ACCEPTED = "2026-01-05T09:00:00Z";
  private static final String WEEK = "2026-01-12T00:00:00Z";
  private static final String DUE = "2026-01-16T17:00:00Z"; // a Friday
  private static final String LATER = "2026-02-01T00:00:00Z";

  @Test
  void doneThenReopenedBeforeTheDueDateAndDoneAgainAfterItIsLate() {
    KpiValue row =
        headline(
            rows(
                KPI,
                LATER,
                plan("a", ACCEPTED, "t", DUE),
                task("a", "2026-01-15T10:00:00Z", "t", null),
                task("a", "2026-01-15T20:00:00Z", "t", false),
                task("a", "2026-01-17T10:00:00Z", "t", true)),
            WEEK);

    assertThat(row.numerator()).isZero();
    assertThat(row.measures()).containsEntry("late", 1.0).containsEntry("reopened", 1.0);
  }

  @Test
  void reopeningAfterTheDueDateDoesNotVoid() {
    KpiValue row =
        headline(
            rows(
                KPI,
                LATER,
                plan("a", ACCEPTED, "t", DUE),
                task("a", "2026-01-15T10:00:00Z", "t", true),
                task("a", "2026-01-17T10:00:00Z", "t", false)),
            WEEK);

    assertThat(row.value()).isEqualTo(1);
    assertThat(row.measures()).containsEntry("on_time", 1.0).containsEntry("missing", 0.0);
  }

  @Test
  void completeExactlyAtTheDueDateCounts() {
    KpiValue row =
        headline(rows(KPI, LATER, plan("a", ACCEPTED, "t", DUE), task("a", DUE, "t", true)), WEEK);

    assertThat(row.value()).isEqualTo(1);
  }

  @Test
  void aTaskIsPendingUntilAsOfIsPastItsDueDate() {
    KpiValue at = headline(rows(KPI, DUE, plan("a", ACCEPTED, "t", DUE)), WEEK);
    KpiValue past =
        headline(rows(KPI, "2026-01-16T17:00:00.001Z", plan("a", ACCEPTED, "t", DUE)), WEEK);

    assertThat(at.pending()).isEqualTo(1);
    assertThat(past.pending()).isZero();
    assertThat(past.denominator()).isEqualTo(1);
  }

  @Test
  void anExtensionBeforeTheDueDateMovesTheTaskAndOneAfterItDoesNot() {
    KpiValue moved =
        headline(
            rows(
                KPI,
                LATER,
                plan("a", ACCEPTED, "t", DUE),
                reschedule("a", "2026-01-16T16:59:59.999Z", "t", "2026-01-21T00:00:00Z"),
                task("a", "2026-01-20T00:00:00Z", "t", true)),
            "2026-01-19T00:00:00Z");
    KpiValue stays =
        headline(
            rows(
                KPI,
                LATER,
                plan("a", ACCEPTED, "t", DUE),
                reschedule("a", DUE, "t", "2026-01-21T00:00:00Z"),
                task("a", "2026-01-20T00:00:00Z", "t", true)),
            WEEK);

    assertThat(moved.value()).isEqualTo(1);
    assertThat(stays.value()).isEqualTo(0);
    assertThat(stays.measures()).containsEntry("late", 1.0);
  }

  @Test
  void aLogThatOnlyReschedulesDoesNotComplete() {
    KpiValue row =
        headline(
            rows(
                KPI,
                LATER,
                plan("a", ACCEPTED, "t", DUE),
                reschedule("a", "2026-01-06T00:00:00Z", "t", "2026-01-15T00:00:00Z")),
            WEEK);

    assertThat(row.measures()).containsEntry("missing", 1.0);
  }

  @Test
  void completionsBeforeTheAcceptanceCountAndThoseOfUnknownTasksAreUnmatched() {
    KpiValue row =
        headline(
            rows(
                KPI,
                LATER,
                task("a", "2026-01-04T00:00:00Z", "t", true),
                plan("a", ACCEPTED, "t", DUE),
                task("a", "2026-01-13T00:00:00Z", "stranger", true)),
            WEEK);

    assertThat(row.value()).isEqualTo(1);
    assertThat(row.measures()).containsEntry("unmatched_completions", 1.0);
  }

  @Test
  void aTaskWhoseUserWasOptedOutAtTheDueDateIsExcluded() {
    KpiValue row =
        headline(rows(KPI, LATER, plan("a", ACCEPTED, "t", DUE), optOut("a", DUE, true)), WEEK);

    assertThat(row.excludedOptOut()).isEqualTo(1);
    assertThat(row.denominator()).isZero();
    assertThat(row.value()).isNull();
  }
}
