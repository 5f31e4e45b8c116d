package com.skillforge.analytics.io.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.AskedWarehouse;
import com.skillforge.analytics.testing.GoogleSql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** BigQuery's own analyser takes what gates ask and note. */
class QualitySqlTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  private static GoogleSql analyser() {
    GoogleSql analyser = new GoogleSql();
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    for (Script script :
        List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.MARTS, Script.OPERATIONS)) {
      schema.statements(script).forEach(analyser::accept);
    }
    return analyser;
  }

  @Test
  void allOfItIsTaken() {
    AskedWarehouse bigQuery = new AskedWarehouse(BigQuery.SQL);
    LocalDate day = LocalDate.parse("2026-03-10");
    QualityFigures figures = new QualityFigures(bigQuery, PLAN, "prod");
    figures.counts(day.minusWeeks(8), day);
    figures.nulls(
        PLAN.recordTypes().stream().map(type -> type.name()).collect(Collectors.toSet()),
        day.minusDays(28),
        day);
    figures.reads("raw-events", Instant.EPOCH);
    QualityRows.notPassed(bigQuery, Instant.EPOCH);
    QualityRows.judgedDays(bigQuery, "kpi(all)", "prod", day.minusDays(7), day);
    AuditRows.newest(bigQuery);
    RunInfo run =
        new RunInfo(
            "kpi(all)",
            "0.1.0",
            "prod",
            "{}",
            Optional.empty(),
            Optional.empty(),
            false,
            Instant.EPOCH);
    List<QualityCheck> checks =
        List.of(
            new QualityCheck(
                Gate.VOLUME, "it's", Optional.of(day), 1e-9, 0, Double.POSITIVE_INFINITY, true),
            new QualityCheck(Gate.SCHEMA, "tables", Optional.empty(), 1, 0, 0, false));

    List<String> statements =
        QualityRows.note(BigQuery.SQL, new Stamp(run, Instant.EPOCH), checks, Set.of(Gate.SCHEMA));
    GoogleSql analyser = analyser();
    bigQuery.queries().forEach(analyser::accept);
    statements.forEach(analyser::accept);
    analyser.accept(AuditRows.note(BigQuery.SQL, "prod", "plan_adherence", 3, Instant.EPOCH));

    assertThat(statements).hasSize(2);
    assertThat(bigQuery.queries()).hasSizeGreaterThan(20);
  }
}
