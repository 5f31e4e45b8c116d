package com.skillforge.analytics.testing.cloud.snowflake;

import java.util.Locale;

/**
 * One token of a Snowflake statement.
 *
 * @param text what it says; of a string literal the text it stands for, of a quoted identifier the
 *     name
 */
record SqlToken(Kind kind, String text) {
  enum Kind {
    WORD,
    QUOTED,
    STRING,
    NUMBER,
    SYMBOL
  }

  /** Whether it is a keyword, an unquoted name or a symbol with this spelling. */
  boolean is(String spelling) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(spelling);
  }

  /** A word in upper case, as Snowflake stores it. */
  String upper() {
    return text.toUpperCase(Locale.ROOT);
  }

  /** The token as DuckDB spells it. */
  String duckDb() {
    return switch (kind) {
      case WORD, NUMBER, SYMBOL -> text;
      case QUOTED -> '"' + text.replace("\"", "\"\"") + '"';
      case STRING -> literal(text);
    };
  }

  /** DuckDB ends a statement at a NUL: there it needs a function. */
  static String literal(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\0') < 0 ? quoted : "(" + quoted.replace("\0", "'||chr(0)||'") + ")";
  }
}
