package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.sql.Migration;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a file's views and its schema registry were last made from, and what the views were then: to
 * make them again changes nothing as long as both are the same, but takes longer than many a run.
 * The file keeps it in a view of its own.
 *
 * @param digest empty where the file keeps none
 */
record SchemaState(String digest) {
  private static final String VIEW = "schema_state";

  private static final String VIEWS =
      " FROM duckdb_views() WHERE database_name = current_database() AND view_name ";

  /** What the file keeps. */
  static SchemaState of(Connection connection) throws SQLException {
    String query =
        "SELECT regexp_extract(sql, '[0-9a-f]{8}-[0-9a-f-]+')" + VIEWS + "= '" + VIEW + "'";
    return new SchemaState(String.join("", texts(connection, query)));
  }

  /**
   * What the file should keep when its views are as they are now.
   *
   * @param migration one that finds nothing missing: it only makes again what can be made again
   */
  static SchemaState after(Migration migration, Connection connection) throws SQLException {
    List<String> parts = new ArrayList<>(migration.statements());
    parts.addAll(
        texts(
            connection,
            "SELECT concat_ws(' ', schema_name, sql, comment)"
                + VIEWS
                + "<> '"
                + VIEW
                + "' ORDER BY schema_name, view_name"));
    byte[] bytes = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
    return new SchemaState(UUID.nameUUIDFromBytes(bytes).toString());
  }

  void store(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE VIEW " + VIEW + " AS SELECT '" + digest + "' AS digest");
      statement.execute(
          "COMMENT ON VIEW "
              + VIEW
              + " IS 'What the views and the schema registry were made from'");
    }
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    return DuckDbTransaction.query(connection, query, row -> String.valueOf(row.text(0)));
  }
}
