package com.skillforge.analytics.testing.cloud.snowflake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Loads staged files into tables, each file once, as Snowflake's load metadata has it. */
final class SnowflakeLoader {
  /** The table of DuckDB that says which files a table or a pipe has loaded. */
  static final String METADATA = "stand_in.loads";

  private static final List<String> RESULT =
      List.of("file", "status", "rows_parsed", "rows_loaded", "errors_seen");

  private final SnowflakeStorage storage;

  SnowflakeLoader(SnowflakeStorage storage) {
    this.storage = storage;
  }

  static List<String> statements() {
    return List.of(
        "CREATE SCHEMA stand_in",
        "CREATE TABLE "
            + METADATA
            + "(target VARCHAR, path VARCHAR, tag VARCHAR, row_count BIGINT)");
  }

  /**
   * Carries out a COPY.
   *
   * @param location the folder's address
   * @param target whose metadata decide what is loaded: a table or a pipe
   */
  SnowflakeResult copy(Connection connection, SnowflakeCopy copy, String location, String target)
      throws SQLException {
    List<List<String>> loaded = new ArrayList<>();
    for (String file : copy.files()) {
      String path = location + file;
      byte[] bytes = storage.read(path);
      if (!isLoaded(connection, target, path, SnowflakeStorage.tag(bytes))) {
        long rows = load(connection, copy, bytes);
        remember(connection, target, path, SnowflakeStorage.tag(bytes), rows);
        String count = String.valueOf(rows);
        loaded.add(List.of(path, "LOADED", count, count, "0"));
      }
    }
    return loaded.isEmpty()
        ? SnowflakeResult.text(
            SnowflakeResult.COPY,
            List.of("status"),
            List.of(List.of("Copy executed with 0 files processed.")))
        : SnowflakeResult.text(SnowflakeResult.COPY, RESULT, loaded);
  }

  /** Loads one file, whatever was loaded before. */
  long load(Connection connection, SnowflakeCopy copy, byte[] bytes) throws SQLException {
    int width = copy.width() > 0 ? copy.width() : width(connection, copy);
    String text = SnowflakeStorage.text(bytes, copy.gzip());
    List<List<Optional<String>>> records = new SnowflakeCsv(text, copy.enclosure()).records(width);
    List<String> fields =
        IntStream.rangeClosed(1, width).mapToObj(i -> SnowflakeCopy.COLUMN + i).toList();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TEMP TABLE copied("
              + fields.stream().map(f -> f + " VARCHAR").collect(Collectors.joining(", "))
              + ")");
      insert(connection, records);
      String columns =
          copy.columns().isEmpty() ? "" : "(" + String.join(", ", copy.columns()) + ")";
      String values = copy.values().isEmpty() ? String.join(", ", fields) : copy.values();
      return statement.executeUpdate(
          "INSERT INTO " + copy.table() + columns + " SELECT " + values + " FROM temp.copied");
    }
  }

  private static void insert(Connection connection, List<List<Optional<String>>> records)
      throws SQLException {
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "copied")) {
      for (List<Optional<String>> record : records) {
        appender.beginRow();
        for (Optional<String> field : record) {
          if (field.isPresent()) {
            appender.append(field.get());
          } else {
            appender.appendNull();
          }
        }
        appender.endRow();
      }
    }
  }

  private static int width(Connection connection, SnowflakeCopy copy) throws SQLException {
    if (!copy.columns().isEmpty()) {
      return copy.columns().size();
    }
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM " + copy.table() + " LIMIT 0")) {
      return none.getMetaData().getColumnCount();
    }
  }

  private static boolean isLoaded(Connection connection, String target, String path, String tag)
      throws SQLException {
    // A pipe goes by names alone, a table also by what is in the file.
    boolean pipe = target.startsWith("pipe ");
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*) FROM "
                + METADATA
                + " WHERE target = ? AND path = ? AND (? OR tag = ?)")) {
      query.setString(1, target);
      query.setString(2, path);
      query.setBoolean(3, pipe);
      query.setString(4, tag);
      try (ResultSet found = query.executeQuery()) {
        found.next();
        return found.getLong(1) > 0;
      }
    }
  }

  private static void remember(
      Connection connection, String target, String path, String tag, long rows)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + METADATA + " VALUES (?, ?, ?, ?)")) {
      insert.setString(1, target);
      insert.setString(2, path);
      insert.setString(3, tag);
      insert.setLong(4, rows);
      insert.execute();
    }
  }

  /** Forgets what a table has loaded, as when it is dropped. */
  static void forget(Connection connection, String table) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + METADATA + " WHERE target = ?")) {
      delete.setString(1, target(table));
      delete.execute();
    }
  }

  /** A table's name as the metadata have it: schema and table in lower case. */
  static String target(String table) {
    String[] parts = table.toLowerCase(Locale.ROOT).split("\\.", -1);
    int schema = Math.max(0, parts.length - 2);
    return String.join(".", Arrays.copyOfRange(parts, schema, parts.length));
  }
}
