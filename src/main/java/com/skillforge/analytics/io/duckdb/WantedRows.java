package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.WantedNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What a query asks for by name, in a table that goes with its connection. */
final class WantedRows {
  /** The table of {@link WantedNames}. */
  static final String TABLE = "temp.main.wanted";

  private WantedRows() {}

  /** Makes the table hold these names. */
  static void fill(Connection connection, WantedNames names) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TEMP TABLE wanted (kind VARCHAR, tenant_id VARCHAR, name VARCHAR)");
    }
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "wanted")) {
      for (WantedNames.Row row : names.rows()) {
        appender.beginRow();
        appender.append(row.kind());
        appender.append(row.tenantId());
        appender.append(row.name());
        appender.endRow();
      }
    }
  }
}
