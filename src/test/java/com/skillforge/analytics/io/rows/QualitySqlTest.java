package com.skillforge.analytics.io.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** BigQuery's own analyser takes what gates ask and note. */
class QualitySqlTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  /** Has every question analysed, and no rows. */
  private static final class Analysed implements QueryableWarehouse {
    private static final long serialVersionUID = 1L;
    private final transient GoogleSql analyser = new GoogleSql();
    private final List<String> asked = new ArrayList<>();

    Analysed() {
      WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
      for (Script script : List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS)) {
        schema.statements(script).forEach(analyser::accept);
      }
    }

    @Override
    public String name() {
      return "bigquery";
    }

    @Override
    public Dialect dialect() {
      return BigQuery.SQL;
    }

    @Override
    public <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add) {
      analyser.accept(sql);
      asked.add(sql);
      return start.get();
    }
  }

  @Test
  void allOfItIsTaken() {
    Analysed bigQuery = new Analysed();
    LocalDate day = LocalDate.parse("2026-03-10");
    QualityFigures figures = new QualityFigures(bigQuery, PLAN, "prod");
    figures.counts(day.minusWeeks(8), day);
    figures.nulls(
        PLAN.recordTypes().stream().map(type -> type.name()).collect(Collectors.toSet()),
        day.minusDays(28),
        day);
    figures.reads("raw-events", Instant.EPOCH);
    QualityRows.notPassed(bigQuery, Instant.EPOCH);
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
    statements.forEach(bigQuery.analyser::accept);

    assertThat(statements).hasSize(2);
    assertThat(bigQuery.asked).hasSizeGreaterThan(20);
  }
}
