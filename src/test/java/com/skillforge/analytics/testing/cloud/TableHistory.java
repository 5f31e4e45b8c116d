package com.skillforge.analytics.testing.cloud;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the tables of a DuckDB were like before each of their changes, for stand-ins of warehouses
 * that can be asked how a table was at an instant. Copies lie in the schema {@value #SCHEMA}.
 */
public final class TableHistory {
  public static final String SCHEMA = "past";

  private final AtomicLong copies = new AtomicLong();
  private final Map<String, List<Version>> versions = new ConcurrentHashMap<>();

  /** How a table was before an instant. */
  private record Version(Instant until, String copy) {}

  /** The statement that makes the schema of the copies. */
  public static String schema() {
    return "CREATE SCHEMA " + SCHEMA;
  }

  /**
   * Keeps a table as it is, in the transaction that is about to change it: when that is rolled
   * back, the copy is gone too.
   *
   * @param table schema and table, as DuckDB spells them
   */
  public void beforeChange(Connection connection, String table) throws SQLException {
    String copy = "copy" + copies.incrementAndGet();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + SCHEMA + "." + copy + " AS SELECT * FROM " + table);
    }
    versions
        .computeIfAbsent(key(table), any -> new CopyOnWriteArrayList<>())
        .add(new Version(Instant.now(), copy));
  }

  /** The table that is as another one was at an instant: a copy, or the table itself. */
  public String asOf(Connection connection, String table, Instant instant) throws SQLException {
    for (Version version : versions.getOrDefault(key(table), List.of())) {
      if (version.until().isAfter(instant) && isThere(connection, version.copy())) {
        return SCHEMA + "." + version.copy();
      }
    }
    return table;
  }

  private static boolean isThere(Connection connection, String copy) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT 1 FROM duckdb_tables() WHERE schema_name = '%s' AND table_name = '%s'"
                    .formatted(SCHEMA, copy))) {
      return found.next();
    }
  }

  private static String key(String table) {
    return table.replace("\"", "").replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
