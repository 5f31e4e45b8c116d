package com.skillforge.analytics.answers;

import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RepairTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The rows of {@code dead_letter_repairs}. */
final class Repairs {
  private Repairs() {}

  /** What was done, by the position of the record; nothing in a file of an earlier release. */
  static Map<RecordPosition, String> read(Connection connection) throws SQLException {
    Map<RecordPosition, String> repairs = new HashMap<>();
    String table = RepairTables.REPAIRS.name().table();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database()"
                  + " AND table_name = "
                  + DuckDb.SQL.literal(table))) {
        if (!found.next()) {
          return repairs;
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT record_source, record_topic, record_partition, record_offset, repair FROM "
                  + DuckDb.SQL.name(RepairTables.REPAIRS.name()))) {
        while (row.next()) {
          repairs.put(
              new RecordPosition(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)),
              row.getString(5));
        }
      }
    }
    return repairs;
  }
}
