package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.deploy.ScheduleLateness;
import com.skillforge.analytics.io.rows.RawRowDecoder;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.GoogleSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** BigQuery's own analyser takes every script. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BigQueryScriptsTest {
  private final GoogleSql bigQuery = new GoogleSql();

  @BeforeAll
  void everyStatementIsTaken() {
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, TrackingPlan.builtIn());
    for (Script script : Script.values()) {
      schema.statements(script).forEach(bigQuery::accept);
    }
  }

  @Test
  void migrationsAreTaken() {
    Table table = FixedTables.DEAD_LETTERS;
    Column column = new Column("later", ColumnType.TEXT_LIST, "Isn't it?");
    assertThatCode(
            () -> {
              bigQuery.accept(BigQuery.SQL.addColumn(table, column));
              bigQuery.accept(BigQuery.SQL.describeTable(table));
              bigQuery.accept(BigQuery.SQL.describeColumn(table, table.columns().get(0)));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void theValidationIsTaken() {
    String sql =
        WarehouseSchema.of(BigQuery.SQL, TrackingPlan.builtIn())
            .validation(
                ScheduleLateness.of(PipelineFolder.all(Path.of("")), ScheduleLateness.PATIENCE));
    assertThatCode(() -> bigQuery.accept(sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("com.skillforge.analytics.kpi.Kpis#names")
  void theAuditQueryIsTaken(String kpi) throws IOException {
    String sql = Files.readString(Path.of("sql", "bigquery", "checks", kpi + ".sql"));
    assertThatCode(() -> bigQuery.accept(sql)).doesNotThrowAnyException();
  }

  /** The form of what {@code --source=warehouse} asks. */
  @Test
  void theRowsOfEveryRawTableAreDocuments() {
    String sql =
        RawTable.all(TrackingPlan.builtIn()).stream()
            .map(
                raw ->
                    "SELECT 'x' AS table_name, "
                        + BigQuery.SQL.document(new RawRowDecoder(raw).select(BigQuery.SQL))
                        + " AS document FROM "
                        + BigQuery.SQL.name(raw.table().name())
                        + " AS r FOR SYSTEM_TIME AS OF "
                        + BigQuery.SQL.timestamp(0)
                        + " WHERE "
                        + BigQuery.SQL.everyPartition("r", raw).orElseThrow())
            .collect(Collectors.joining(" UNION ALL "));
    assertThatCode(() -> bigQuery.accept(sql)).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatBigQueryWould() {
    refused("SELECT no_such_column FROM skillforge.kpi_values", "no_such_column");
    refused("SELECT value FROM skillforge.kpi_value", "not found");
    refused("SELECT value = kpi FROM skillforge.kpi_values", "No matching signature");
    refused("CREATE TABLE d.t (a STRING) PARTITION BY a", "by time");
    refused(
        "CREATE TABLE d.t (a INT64, b INT64, c INT64, d INT64, e INT64) CLUSTER BY a, b, c, d, e",
        "four cluster columns");
    refused("CREATE TABLE d.t (a INT64) OPTIONS (descriptoin = 'x')", "option");
    refused("SELECT * FROM raw_events.resume", "without a filter");
    refused("SELECT * FROM raw_events.resume WHERE tenant_id = 'x'", "without a filter");
  }

  private void refused(String sql, String reason) {
    assertThatThrownBy(() -> bigQuery.accept(sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
