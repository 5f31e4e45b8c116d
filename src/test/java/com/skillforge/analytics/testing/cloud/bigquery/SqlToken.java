package com.skillforge.analytics.testing.cloud.bigquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A token of GoogleSQL.
 *
 * @param text as written; of a string or a quoted name what it means
 */
record SqlToken(Kind kind, String text) {

  /** What a token is. */
  enum Kind {
    WORD,
    NUMBER,
    STRING,
    /** A name in backticks. */
    NAME,
    SYMBOL,
    /** Goes into DuckDB's statement as it is. */
    VERBATIM
  }

  static SqlToken verbatim(String text) {
    return new SqlToken(Kind.VERBATIM, text);
  }

  /** Whether it is this word, however it is written, or this symbol. */
  boolean is(String wordOrSymbol) {
    return switch (kind) {
      case WORD -> text.toUpperCase(Locale.ROOT).equals(wordOrSymbol);
      case SYMBOL -> text.equals(wordOrSymbol);
      default -> false;
    };
  }

  /** As it stands in DuckDB's statement. */
  String duckDb() {
    return switch (kind) {
      case STRING -> "'" + text.replace("'", "''") + "'";
      case NAME -> TableId.quote(text);
      default -> text;
    };
  }

  /**
   * Takes a text apart; comments go.
   *
   * @throws SqlException when it is no GoogleSQL that the stand-in knows
   */
  static List<SqlToken> all(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      int end;
      if (Character.isWhitespace(c)) {
        end = i + 1;
      } else if (sql.startsWith("--", i) || c == '#') {
        end = endOf(sql, "\n", i);
      } else if (sql.startsWith("/*", i)) {
        end = endOf(sql, "*/", i + 2);
      } else if (c == '`') {
        end = endOf(sql, "`", i + 1);
        for (String part : sql.substring(i + 1, end - 1).split("\\.", -1)) {
          if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).kind == Kind.NAME) {
            tokens.add(new SqlToken(Kind.SYMBOL, "."));
          }
          tokens.add(new SqlToken(Kind.NAME, part));
        }
      } else if (c == '\'' || c == '"') {
        StringBuilder value = new StringBuilder();
        end = string(sql, i, value);
        tokens.add(new SqlToken(Kind.STRING, value.toString()));
      } else if (Character.isLetter(c) || c == '_') {
        end = i + 1;
        while (end < sql.length() && isPartOfWord(sql.charAt(end))) {
          end++;
        }
        tokens.add(new SqlToken(Kind.WORD, sql.substring(i, end)));
      } else if (Character.isDigit(c)) {
        end = i + 1;
        while (end < sql.length() && (isPartOfWord(sql.charAt(end)) || sql.charAt(end) == '.')) {
          end++;
        }
        tokens.add(new SqlToken(Kind.NUMBER, sql.substring(i, end)));
      } else {
        end = i + symbolLength(sql, i);
        tokens.add(new SqlToken(Kind.SYMBOL, sql.substring(i, end)));
      }
      i = end;
    }
    return tokens;
  }

  private static boolean isPartOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static int symbolLength(String sql, int i) {
    for (String two : List.of("<=", ">=", "!=", "<>", "||", "=>", "@@")) {
      if (sql.startsWith(two, i)) {
        return 2;
      }
    }
    if ("()[],.;=<>+-*/?@:".indexOf(sql.charAt(i)) < 0) {
      throw new SqlException("Syntax error: Illegal input character " + sql.charAt(i));
    }
    return 1;
  }

  private static int endOf(String sql, String end, int from) {
    int found = sql.indexOf(end, from);
    if (found < 0 && !end.equals("\n")) {
      throw new SqlException("Syntax error: Unclosed " + end);
    }
    return found < 0 ? sql.length() : found + end.length();
  }

  /** Reads a string literal from its first quote on; gives the index after its last. */
  private static int string(String sql, int start, StringBuilder value) {
    String one = sql.substring(start, start + 1);
    String quote = sql.startsWith(one.repeat(3), start) ? one.repeat(3) : one;
    int i = start + quote.length();
    while (!sql.startsWith(quote, i)) {
      if (i >= sql.length() || (quote.length() == 1 && sql.charAt(i) == '\n')) {
        throw new SqlException("Syntax error: Unclosed string literal");
      }
      if (sql.charAt(i) == '\\') {
        i = escape(sql, i + 1, value);
      } else {
        value.append(sql.charAt(i++));
      }
    }
    return i + quote.length();
  }

  private static int escape(String sql, int i, StringBuilder value) {
    char c = sql.charAt(i);
    int plain = "abfnrtv\\?\"'`".indexOf(c);
    if (plain >= 0) {
      value.append("\u0007\b\f\n\r\t\u000b\\?\"'`".charAt(plain));
      return i + 1;
    }
    int digits =
        switch (c) {
          case 'x', 'X' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> throw new SqlException("Syntax error: Illegal escape sequence: \\" + c);
        };
    value.appendCodePoint(Integer.parseInt(sql.substring(i + 1, i + 1 + digits), 16));
    return i + 1 + digits;
  }
}
