package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits Snowflake's SQL into tokens; white space and comments are left out. */
final class SqlTokens {
  private static final List<String> LONG_SYMBOLS =
      List.of("::", "<=", ">=", "<>", "!=", "||", "=>");
  private static final String SYMBOLS = "()[],.;:=<>+-*/%?@{}$";

  private final String sql;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;

  private SqlTokens(String sql) {
    this.sql = sql;
  }

  static List<SqlToken> of(String sql) {
    return new SqlTokens(sql).all();
  }

  private List<SqlToken> all() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", at)) {
        at = after("*/", at + 2);
      } else if (c == '\'') {
        add(Kind.STRING, literal());
      } else if (sql.startsWith("$$", at)) {
        int start = at + 2;
        at = after("$$", start);
        add(Kind.STRING, sql.substring(start, at - 2));
      } else if (c == '"') {
        add(Kind.QUOTED, quoted());
      } else if (Character.isDigit(c)) {
        add(Kind.NUMBER, number());
      } else if (Character.isLetter(c) || c == '_') {
        add(Kind.WORD, word());
      } else {
        add(Kind.SYMBOL, symbol(c));
      }
    }
    return List.copyOf(tokens);
  }

  private void add(Kind kind, String text) {
    tokens.add(new SqlToken(kind, text));
  }

  private int after(String end, int from) {
    int found = sql.indexOf(end, from);
    if (found < 0) {
      throw SnowflakeError.compilation("syntax error: missing " + end);
    }
    return found + end.length();
  }

  private String word() {
    int start = at;
    while (at < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(at))
            || sql.charAt(at) == '_'
            || sql.charAt(at) == '$')) {
      at++;
    }
    return sql.substring(start, at);
  }

  private String number() {
    int start = at;
    while (at < sql.length()
        && (Character.isDigit(sql.charAt(at))
            || sql.charAt(at) == '.'
            || ((sql.charAt(at) == '-' || sql.charAt(at) == '+')
                && "eE".indexOf(sql.charAt(at - 1)) >= 0)
            || "eE".indexOf(sql.charAt(at)) >= 0)) {
      at++;
    }
    return sql.substring(start, at);
  }

  private String symbol(char c) {
    for (String symbol : LONG_SYMBOLS) {
      if (sql.startsWith(symbol, at)) {
        at += symbol.length();
        return symbol;
      }
    }
    if (SYMBOLS.indexOf(c) < 0) {
      throw SnowflakeError.compilation("syntax error: unexpected '" + c + "'");
    }
    at++;
    return String.valueOf(c);
  }

  private String quoted() {
    StringBuilder name = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c != '"') {
        name.append(c);
      } else if (sql.startsWith("\"\"", at)) {
        name.append(c);
        at++;
      } else {
        at++;
        return name.toString();
      }
    }
    throw SnowflakeError.compilation("syntax error: an identifier is not closed");
  }

  /** Snowflake knows backslash escapes in its string literals. */
  private String literal() {
    StringBuilder text = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c == '\\') {
        at++;
        text.append(escaped());
      } else if (c != '\'') {
        text.append(c);
      } else if (sql.startsWith("''", at)) {
        text.append(c);
        at++;
      } else {
        at++;
        return text.toString();
      }
    }
    throw SnowflakeError.compilation("syntax error: a string is not closed");
  }

  private char escaped() {
    if (at >= sql.length()) {
      throw SnowflakeError.compilation("syntax error: a string is not closed");
    }
    char c = sql.charAt(at);
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      case 'u' -> unicode(4);
      case 'x' -> unicode(2);
      default -> c;
    };
  }

  private char unicode(int digits) {
    char c = (char) Integer.parseInt(sql.substring(at + 1, at + 1 + digits), 16);
    at += digits;
    return c;
  }
}
