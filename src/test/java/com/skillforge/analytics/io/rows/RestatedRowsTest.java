package com.skillforge.analytics.io.rows;

import static com.skillforge.analytics.io.duckdb.SinkFixture.DAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestatedRowsTest {
  private static final Instant EVER = Instant.EPOCH;

  @TempDir Path directory;

  private static KpiValue row(String kpi, int period, int asOf, double value) {
    Period month = Period.containing(PeriodGrain.MONTH, MONDAY + period * 31L * DAY);
    KpiKey key = new KpiKey(kpi, 1, "prod", "default", "all", "", "", month);
    return new KpiValue(
        key, MONDAY + asOf * DAY, value, 1.0, value, 0, 0, 0, new TreeMap<>(), false, 0);
  }

  @Test
  void areThoseWhoseFiguresHaveChanged() {
    SinkFixture fixture = new SinkFixture(directory.resolve("w.duckdb"));
    RunInfo first = batch("first");
    fixture.write(
        first,
        output()
            .value(row("data_freshness", 0, 8, 0.5))
            .value(row("data_freshness", 1, 8, 0.5))
            .value(row("plan_adherence", 0, 8, 0.1)));
    RunInfo second = batch("second");
    fixture.write(
        second,
        output()
            .value(row("data_freshness", 0, 9, 0.75))
            .value(row("data_freshness", 1, 9, 0.5)) // seen once more, as it was
            .value(row("data_freshness", 2, 9, 0.5)) // seen for the first time
            .value(row("plan_adherence", 0, 9, 0.1)));
    DuckDbWarehouse warehouse = new DuckDbWarehouse(fixture.file());

    assertThat(RestatedRows.of(warehouse, first.id(), EVER)).isEmpty();
    assertThat(RestatedRows.of(warehouse, second.id(), EVER))
        .isEqualTo(List.of(new RestatedRows("data_freshness", "prod", 1)));
    assertThat(RestatedRows.of(warehouse, second.id(), Instant.now().plusSeconds(60))).isEmpty();
    assertThat(RestatedRows.of(warehouse, "no such run", EVER)).isEmpty();
  }

  @Test
  void bigQueryTakesTheQuestions() {
    GoogleSql analyser = new GoogleSql();
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, TrackingPlan.builtIn());
    List.of(
            Script.SCHEMAS,
            Script.RAW_TABLES,
            Script.ANALYTICS_VIEWS,
            Script.OPERATIONS,
            Script.MARTS,
            Script.KPI_VIEWS)
        .forEach(script -> schema.statements(script).forEach(analyser::accept));

    assertThatCode(
            () -> {
              analyser.accept(RestatedRows.firstPeriod(BigQuery.SQL, "r", EVER));
              analyser.accept(RestatedRows.query(BigQuery.SQL, "r", EVER, 0));
            })
        .doesNotThrowAnyException();
  }
}
