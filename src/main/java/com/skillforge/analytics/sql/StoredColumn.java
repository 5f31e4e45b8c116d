package com.skillforge.analytics.sql;

import java.util.Locale;
import java.util.Set;

/**
 * A column that a warehouse has.
 *
 * @param type as the warehouse's catalog spells it
 */
public record StoredColumn(String name, String type) {
  private static final Set<String> TEXTS = Set.of("VARCHAR", "TEXT", "STRING", "CHAR");

  /** What begins the names of types that hold no text, in any of the warehouses. */
  private static final Set<String> WITHOUT_TEXT =
      Set.of(
          "BIGINT",
          "BIGNUMERIC",
          "BINARY",
          "BIT",
          "BLOB",
          "BOOL",
          "BYTES",
          "DATE",
          "DECIMAL",
          "DOUBLE",
          "FLOAT",
          "GEOGRAPHY",
          "HUGEINT",
          "INT",
          "INTEGER",
          "INTERVAL",
          "NUMBER",
          "NUMERIC",
          "REAL",
          "SMALLINT",
          "TIME",
          "TINYINT",
          "UBIGINT",
          "UHUGEINT",
          "UINTEGER",
          "USMALLINT",
          "UTINYINT",
          "UUID",
          "VARBINARY");

  /** Whether it is a text, and no list or document of some. */
  public boolean isText() {
    return TEXTS.contains(kind()) && !type.contains("[");
  }

  /** Whether its values are texts, or hold some. */
  public boolean holdsText() {
    boolean plain = !type.contains("[") && !type.contains("<");
    return !(plain && WITHOUT_TEXT.stream().anyMatch(kind()::startsWith));
  }

  /** Its value as a text, or as the text of a JSON document. */
  public String document(Dialect dialect) {
    String column = dialect.identifier(name);
    return isText() ? column : dialect.jsonDocument(column);
  }

  /** The type without its precision and parts. */
  private String kind() {
    return type.toUpperCase(Locale.ROOT).replaceFirst("[^A-Z0-9_].*", "");
  }
}
