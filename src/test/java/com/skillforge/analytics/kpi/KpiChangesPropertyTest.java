package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.oracle.Rows;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.History;
import com.skillforge.analytics.testing.TestRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A stream is looked at again when a KPI says that its figures change by themselves. */
class KpiChangesPropertyTest {
  private static final long FOREVER = Duration.ofDays(365).toMillis();

  @Provide
  Arbitrary<History> histories() {
    return Histories.any();
  }

  @Provide
  Arbitrary<String> kpis() {
    return Arbitraries.of(KpiRuns.NAMES);
  }

  @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void nothingChangesBeforeTheInstantThatTheKpiNames(
      @ForAll("kpis") String name,
      @ForAll("histories") History history,
      @ForAll(supplier = Histories.Instants.class) long watermark) {
    Kpi kpi = KpiRuns.named(name);
    List<AnalyticsRecord> seen =
        history.records().stream().filter(record -> record.eventTimeMillis() < watermark).toList();
    KpiEvaluation.Result result = evaluate(kpi, seen, watermark);
    long justBefore = Math.min(result.nextChangeMillis() - 1, watermark + FOREVER);

    assertThat(result.nextChangeMillis()).isGreaterThan(watermark);
    assertThat(
            Rows.differences(
                settledRows(kpi, evaluate(kpi, seen, justBefore), justBefore),
                settledRows(kpi, result, justBefore)))
        .isEmpty();
  }

  private static KpiEvaluation.Result evaluate(
      Kpi kpi, List<AnalyticsRecord> records, long watermark) {
    return new KpiEvaluation(List.of(kpi), TestRecords.PLAN)
        .evaluate(List.of(TestRecords.block(records)), Horizon.streaming(watermark));
  }

  /** Rows without the one figure that moves with every instant until its period has ended. */
  private static List<KpiValue> settledRows(Kpi kpi, KpiEvaluation.Result result, long asOf) {
    List<KpiValue> rows = new ArrayList<>();
    new KpiRows(List.of(kpi))
        .emit(
            result.table(),
            asOf,
            0,
            true,
            row -> rows.add(row.key().period().endMillis() > asOf ? withoutTrailing(row) : row));
    return rows;
  }

  private static KpiValue withoutTrailing(KpiValue row) {
    SortedMap<String, Double> measures = new TreeMap<>(row.measures());
    measures.remove("trailing_7d");
    return new KpiValue(
        row.key(),
        row.asOfMillis(),
        row.numerator(),
        row.denominator(),
        row.value(),
        row.pending(),
        row.excludedOptOut(),
        row.excludedUnresolved(),
        measures,
        row.isFinal(),
        row.paneIndex());
  }
}
