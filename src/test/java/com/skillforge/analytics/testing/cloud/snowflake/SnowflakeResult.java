package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeTypes.WireType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of a statement as the driver gets it.
 *
 * @param type Snowflake's number for the kind of statement
 * @param rows each value in the driver's spelling; empty for null
 */
record SnowflakeResult(int type, List<Column> columns, List<List<Optional<String>>> rows) {
  static final int SELECT = 0x1000;
  static final int INSERT = 0x3100;
  static final int UPDATE = 0x3200;
  static final int DELETE = 0x3300;
  static final int MERGE = 0x3400;
  static final int COPY = 0x3600;
  static final int SETTING = 0x4100;
  static final int TRANSACTION = 0x5000;
  static final int DEFINITION = 0x6000;

  record Column(String name, WireType type) {}

  /** The answer to a statement that only says that it is done. */
  static SnowflakeResult done(int type) {
    return text(type, List.of("status"), List.of(List.of("Statement executed successfully.")));
  }

  /** A result of texts. */
  static SnowflakeResult text(int type, List<String> names, List<List<String>> rows) {
    return new SnowflakeResult(
        type,
        names.stream().map(name -> new Column(name, new WireType("text", 0, 0))).toList(),
        rows.stream().map(row -> row.stream().map(Optional::of).toList()).toList());
  }

  /** The answer to a change: how many rows it touched. */
  static SnowflakeResult changed(String verb, long rows) {
    int type =
        switch (verb) {
          case "INSERT" -> INSERT;
          case "UPDATE" -> UPDATE;
          case "DELETE" -> DELETE;
          default -> MERGE;
        };
    Column count = new Column("number of rows touched", new WireType("fixed", 38, 0));
    return new SnowflakeResult(
        type, List.of(count), List.of(List.of(Optional.of(String.valueOf(rows)))));
  }

  /** Reads all rows of a query. */
  static SnowflakeResult of(ResultSet results) throws SQLException {
    ResultSetMetaData meta = results.getMetaData();
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String type = meta.getColumnTypeName(i);
      columns.add(
          new Column(
              meta.getColumnLabel(i).toUpperCase(Locale.ROOT),
              SnowflakeTypes.wire(type, meta.getPrecision(i), meta.getScale(i))));
    }
    List<List<Optional<String>>> rows = new ArrayList<>();
    while (results.next()) {
      List<Optional<String>> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(value(results, i, columns.get(i - 1).type()));
      }
      rows.add(row);
    }
    return new SnowflakeResult(SELECT, columns, rows);
  }

  private static Optional<String> value(ResultSet results, int column, WireType type)
      throws SQLException {
    Object value = results.getObject(column);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (type.name()) {
          case "boolean" -> (Boolean) value ? "1" : "0";
          case "date" -> String.valueOf(results.getDate(column).toLocalDate().toEpochDay());
          case "timestamp_ntz" -> seconds(results.getObject(column, LocalDateTime.class));
          case "timestamp_ltz" ->
              seconds(
                  results
                      .getObject(column, OffsetDateTime.class)
                      .withOffsetSameInstant(ZoneOffset.UTC)
                      .toLocalDateTime());
          case "array" -> array((Array) value);
          default -> value.toString();
        });
  }

  private static String seconds(LocalDateTime time) {
    Instant instant = time.toInstant(ZoneOffset.UTC);
    return "%d.%09d".formatted(instant.getEpochSecond(), instant.getNano());
  }

  private static String array(Array value) throws SQLException {
    return SnowflakeWire.json(Arrays.asList((Object[]) value.getArray()));
  }
}
