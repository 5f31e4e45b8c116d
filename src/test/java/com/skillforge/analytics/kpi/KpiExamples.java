package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.testing.TestRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs one KPI over a handful of records, without a pipeline. */
final class KpiExamples {
  private KpiExamples() {}

  static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  /** All rows of a KPI over all input before {@code asOf}. */
  static List<KpiValue> rows(Kpi kpi, String asOf, AnalyticsRecord... records) {
    Horizon horizon = Horizon.batch(Long.MIN_VALUE, millis(asOf));
    KpiEvaluation.Result result =
        new KpiEvaluation(List.of(kpi), TestRecords.PLAN)
            .evaluate(List.of(TestRecords.block(records)), horizon);
    List<KpiValue> rows = new ArrayList<>();
    new KpiRows(List.of(kpi)).emit(result.table(), horizon.asOfMillis(), 0, true, rows::add);
    return rows;
  }

  /** The headline row of all personas for the period that starts at an instant. */
  static KpiValue headline(List<KpiValue> rows, String periodStart) {
    List<KpiValue> found =
        rows.stream()
            .filter(row -> row.key().dimension().isEmpty())
            .filter(row -> row.key().persona().equals("all"))
            .filter(row -> row.key().period().startMillis() == millis(periodStart))
            .toList();
    assertThat(found).as("headline of %s in %s", periodStart, rows).hasSize(1);
    return found.get(0);
  }
}
