package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.StreamPanes.WEEK_END;
import static com.skillforge.analytics.kpi.StreamPanes.assertLateDropped;
import static com.skillforge.analytics.kpi.StreamPanes.assertPanes;
import static com.skillforge.analytics.kpi.StreamPanes.midWeek;
import static com.skillforge.analytics.kpi.StreamPanes.values;
import static com.skillforge.analytics.testing.TestRecords.account;
import static com.skillforge.analytics.testing.TestRecords.onboarded;
import static com.skillforge.analytics.testing.TestRecords.optOut;
import static com.skillforge.analytics.testing.TestRecords.plan;
import static com.skillforge.analytics.testing.TestRecords.reschedule;
import static com.skillforge.analytics.testing.TestRecords.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.StreamPanes.Arrivals;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiValue;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The panes of a row, over the matrix of arrivals: on time, speculative, late without being
 * noticed, noticeably late, too late.
 */
class StreamKpisTest {
  @Test
  void whatArrivesInTimeIsInTheOnTimePane() {
    assertPanes(
        new WeeklyActiveUsers(),
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"), session("b", "2026-01-07T11:00:00Z"))
            .secondsPass(10)
            .watermark(WEEK_END),
        panes -> {
          KpiValue last = panes.get(panes.size() - 1);
          assertThat(last.value()).isEqualTo(2);
          assertThat(last.isFinal()).isTrue();
          assertThat(last.asOfMillis())
              .isGreaterThanOrEqualTo(Instant.parse(WEEK_END).toEpochMilli());
        });
  }

  @Test
  void earlyPanesShowWhatHasArrivedSoFar() {
    assertPanes(
        new WeeklyActiveUsers(),
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .records(session("b", "2026-01-08T10:00:00Z"))
            .secondsPass(10)
            .watermark(WEEK_END),
        panes -> {
          assertThat(values(panes)).startsWith(1.0, 2.0).endsWith(2.0);
          assertThat(panes.get(0).isFinal()).isFalse();
          assertThat(panes.get(0).asOfMillis())
              .isEqualTo(Instant.parse("2026-01-07T00:00:00Z").toEpochMilli());
          assertThat(panes.get(panes.size() - 1).isFinal()).isTrue();
        });
  }

  @Test
  void whatArrivesBehindTheWatermarkButBeforeTheEndIsNotNoticed() {
    assertPanes(
        new WeeklyActiveUsers(),
        new Arrivals()
            .watermark("2026-01-11T00:00:00Z")
            .records(session("a", "2026-01-06T10:00:00Z"))
            .secondsPass(10)
            .watermark(WEEK_END),
        panes -> {
          assertThat(values(panes)).containsOnly(1.0);
          assertThat(panes.get(panes.size() - 1).isFinal()).isTrue();
        });
  }

  @Test
  void whatArrivesAfterTheEndRestatesTheRow() {
    assertPanes(
        new WeeklyActiveUsers(),
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-13T00:00:00Z")
            .records(session("late", "2026-01-09T10:00:00Z"))
            .secondsPass(10),
        panes -> {
          assertThat(values(panes)).startsWith(1.0).endsWith(2.0);
          KpiValue late = panes.get(panes.size() - 1);
          assertThat(late.asOfMillis())
              .isGreaterThanOrEqualTo(Instant.parse("2026-01-13T00:00:00Z").toEpochMilli());
          assertThat(late.isFinal()).isTrue();
        });
  }

  @Test
  void whatArrivesAfterTheAllowedLatenessChangesNothing() {
    assertPanes(
        new WeeklyActiveUsers(),
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-15T00:00:01Z")
            .records(session("tooLate", "2026-01-09T10:00:00Z"))
            .secondsPass(10),
        panes -> assertThat(values(panes)).containsOnly(1.0));
  }

  @Test
  void aDuplicateAddsNothingAndALateOptOutTakesBack() {
    assertPanes(
        new WeeklyActiveUsers(),
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"), session("b", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .records(session("a", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .records(optOut("b", "2026-01-07T09:00:00Z", true))
            .secondsPass(10)
            .watermark(WEEK_END),
        panes -> assertThat(values(panes)).startsWith(2.0).endsWith(1.0));
  }

  @Test
  void anOptOutIsNotForgottenWithTheRecordsOfItsTime() {
    assertPanes(
        new WeeklyActiveUsers(),
        optedOutLongAgo(),
        panes -> assertThat(values(panes)).endsWith(1.0));
  }

  @Test
  void whatIsForgottenStaysCounted() {
    assertLateDropped(new WeeklyActiveUsers(), optedOutLongAgo(), 2, 71);
  }

  /** So many small blocks that the shard packs them again, and leaves out what is too old. */
  private static Arrivals optedOutLongAgo() {
    AnalyticsRecord[] longAgo =
        IntStream.rangeClosed(1, 70)
            .mapToObj(i -> session("hidden", Instant.ofEpochSecond(1_700_000_000L + i).toString()))
            .toArray(AnalyticsRecord[]::new);
    return new Arrivals()
        .watermark("2026-01-05T00:00:00Z")
        .records(longAgo)
        .records(optOut("hidden", "2024-06-01T00:00:00Z", true))
        .secondsPass(10)
        .records(session("hidden", "2026-01-07T10:00:00Z"))
        .records(session("seen", "2026-01-07T10:00:00Z"))
        .secondsPass(10)
        .watermark(WEEK_END);
  }

  @Test
  void aRowThatLosesItsLastUnitIsWithdrawn() {
    assertPanes(
        new PlanAdherence(),
        midWeek()
            .records(plan("a", "2026-01-07T10:00:00Z", "essay", "2026-01-10T00:00:00Z"))
            .secondsPass(10)
            .records(reschedule("a", "2026-01-08T10:00:00Z", "essay", "2026-01-20T00:00:00Z"))
            .secondsPass(10)
            .watermark("2026-02-01T00:00:00Z"),
        panes -> {
          assertThat(panes.get(0).pending()).isEqualTo(1);
          KpiValue last = panes.get(panes.size() - 1);
          assertThat(last.pending()).isZero();
          assertThat(last.denominator()).isZero();
          assertThat(last.value()).isNull();
          assertThat(last.isFinal()).isTrue();
        });
  }

  @Test
  void whoWasActiveBeforeTheWeekLeavesItsTrailingCountWhenItEnds() {
    assertPanes(
        new WeeklyActiveUsers(),
        new Arrivals()
            .watermark("2026-01-06T00:00:00Z")
            .records(session("before", "2026-01-04T10:00:00Z"))
            .secondsPass(10)
            .records(session("within", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-13T00:00:00Z")
            .secondsPass(10),
        panes -> {
          KpiValue last = panes.get(panes.size() - 1);
          assertThat(last.value()).isEqualTo(1);
          assertThat(last.measures()).containsEntry("trailing_7d", 1.0);
        });
  }

  @Test
  void whatStillWaitsWhenTheStreamEndsIsNotLost() {
    assertPanes(
        new WeeklyActiveUsers(),
        midWeek().records(session("a", "2026-01-07T10:00:00Z")),
        panes -> assertThat(values(panes)).containsExactly(1.0));
  }

  @Test
  void aWindowThatClosesAfterThePeriodRestatesTheRowByItself() {
    assertPanes(
        new OnboardingCompletion(),
        new Arrivals()
            .watermark("2026-01-05T00:00:00Z")
            .records(
                account("a", "2026-01-05T20:00:00Z", "self_signup"),
                onboarded("a", "2026-01-05T21:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-06T00:00:00Z")
            .watermark("2026-01-06T20:00:00Z")
            .secondsPass(10),
        panes -> {
          assertThat(panes.get(0).pending()).isEqualTo(1);
          assertThat(panes.get(0).value()).isNull();
          KpiValue last = panes.get(panes.size() - 1);
          assertThat(last.pending()).isZero();
          assertThat(last.value()).isEqualTo(1);
          assertThat(last.isFinal()).isTrue();
        });
  }
}
