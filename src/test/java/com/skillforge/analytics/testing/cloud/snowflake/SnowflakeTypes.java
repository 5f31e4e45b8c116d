package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SqlToken.Kind;
import java.util.List;
import java.util.Locale;

/** Snowflake's types and DuckDB's. */
final class SnowflakeTypes {
  /**
   * A type as the driver is told of it.
   *
   * @param name for example {@code fixed}
   */
  record WireType(String name, int precision, int scale) {}

  private SnowflakeTypes() {}

  /** Takes a type and says what it is in DuckDB. Arrays hold texts: the only ones there are. */
  static String duckDb(SqlCursor cursor) {
    SqlToken word = cursor.next();
    if (word.kind() != Kind.WORD) {
      throw SnowflakeError.compilation("unexpected '" + word.text() + "': expected a type");
    }
    List<SqlToken> parameters = cursor.peek().is("(") ? cursor.group() : List.of();
    return switch (word.upper()) {
      case "VARCHAR", "STRING", "TEXT", "CHAR" -> "VARCHAR";
      case "NUMBER", "NUMERIC", "DECIMAL" -> decimal(parameters);
      case "INTEGER", "INT", "BIGINT", "SMALLINT" -> "BIGINT";
      case "FLOAT", "DOUBLE", "REAL" -> "DOUBLE";
      case "BOOLEAN" -> "BOOLEAN";
      case "DATE" -> "DATE";
      case "TIMESTAMP_NTZ", "DATETIME" -> "TIMESTAMP";
      case "TIMESTAMP_LTZ", "TIMESTAMP_TZ" -> "TIMESTAMPTZ";
      case "VARIANT", "OBJECT" -> "JSON";
      case "ARRAY" -> "VARCHAR[]";
      case "BINARY" -> "BLOB";
      default -> throw SnowflakeError.compilation("Unsupported data type '" + word.text() + "'.");
    };
  }

  private static String decimal(List<SqlToken> parameters) {
    if (parameters.size() == 3 && !parameters.get(2).text().equals("0")) {
      return "DECIMAL(" + parameters.get(0).text() + "," + parameters.get(2).text() + ")";
    }
    return "BIGINT";
  }

  /** How a column of DuckDB goes to the driver. */
  static WireType wire(String duckDb, int precision, int scale) {
    String name = duckDb.toUpperCase(Locale.ROOT);
    if (name.startsWith("DECIMAL")) {
      return new WireType("fixed", precision, scale);
    }
    if (name.endsWith("[]")) {
      return new WireType("array", 0, 0);
    }
    return switch (name) {
      case "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT", "UBIGINT", "UINTEGER" ->
          new WireType("fixed", 38, 0);
      case "DOUBLE", "FLOAT" -> new WireType("real", 0, 0);
      case "BOOLEAN" -> new WireType("boolean", 0, 0);
      case "VARCHAR" -> new WireType("text", 0, 0);
      case "DATE" -> new WireType("date", 0, 0);
      case "TIMESTAMP" -> new WireType("timestamp_ntz", 0, 9);
      case "TIMESTAMP WITH TIME ZONE" -> new WireType("timestamp_ltz", 0, 9);
      case "JSON" -> new WireType("variant", 0, 0);
      default -> throw SnowflakeError.execution("the stand-in cannot send a " + duckDb);
    };
  }
}
