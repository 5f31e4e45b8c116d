package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiExamples.headline;
import static com.skillforge.analytics.kpi.KpiExamples.rows;
import static com.skillforge.analytics.testing.TestRecords.account;
import static com.skillforge.analytics.testing.TestRecords.event;
import static com.skillforge.analytics.testing.TestRecords.onboarded;
import static com.skillforge.analytics.testing.TestRecords.optOut;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.KpiValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnboardingCompletionTest {
  private static final Kpi KPI = new OnboardingCompletion();
  private static final String DAY = "2026-01-05T00:00:00Z";
  private static final String CREATED = "2026-01-05T10:00:00Z";
  private static final String LATER = "2026-02-01T00:00:00Z";

  @Test
  void aMillisecondBefore24HoursCountsAndExactly24HoursDoesNot() {
    KpiValue row =
        headline(
            rows(
                KPI,
                LATER,
                account("a", CREATED, "self_signup"),
                onboarded("a", "2026-01-06T09:59:59.999Z"),
                account("b", CREATED, "self_signup"),
                onboarded("b", "2026-01-06T10:00:00Z")),
            DAY);

    assertThat(row.numerator()).isEqualTo(1);
    assertThat(row.denominator()).isEqualTo(2);
    assertThat(row.value()).isEqualTo(0.5);
    assertThat(row.measures()).containsEntry("completed_late", 1.0);
    assertThat(row.measures()).containsEntry("never_completed", 0.0);
    assertThat(row.isFinal()).isTrue();
  }

  @Test
  void anAccountIsPendingUntilItsWindowHasClosedEvenWhenItHasSucceeded() {
    KpiValue open =
        headline(
            rows(
                KPI,
                "2026-01-06T09:59:59.999Z",
                account("a", CREATED, "self_signup"),
                onboarded("a", "2026-01-05T11:00:00Z")),
            DAY);
    KpiValue closed =
        headline(
            rows(
                KPI,
                "2026-01-06T10:00:00Z",
                account("a", CREATED, "self_signup"),
                onboarded("a", "2026-01-05T11:00:00Z")),
            DAY);

    assertThat(open.pending()).isEqualTo(1);
    assertThat(open.value()).isNull();
    assertThat(open.isFinal()).isFalse();
    assertThat(closed.pending()).isZero();
    assertThat(closed.value()).isEqualTo(1);
    assertThat(closed.measures()).containsEntry("median_hours_to_complete", 1.0);
  }

  @Test
  void completionsBeforeCreationAreIgnored() {
    KpiValue row =
        headline(
            rows(
                KPI,
                LATER,
                account("a", CREATED, "self_signup"),
                onboarded("a", "2026-01-05T09:00:00Z")),
            DAY);

    assertThat(row.numerator()).isZero();
    assertThat(row.measures()).containsEntry("never_completed", 1.0);
  }

  @Test
  void onlyTheEarliestStudentAccountOfAUserCounts() {
    List<KpiValue> rows =
        rows(
            KPI,
            LATER,
            event("account_created", "a", "2026-01-04T10:00:00Z")
                .value("source", "self_signup")
                .value("persona", "advisor")
                .build(),
            account("a", CREATED, "roster_provisioned"),
            account("a", "2026-01-07T10:00:00Z", "self_signup"));

    assertThat(rows).hasSize(4); // headline and one source, for student and for all
    assertThat(headline(rows, DAY).denominator()).isEqualTo(1);
    assertThat(rows.stream().map(row -> row.key().dimensionValue()).distinct())
        .containsExactlyInAnyOrder("", "roster_provisioned");
  }

  @Test
  void aStudentWhoCannotBeSeenIsNotAStudentWhoFailed() {
    KpiValue row =
        headline(
            rows(
                KPI,
                LATER,
                account("a", CREATED, "self_signup"),
                optOut("a", "2026-01-06T09:59:59.999Z", true),
                account("b", CREATED, "self_signup"),
                optOut("b", "2026-01-06T10:00:00Z", true)),
            DAY);

    assertThat(row.excludedOptOut()).isEqualTo(1);
    assertThat(row.denominator()).isEqualTo(1);
  }

  @Test
  void anOptOutAfterAsOfIsNotKnownYet() {
    KpiValue row =
        headline(
            rows(
                KPI,
                "2026-01-05T12:00:00Z",
                account("a", CREATED, "self_signup"),
                optOut("a", "2026-01-05T13:00:00Z", true)),
            DAY);

    assertThat(row.excludedOptOut()).isZero();
    assertThat(row.pending()).isEqualTo(1);
  }
}
