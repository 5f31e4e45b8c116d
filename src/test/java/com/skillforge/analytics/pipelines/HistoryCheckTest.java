package com.skillforge.analytics.pipelines;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.io.PartitionLog;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.kpi.AdviseeActivation;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.PlannerEngagement;
import com.skillforge.analytics.kpi.WeeklyActiveUsers;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryCheckTest {
  private static final Kpi ACTIVE = new WeeklyActiveUsers();
  private static final Kpi ENGAGEMENT = new PlannerEngagement();
  private static final List<HistoryStart> FORGOTTEN =
      List.of(
          start("analytics.events.student", 0, 40, Instant.parse("2026-01-10T08:00:00Z")),
          start("analytics.events.student", 1, 7, Instant.parse("2026-01-12T09:30:00Z")),
          start("frontend.timings", 0, 7, Instant.parse("2026-01-11T00:00:00Z")));

  private static HistoryStart start(String topic, int partition, long first, Instant since) {
    return new HistoryStart(new PartitionLog("c", topic, "id", partition), first, since);
  }

  private static HistoryCheck batch(List<Kpi> kpis, String from, String to) {
    return new HistoryCheck(
        kpis,
        Optional.ofNullable(from).map(Instant::parse),
        Optional.ofNullable(to).map(Instant::parse),
        false,
        false);
  }

  private static void require(HistoryCheck check, List<HistoryStart> starts) {
    check.require(TrackingPlan.builtIn(), starts, Map.of());
  }

  @Test
  void namesTheKpiWhatItNeedsWhatIsThereAndWhatHelps() {
    assertThatThrownBy(
            () ->
                require(
                    batch(List.of(ACTIVE, ENGAGEMENT), "2026-02-04T00:00:00Z", null), FORGOTTEN))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "The source does not reach back far enough, because its first records have been"
                + " deleted or are not read (weekly_active_users needs records since"
                + " 2024-12-29T00:00:00Z, everything is there since 2026-01-12T09:30:00Z): read what"
                + " raw-events has stored with --source=warehouse,kafka, report from"
                + " --from=2027-02-22T00:00:00Z on, or go on with --allowPartialHistory, which marks"
                + " the rows in history_from.");
  }

  @Test
  void whatReachesBackFarEnoughIsEnough() {
    assertThatCode(
            () -> {
              require(batch(List.of(ACTIVE), null, null), List.of());
              require(batch(List.of(ACTIVE), "2027-02-22T00:00:00Z", null), FORGOTTEN);
              require(batch(List.of(ENGAGEMENT), "2026-01-19T00:00:00Z", null), FORGOTTEN);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void withoutAStartEverythingIsNeeded() {
    assertThatThrownBy(() -> require(batch(List.of(ENGAGEMENT), null, null), FORGOTTEN))
        .hasMessageContaining(
            "planner_engagement needs all records from the first one on, everything is there since"
                + " 2026-01-11T00:00:00Z")
        .hasMessageContaining("report from --from=2026-01-12T00:00:00Z on");
  }

  @Test
  void aStartThatTheReportDoesNotReachIsNoHelp() {
    assertThatThrownBy(
            () ->
                require(
                    batch(List.of(ACTIVE), "2026-02-04T00:00:00Z", "2026-02-05T00:00:00Z"),
                    FORGOTTEN))
        .hasMessageNotContaining("--from=")
        .hasMessageContaining("--source=warehouse,kafka");
  }

  @Test
  void noLaterStartBringsTheRosterBack() {
    List<HistoryStart> roster =
        List.of(start("advisor.roster", 0, 3, Instant.parse("2020-01-01T00:00:00Z")));

    assertThatThrownBy(
            () ->
                require(
                    batch(List.of(new AdviseeActivation()), "2026-02-04T00:00:00Z", null), roster))
        .hasMessageContaining("needs roster_assignment from the first one on")
        .hasMessageNotContaining("--from=");
  }

  @Test
  void aStreamNeedsAllAndReadsNoWarehouse() {
    HistoryCheck stream =
        new HistoryCheck(List.of(ACTIVE), Optional.empty(), Optional.empty(), true, false);

    assertThatThrownBy(() -> require(stream, FORGOTTEN))
        .hasMessageContaining("--allowPartialHistory")
        .hasMessageNotContaining("--source=warehouse")
        .hasMessageNotContaining("--from=");
  }
}
