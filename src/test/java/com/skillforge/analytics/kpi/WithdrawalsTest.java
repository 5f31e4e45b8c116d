package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WithdrawalsTest {
  private static final String KPI = "plan_adherence";
  private static final long FIRST = millis("2026-01-05T00:00:00Z");
  private static final long SECOND = millis("2026-01-12T00:00:00Z");
  private static final long THIRD = millis("2026-01-19T00:00:00Z");
  private static final long AS_OF = millis("2026-02-01T00:00:00Z");

  private final Withdrawals everything =
      new Withdrawals(List.of(new PlanAdherence()), Long.MIN_VALUE, KnownHistory.COMPLETE);
  private final Withdrawals fromSecond =
      new Withdrawals(List.of(new PlanAdherence()), SECOND, KnownHistory.COMPLETE);

  @Test
  void aRowThatHasLostItsUnitsIsTakenBack() {
    KpiTable table = units(key(KPI, "north", FIRST));
    Withdrawals.mark(key(KPI, "north", SECOND), table);

    assertThat(everything.judge(table).hasRow(key(KPI, "north", SECOND))).isTrue();
  }

  @Test
  void aRowThatHasUnitsStaysWhatItIs() {
    KpiTable table = units(key(KPI, "north", FIRST));
    Withdrawals.mark(key(KPI, "north", FIRST), table);

    KpiTotals totals = everything.judge(table).row(key(KPI, "north", FIRST));

    assertThat(totals.count(KpiTotals.DENOMINATOR)).isEqualTo(1);
  }

  @Test
  void institutionsOfWhichTheRunHasSeenNothingAreLeftAlone() {
    KpiTable table = units(key(KPI, "north", FIRST));
    Withdrawals.mark(key(KPI, "south", SECOND), table);

    assertThat(everything.judge(table).hasRow(key(KPI, "south", SECOND))).isFalse();
  }

  @Test
  void withoutAStartOfTheReportPeriodsBeforeTheFirstRowAreLeftAlone() {
    KpiTable table = units(key(KPI, "north", THIRD));
    Withdrawals.mark(key(KPI, "north", SECOND), table);

    assertThat(everything.judge(table).hasRow(key(KPI, "north", SECOND))).isFalse();
    assertThat(fromSecond.judge(table).hasRow(key(KPI, "north", SECOND))).isTrue();
  }

  @Test
  void aRunLooksAtRowsOfItsKpisAndPeriodsThatAreNotNewerThanItself() {
    assertThat(fromSecond.concerns(published(KPI, 1, SECOND, AS_OF), AS_OF)).isTrue();
    assertThat(fromSecond.concerns(published(KPI, 1, FIRST, AS_OF), AS_OF)).isFalse();
    assertThat(fromSecond.concerns(published(KPI, 1, millis("2026-02-09T00:00:00Z"), AS_OF), AS_OF))
        .isFalse();
    assertThat(fromSecond.concerns(published(KPI, 1, SECOND, AS_OF + 1), AS_OF)).isFalse();
    assertThat(fromSecond.concerns(published(KPI, 2, SECOND, AS_OF), AS_OF)).isFalse();
    assertThat(fromSecond.concerns(published("data_freshness", 1, SECOND, AS_OF), AS_OF)).isFalse();
  }

  /** A unit may have gone because the record that makes it has been lost. */
  @Test
  void whatARunHasNotSeenWhollyItDoesNotTakeBack() {
    Kpi kpi = new PlanAdherence();
    KnownHistory sinceFirst =
        KnownHistory.of(
            List.of(kpi),
            TrackingPlan.builtIn(),
            Map.of("analytics.events.student", Instant.ofEpochMilli(FIRST)));
    Withdrawals partial = new Withdrawals(List.of(kpi), FIRST, sinceFirst);
    long enough = FIRST + kpi.lookBack().toMillis();
    long later = Period.containing(PeriodGrain.WEEK, enough).endMillis();

    assertThat(partial.concerns(published(KPI, 1, SECOND, AS_OF), AS_OF)).isFalse();
    assertThat(partial.concerns(published(KPI, 1, later, later + 1), later + 1)).isTrue();
  }

  private static KpiTable units(KpiKey key) {
    KpiTable table = new KpiTable();
    table.row(key).add(KpiTotals.DENOMINATOR);
    return table;
  }

  private static PublishedKpi published(String kpi, int version, long start, long asOf) {
    KpiKey key = key(kpi, "north", start);
    return new PublishedKpi(
        new KpiKey(
            kpi,
            version,
            key.environment(),
            key.tenantId(),
            key.persona(),
            key.dimension(),
            key.dimensionValue(),
            key.period()),
        asOf);
  }

  private static KpiKey key(String kpi, String tenant, long start) {
    return new KpiKey(
        kpi, 1, "test", tenant, "all", "", "", Period.containing(PeriodGrain.WEEK, start));
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
