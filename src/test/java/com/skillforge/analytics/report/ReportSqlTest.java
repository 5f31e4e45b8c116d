package com.skillforge.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.AskedWarehouse;
import com.skillforge.analytics.testing.GoogleSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** BigQuery's own analyser takes what a review asks. */
class ReportSqlTest {
  private static final WarehouseSchema SCHEMA =
      WarehouseSchema.of(BigQuery.SQL, TrackingPlan.builtIn());

  private static GoogleSql analyser() {
    GoogleSql analyser = new GoogleSql();
    for (Script script :
        List.of(
            Script.SCHEMAS,
            Script.RAW_TABLES,
            Script.OPERATIONS,
            Script.MARTS,
            Script.ANALYTICS_VIEWS,
            Script.KPI_VIEWS)) {
      SCHEMA.statements(script).forEach(analyser::accept);
    }
    return analyser;
  }

  @Test
  void everyQuestionIsTaken() {
    AskedWarehouse bigQuery = new AskedWarehouse(BigQuery.SQL);
    ReportQuestion question =
        new ReportQuestion(
            "prod",
            "staging",
            Optional.of("north"),
            Optional.of(ReviewFixture.AS_OF),
            ReviewFixture.AS_OF,
            12,
            "--warehouses=bigquery");
    new ReviewReader(bigQuery, question).read();
    KpiCells cells = new KpiCells(bigQuery, question, "prod");
    List<Extent> extents =
        Caption.all().stream()
            .map(caption -> new Extent(caption, 1, ReviewFixture.AS_OF, Optional.of("north"), 2))
            .toList();
    Instant start = Instant.parse("2026-05-18T00:00:00Z");
    cells.headlines(extents, start);
    Cell cell = new Cell("", "", PeriodGrain.WEEK, start, ReviewFixture.AS_OF, Sums.none(start));
    for (Extent extent : extents) {
      Point point = new Point(extent.caption(), cell.start(), cell.end(), "", cell.sums());
      cells.byPersona(List.of(extent), each -> point);
      cells.byDimension(List.of(extent), each -> point);
      cells.byTenant(List.of(extent), each -> point);
    }
    Report.environments(bigQuery);

    bigQuery.queries().forEach(analyser()::accept);
    assertThat(bigQuery.queries()).hasSizeGreaterThan(30);
  }
}
