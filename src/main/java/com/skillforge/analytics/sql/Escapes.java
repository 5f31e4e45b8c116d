package com.skillforge.analytics.sql;

/** String literals of warehouses in which a backslash escapes: BigQuery and Snowflake. */
final class Escapes {
  private Escapes() {}

  /**
   * The text between single quotes, on one line: BigQuery's literals end with it.
   *
   * @param quote how a quote within the text is written
   */
  static String quoted(String text, String quote) {
    StringBuilder literal = new StringBuilder(text.length() + 2).append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> literal.append("\\\\");
        case '\'' -> literal.append(quote);
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        default -> literal.append(c);
      }
    }
    return literal.append('\'').toString();
  }
}
