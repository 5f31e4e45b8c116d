package com.skillforge.analytics.io.bigquery;

import com.google.api.services.bigquery.model.Table;
import com.skillforge.analytics.io.remote.RemoteWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.beam.runners.core.construction.SerializablePipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The datasets of one project of BigQuery. */
final class BigQueryWarehouse implements RemoteWarehouse {
  private static final long serialVersionUID = 1L;

  /** Staged rows that nobody has removed go by themselves. */
  private static final Duration STAGED_FOR = Duration.ofDays(3);

  private final SerializablePipelineOptions options;
  private final String project;
  private transient @Nullable BigQueryClient client;

  BigQueryWarehouse(PipelineOptions options) {
    this.options = new SerializablePipelineOptions(options);
    this.project = BigQueryClient.project(options);
  }

  synchronized BigQueryClient client() {
    if (client == null) {
      client = new BigQueryClient(options.get());
    }
    return client;
  }

  String project() {
    return project;
  }

  @Override
  public String name() {
    return "bigquery";
  }

  @Override
  public String label() {
    return "BigQuery";
  }

  @Override
  public Dialect dialect() {
    return BigQuery.SQL;
  }

  @Override
  public void execute(String statement) {
    client().run(statement);
  }

  @Override
  public String asOf(TableName table, String alias, Instant instant) {
    return BigQuery.SQL.name(table)
        + " AS "
        + alias
        + " FOR SYSTEM_TIME AS OF "
        + BigQuery.SQL.timestamp(instant.toEpochMilli());
  }

  @Override
  public void transaction(List<String> statements) {
    client()
        .run(
            statements.stream()
                .collect(
                    Collectors.joining(";\n", "BEGIN TRANSACTION;\n", ";\nCOMMIT TRANSACTION;\n")));
  }

  @Override
  public <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add) {
    return client().fold(sql, start, (sum, row) -> add.accept(sum, new TableRowValues(row)));
  }

  @Override
  public void prepareStaging(String stagingId, List<StagedTable> tables) {
    long expires = Instant.now().plus(STAGED_FOR).toEpochMilli();
    for (StagedTable table : tables) {
      client()
          .createTable(
              new Table()
                  .setTableReference(
                      BigQueryTables.reference(
                          project, BigQueryTables.staging(table.table().name(), stagingId)))
                  .setSchema(BigQueryTables.staging(table))
                  .setExpirationTime(expires));
    }
  }

  @Override
  public String staged(StagedTable table, String stagingId) {
    String columns =
        table.columns().stream()
            .map(
                column -> {
                  String name = BigQuery.SQL.identifier(column.name());
                  return column.type() == ColumnType.JSON
                      ? BigQuery.SQL.parseJson(name) + " AS " + name
                      : name;
                })
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + " FROM "
        + BigQuery.SQL.name(BigQueryTables.staging(table.table().name(), stagingId));
  }

  @Override
  public void dropStaging(String stagingId, List<StagedTable> tables) {
    for (StagedTable table : tables) {
      client()
          .dropTable(
              BigQueryTables.reference(
                  project, BigQueryTables.staging(table.table().name(), stagingId)));
    }
  }
}
