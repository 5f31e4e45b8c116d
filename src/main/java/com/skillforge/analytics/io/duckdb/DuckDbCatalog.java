package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.DuckDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What tables a file has, whatever release made them. */
final class DuckDbCatalog {
  private DuckDbCatalog() {}

  /** The columns of a table, in its order; none when there is no such table. */
  static List<String> columns(Connection connection, TableName table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT column_name FROM duckdb_columns() WHERE database_name = current_database()"
                + " AND schema_name = ? AND table_name = ? ORDER BY column_index")) {
      select.setString(1, table.schema().isEmpty() ? DuckDb.DEFAULT_SCHEMA : table.schema());
      select.setString(2, table.table());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          columns.add(row.getString(1));
        }
      }
    }
    return columns;
  }

  static boolean has(Connection connection, TableName table) throws SQLException {
    return !columns(connection, table).isEmpty();
  }
}
