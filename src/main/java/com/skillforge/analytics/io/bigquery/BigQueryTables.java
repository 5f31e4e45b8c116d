package com.skillforge.analytics.io.bigquery;

import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableSchema;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.List;

/** The tables of the warehouse as the connector knows them. */
final class BigQueryTables {
  private BigQueryTables() {}

  /** Where rows of a table are staged. */
  static TableName staging(TableName table, String stagingId) {
    String target = table.schema().isEmpty() ? "" : table.schema() + "__";
    return new TableName(WarehouseSchema.STAGING, target + table.table() + "__" + stagingId);
  }

  static TableReference reference(String project, TableName table) {
    return new TableReference()
        .setProjectId(project)
        .setDatasetId(table.schema().isEmpty() ? BigQuery.SQL.defaultSchema() : table.schema())
        .setTableId(table.table());
  }

  /**
   * The columns in which rows are staged. JSON is staged as its text: what is no JSON to BigQuery
   * would otherwise fail a load as a whole.
   */
  static TableSchema staging(StagedTable table) {
    return schema(table.columns(), "STRING");
  }

  /** The columns of a table. */
  static TableSchema of(StagedTable table) {
    return schema(table.table().columns(), "JSON");
  }

  private static TableSchema schema(List<Column> columns, String jsonType) {
    return new TableSchema()
        .setFields(columns.stream().map(column -> field(column, jsonType)).toList());
  }

  private static TableFieldSchema field(Column column, String jsonType) {
    String type =
        switch (column.type()) {
          case TEXT, TEXT_LIST -> "STRING";
          case INTEGER -> "INTEGER";
          case NUMBER -> "FLOAT";
          case BOOLEAN -> "BOOLEAN";
          case TIMESTAMP -> "TIMESTAMP";
          case JSON -> jsonType;
        };
    return new TableFieldSchema()
        .setName(column.name())
        .setType(type)
        .setMode(column.type() == ColumnType.TEXT_LIST ? "REPEATED" : "NULLABLE");
  }
}
