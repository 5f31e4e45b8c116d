package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Walks along the tokens of a statement. */
final class SqlCursor {
  private static final SqlToken END = new SqlToken(Kind.SYMBOL, "end of statement");

  private final List<SqlToken> tokens;
  private int at;

  SqlCursor(List<SqlToken> tokens) {
    this.tokens = tokens;
  }

  SqlToken peek() {
    return peek(0);
  }

  SqlToken peek(int ahead) {
    int index = at + ahead;
    return index < 0 || index >= tokens.size() ? END : tokens.get(index);
  }

  SqlToken next() {
    SqlToken token = peek();
    at++;
    return token;
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  /** Whether the next tokens are these words. */
  boolean sees(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Takes these words if they come next. */
  boolean accept(String... words) {
    boolean found = sees(words);
    if (found) {
      at += words.length;
    }
    return found;
  }

  void expect(String... words) {
    for (String word : words) {
      if (!accept(word)) {
        throw unexpected("expected " + word);
      }
    }
  }

  void expectEnd() {
    accept(";");
    if (!atEnd()) {
      throw unexpected("the statement should have ended");
    }
  }

  SnowflakeError unexpected(String what) {
    return SnowflakeError.compilation("unexpected '" + peek().text() + "': " + what);
  }

  /** A name with up to three parts, each as DuckDB spells it. */
  List<SqlToken> name() {
    List<SqlToken> parts = new ArrayList<>();
    do {
      SqlToken part = next();
      if (part.kind() != Kind.WORD && part.kind() != Kind.QUOTED) {
        throw SnowflakeError.compilation("unexpected '" + part.text() + "': expected a name");
      }
      parts.add(part);
    } while (accept("."));
    return parts;
  }

  /** What stands between the next parenthesis and its partner. */
  List<SqlToken> group() {
    expect("(");
    List<SqlToken> inner = new ArrayList<>();
    int depth = 1;
    while (!atEnd()) {
      SqlToken token = next();
      if (token.is("(")) {
        depth++;
      } else if (token.is(")") && --depth == 0) {
        return inner;
      }
      inner.add(token);
    }
    throw SnowflakeError.compilation("missing )");
  }

  /** All that is left, without a semicolon at its end. */
  List<SqlToken> rest() {
    int end = tokens.size();
    while (end > at && tokens.get(end - 1).is(";")) {
      end--;
    }
    List<SqlToken> rest = tokens.subList(Math.min(at, end), end);
    at = tokens.size();
    return rest;
  }

  String string() {
    SqlToken token = next();
    if (token.kind() != Kind.STRING) {
      throw SnowflakeError.compilation("unexpected '" + token.text() + "': expected a string");
    }
    return token.text();
  }

  /** Splits tokens at a symbol that stands outside all parentheses. */
  static List<List<SqlToken>> split(List<SqlToken> tokens, String symbol) {
    List<List<SqlToken>> parts = new ArrayList<>();
    List<SqlToken> part = new ArrayList<>();
    int depth = 0;
    for (SqlToken token : tokens) {
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0 && token.is(symbol)) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(token);
      }
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }
}
