package com.skillforge.analytics.io.local;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Schema;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.View;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Brings a file's tables and views up to a tracking plan; a column is only ever added. */
final class LocalSchema {
  private final WarehouseSchema schema;

  LocalSchema(TrackingPlan plan) {
    this.schema = WarehouseSchema.duckDb(plan);
  }

  /**
   * Creates what is missing.
   *
   * @throws WarehouseException when a column of the file has another type than the plan's
   */
  void update(Connection connection) throws SQLException {
    Map<TableName, Map<String, StoredColumn>> existing = columns(connection);
    try (Statement statement = connection.createStatement()) {
      for (Schema name : schema.schemas()) {
        for (String sql : DuckDb.SQL.createSchema(name)) {
          statement.execute(sql);
        }
      }
      for (Table table : schema.tables()) {
        Map<String, StoredColumn> columns = existing.get(qualified(table.name()));
        if (columns == null) {
          for (String sql : DuckDb.SQL.createTable(table)) {
            statement.execute(sql);
          }
        } else {
          update(statement, table, columns);
        }
      }
      for (String sql : schema.registerSchemas()) {
        statement.execute(sql);
      }
      for (View view : schema.views()) {
        for (String sql : DuckDb.SQL.createView(view)) {
          statement.execute(sql);
        }
      }
    }
  }

  private static void update(Statement statement, Table table, Map<String, StoredColumn> existing)
      throws SQLException {
    for (Column column : table.columns()) {
      StoredColumn present = existing.get(column.name());
      String type = DuckDb.SQL.typeName(column.type());
      if (present == null) {
        statement.execute(DuckDb.SQL.addColumn(table, column));
      } else if (!present.type().equals(type)) {
        throw new WarehouseException(
            "Column "
                + table.name()
                + "."
                + column.name()
                + " of the local warehouse has type "
                + present.type()
                + ", but the tracking plan asks for "
                + type
                + ": give --localWarehouse a new file and load it again.");
      }
      if (present == null || !column.description().equals(present.comment())) {
        statement.execute(DuckDb.SQL.describeColumn(table, column));
      }
    }
  }

  /** A column that the file has. */
  private record StoredColumn(String type, String comment) {}

  private static TableName qualified(TableName name) {
    return name.schema().isEmpty() ? new TableName(DuckDb.DEFAULT_SCHEMA, name.table()) : name;
  }

  private static Map<TableName, Map<String, StoredColumn>> columns(Connection connection)
      throws SQLException {
    Map<TableName, Map<String, StoredColumn>> tables = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT schema_name, table_name, column_name, data_type, coalesce(c.comment, '')"
                    + " FROM duckdb_columns() AS c"
                    + " JOIN duckdb_tables() USING (database_name, schema_name, table_name)"
                    + " WHERE database_name = current_database()")) {
      while (rows.next()) {
        tables
            .computeIfAbsent(
                new TableName(rows.getString(1), rows.getString(2)), name -> new HashMap<>())
            .put(rows.getString(3), new StoredColumn(rows.getString(4), rows.getString(5)));
      }
    }
    return tables;
  }
}
