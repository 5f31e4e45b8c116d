package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.StreamPanes.WEEK_END;
import static com.skillforge.analytics.kpi.StreamPanes.assertPanes;
import static com.skillforge.analytics.kpi.StreamPanes.midWeek;
import static com.skillforge.analytics.kpi.StreamPanes.streamOf;
import static com.skillforge.analytics.kpi.StreamPanes.values;
import static com.skillforge.analytics.testing.TestRecords.account;
import static com.skillforge.analytics.testing.TestRecords.onboarded;
import static com.skillforge.analytics.testing.TestRecords.plan;
import static com.skillforge.analytics.testing.TestRecords.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.StreamPanes.Arrivals;
import com.skillforge.analytics.model.KpiValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The panes of a row when its stream is drained. */
class DrainedStreamTest {
  /**
   * What is left by a stream that is drained in the middle of old records; the next stream's rows
   * of that week are as of its end or later, and so take its place.
   */
  private static void assertOpen(KpiValue last, String watermark) {
    assertThat(last.isFinal()).isFalse();
    assertThat(last.asOfMillis()).isEqualTo(Instant.parse(watermark).toEpochMilli());
  }

  @Test
  void whatADrainLeavesIsAsOfTheLastWatermark() {
    assertPanes(
        streamOf(new WeeklyActiveUsers()).cutOffAtItsEnd(),
        midWeek()
            .records(session("a", "2026-01-07T10:00:00Z"), session("b", "2026-01-07T10:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-08T00:00:00Z")
            .records(session("a", "2026-01-08T10:00:00Z"))
            .secondsPass(10),
        panes -> {
          assertThat(panes).hasSizeGreaterThan(1);
          assertThat(values(panes)).containsOnly(2.0);
          assertOpen(panes.get(panes.size() - 1), "2026-01-08T00:00:00Z");
        });
  }

  @Test
  void whatStillWaitsWhenAStreamIsDrainedIsAsOfTheLastWatermark() {
    assertPanes(
        streamOf(new WeeklyActiveUsers()).cutOffAtItsEnd(),
        midWeek().records(session("a", "2026-01-07T10:00:00Z")),
        panes -> {
          assertThat(values(panes)).containsExactly(1.0);
          assertOpen(panes.get(0), "2026-01-07T00:00:00Z");
        });
  }

  @Test
  void aDrainLeavesObservationWindowsOpen() {
    assertPanes(
        streamOf(new OnboardingCompletion()).cutOffAtItsEnd(),
        new Arrivals()
            .watermark("2026-01-05T00:00:00Z")
            .records(
                account("a", "2026-01-05T20:00:00Z", "self_signup"),
                onboarded("a", "2026-01-05T21:00:00Z"))
            .secondsPass(10),
        panes -> {
          KpiValue last = panes.get(panes.size() - 1);
          assertThat(last.pending()).isEqualTo(1);
          assertOpen(last, "2026-01-05T00:00:00Z");
        });
  }

  @Test
  void aWeekInWhichNothingChangesAnyMoreIsOpenAfterADrainToo() {
    assertPanes(
        streamOf(new PlanAdherence()).cutOffAtItsEnd(),
        midWeek()
            .records(plan("a", "2026-01-07T10:00:00Z", "essay", "2026-01-08T00:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-10T00:00:00Z")
            .secondsPass(10),
        panes -> {
          KpiValue last = panes.get(panes.size() - 1);
          assertThat(last.value()).isZero();
          assertOpen(last, "2026-01-10T00:00:00Z");
        });
  }

  @Test
  void aWeekThatWasOverBeforeTheDrainStaysFinal() {
    assertPanes(
        streamOf(new PlanAdherence()).cutOffAtItsEnd(),
        midWeek()
            .records(plan("a", "2026-01-07T10:00:00Z", "essay", "2026-01-08T00:00:00Z"))
            .secondsPass(10)
            .watermark("2026-01-13T00:00:00Z")
            .records(session("b", "2026-01-13T10:00:00Z"))
            .secondsPass(10),
        panes -> {
          KpiValue last = panes.get(panes.size() - 1);
          assertThat(last.isFinal()).isTrue();
          assertThat(last.asOfMillis())
              .isGreaterThanOrEqualTo(Instant.parse(WEEK_END).toEpochMilli());
        });
  }
}
