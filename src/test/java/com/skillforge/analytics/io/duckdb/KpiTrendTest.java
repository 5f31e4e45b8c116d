package com.skillforge.analytics.io.duckdb;

import static com.skillforge.analytics.io.duckdb.SinkFixture.DAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trends and restatements of figures whose period is neither a day nor a week. */
class KpiTrendTest {
  private static final Period JANUARY = Period.containing(PeriodGrain.MONTH, MONDAY);
  private static final Period TERM =
      new Period(PeriodGrain.TERM, MONDAY - 30 * DAY, MONDAY + 90 * DAY);

  @Test
  void aMonthAndATermAreSetBesideThemselvesAsTheyStoodAWeekBefore(@TempDir Path directory) {
    SinkFixture warehouse = new SinkFixture(directory.resolve("w.duckdb"));
    warehouse.write(
        batch("first"),
        output()
            .value(row("data_freshness", "", "", JANUARY, 8, 0.5))
            .value(row("readiness_delta", "term_id", "spring", TERM, 8, 4.0)));
    warehouse.write(
        batch("second"),
        output()
            .value(row("data_freshness", "", "", JANUARY, 12, 0.625))
            .value(row("readiness_delta", "term_id", "spring", TERM, 15, 5.0)));
    warehouse.write(
        batch("third"), output().value(row("data_freshness", "", "", JANUARY, 15, 0.75)));

    assertThat(
            warehouse.query(
                "SELECT kpi, dimension_value, period_grain, value, value_7d_before, delta"
                    + " FROM kpi_trend_7d ORDER BY ALL"))
        .containsExactly(
            "data_freshness||month|0.75|0.5|0.25", "readiness_delta|spring|term|5.0|4.0|1.0");
    assertThat(
            warehouse.query(
                "SELECT period_grain, value_before, value_after FROM kpi_restatements"
                    + " ORDER BY ALL"))
        .containsExactly("month|0.5|0.625", "month|0.625|0.75", "term|4.0|5.0");
  }

  private static KpiValue row(
      String kpi, String dimension, String dimensionValue, Period period, int day, double value) {
    KpiKey key = new KpiKey(kpi, 1, "prod", "default", "all", dimension, dimensionValue, period);
    return new KpiValue(
        key, MONDAY + day * DAY, value, 1.0, value, 0, 0, 0, new TreeMap<>(), false, 0);
  }
}
