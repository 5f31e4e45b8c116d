package com.skillforge.analytics.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** BigQuery's own analyser takes what status asks. */
class StatusSqlTest {
  private static final WarehouseSchema SCHEMA =
      WarehouseSchema.of(BigQuery.SQL, TrackingPlan.builtIn());

  /** Has every question analysed, and no rows. */
  private static final class Analysed implements QueryableWarehouse {
    private static final long serialVersionUID = 1L;
    private final transient GoogleSql analyser = new GoogleSql();
    private final List<String> asked = new ArrayList<>();

    Analysed() {
      for (Script script : List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS)) {
        SCHEMA.statements(script).forEach(analyser::accept);
      }
      SCHEMA.statements(Script.MARTS).forEach(analyser::accept);
      SCHEMA.statements(Script.ANALYTICS_VIEWS).forEach(analyser::accept);
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
  void everyQuestionIsTaken() {
    Analysed bigQuery = new Analysed();
    Status status =
        new Status(
            new Question(
                Instant.parse("2026-02-10T00:00:00Z"),
                Optional.of("prod"),
                PipelineFolder.all(Path.of("")),
                Optional.empty(),
                Duration.ofHours(3),
                "--warehouses=bigquery"));

    status.add(bigQuery);

    assertThat(bigQuery.asked).hasSizeGreaterThan(5);
    assertThat(status.findings())
        .filteredOn(Finding::failed)
        .extracting(Finding::detail)
        .containsExactly("nothing has run in 100 days");
  }
}
