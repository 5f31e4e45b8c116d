package com.skillforge.analytics.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.AskedWarehouse;
import com.skillforge.analytics.testing.GoogleSql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** BigQuery's own analyser takes what status asks. */
class StatusSqlTest {
  private static final WarehouseSchema SCHEMA =
      WarehouseSchema.of(BigQuery.SQL, TrackingPlan.builtIn());

  private static GoogleSql analyser() {
    GoogleSql analyser = new GoogleSql();
    for (Script script : List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS)) {
      SCHEMA.statements(script).forEach(analyser::accept);
    }
    SCHEMA.statements(Script.MARTS).forEach(analyser::accept);
    SCHEMA.statements(Script.ANALYTICS_VIEWS).forEach(analyser::accept);
    return analyser;
  }

  @Test
  void everyQuestionIsTaken() {
    AskedWarehouse bigQuery = new AskedWarehouse(BigQuery.SQL);
    Status status =
        new Status(
            new Question(
                Instant.parse("2026-02-10T00:00:00Z"),
                Optional.of("prod"),
                PipelineFolder.all(Path.of("")),
                Optional.empty(),
                Limits.lateAfter(Duration.ofHours(3)),
                "--warehouses=bigquery"));

    status.add(bigQuery);

    bigQuery.queries().forEach(analyser()::accept);
    assertThat(bigQuery.queries()).hasSizeGreaterThan(5);
    assertThat(status.findings())
        .filteredOn(Finding::failed)
        .extracting(Finding::detail)
        .containsExactly("nothing has run in 100 days");
  }
}
