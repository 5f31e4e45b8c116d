package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.StreamPanes.assertCounts;
import static com.skillforge.analytics.kpi.StreamPanes.assertLateDropped;
import static com.skillforge.analytics.kpi.StreamPanes.assertPanes;
import static com.skillforge.analytics.kpi.StreamPanes.midWeek;
import static com.skillforge.analytics.kpi.StreamPanes.values;
import static com.skillforge.analytics.testing.TestRecords.account;
import static com.skillforge.analytics.testing.TestRecords.onboarded;
import static com.skillforge.analytics.testing.TestRecords.optOut;
import static com.skillforge.analytics.testing.TestRecords.plan;
import static com.skillforge.analytics.testing.TestRecords.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.StreamPanes.Arrivals;
import com.skillforge.analytics.testing.TestRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes when the rows that it belongs to are not restated any more is counted. */
class LateRecordsTest {
  @Test
  void whatArrivesAfterTheAllowedLatenessIsCounted() {
    assertLateDropped(
        new WeeklyActiveUsers(),
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-15T00:00:01Z")
            .records(
                session("tooLate", "2026-01-09T10:00:00Z"),
                session("a", "2026-01-08T10:00:00Z"),
                session("c", "2026-01-14T10:00:00Z"))
            .secondsPass(10)
            .records(session("tooLate", "2026-01-10T10:00:00Z"))
            .secondsPass(10),
        2,
        3);
  }

  @Test
  void whatArrivesAtTheLastMomentOfTheAllowedLatenessCounts() {
    Arrivals lastMoment =
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-14T23:59:59.999Z")
            .records(session("late", "2026-01-09T10:00:00Z"))
            .watermark("2026-01-20T00:00:00Z")
            .secondsPass(10);
    assertLateDropped(new WeeklyActiveUsers(), lastMoment, 2, 0);
    assertPanes(
        new WeeklyActiveUsers(), lastMoment, panes -> assertThat(values(panes)).endsWith(2.0));
  }

  @Test
  void aCopyThatArrivesTooLateIsADuplicate() {
    assertCounts(
        new WeeklyActiveUsers(),
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-15T00:00:01Z")
            .records(session("a", "2026-01-07T10:00:00Z"))
            .secondsPass(10),
        counts -> {
          assertThat(counts.lateDropped()).isZero();
          assertThat(counts.duplicates()).isEqualTo(1);
          assertThat(counts.accepted()).isEqualTo(1);
        });
  }

  @Test
  void anOptOutThatArrivesTooLateForARowIsCounted() {
    assertLateDropped(
        new WeeklyActiveUsers(),
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"), session("b", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-15T00:00:01Z")
            .records(optOut("b", "2026-01-07T09:00:00Z", true))
            .secondsPass(10),
        2,
        1);
  }

  /** It was accepted late, but no row of its own week is about it: the task is due in another. */
  @Test
  void whatArrivesLateAndStillCountsWhereItBelongsIsNotDropped() {
    assertLateDropped(
        new PlanAdherence(),
        new Arrivals()
            .watermark("2026-01-20T00:00:00Z")
            .records(plan("a", "2026-01-07T10:00:00Z", "essay", "2026-01-29T00:00:00Z"))
            .secondsPass(10),
        1,
        0);
  }

  /** An account of long ago is completed now: on time, though nobody restates that day. */
  @Test
  void whatIsOnTimeIsNotLateForARowOfLongAgo() {
    assertLateDropped(
        new OnboardingCompletion(),
        new Arrivals()
            .watermark("2026-01-05T00:00:00Z")
            .records(account("a", "2026-01-05T10:00:00Z", "self_signup"))
            .secondsPass(10)
            .watermark("2026-02-20T00:00:00Z")
            .records(onboarded("a", "2026-02-20T00:00:00Z"))
            .secondsPass(10),
        2,
        0);
  }

  @Test
  void aCompletionThatArrivesTooLateForTheDayOfItsAccountIsCounted() {
    assertLateDropped(
        new OnboardingCompletion(),
        new Arrivals()
            .watermark("2026-01-05T00:00:00Z")
            .records(account("a", "2026-01-05T10:00:00Z", "self_signup"))
            .secondsPass(10)
            .watermark("2026-02-20T00:00:00Z")
            .records(onboarded("a", "2026-01-05T12:00:00Z"))
            .secondsPass(10),
        1,
        1);
  }

  /** Its members are in other shards, of which none counts it. */
  @Test
  void aRecordThatConcernsOthersIsCountedOnceWhereItsSenderIs() {
    assertLateDropped(
        new InterventionEffectiveness(),
        new Arrivals()
            .watermark("2026-03-20T00:00:00Z")
            .records(
                TestRecords.event("cohort_assessment_assigned", "advisor", "2026-01-07T10:00:00Z")
                    .value("cohort_id", "c")
                    .value("student_ids", List.of("a", "b"))
                    .build())
            .secondsPass(10),
        0,
        1);
  }
}
