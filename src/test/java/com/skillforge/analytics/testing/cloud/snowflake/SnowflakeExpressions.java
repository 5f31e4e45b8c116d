package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SqlToken.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns Snowflake's queries and expressions into DuckDB's: types, casts and functions. */
final class SnowflakeExpressions {
  /** Words after which a parenthesis opens no call. */
  private static final Set<String> KEYWORDS =
      Set.of(
          """
          ALL AND ANY AS BETWEEN BY CASE DISTINCT ELSE EXCEPT EXCLUDE EXISTS FROM GROUP HAVING IN
          INSERT INTERSECT INTO IS JOIN LATERAL LIKE LIMIT MINUS NOT NULL ON OR OVER QUALIFY RENAME
          SELECT SET THEN UNION UPDATE USING VALUES WHEN WHERE WITH
          """
              .split("\\s+"));

  /** What DuckDB would take and Snowflake would not. */
  private static final Set<String> ONLY_IN_DUCKDB =
      Set.of("ROWID", "SEMI", "ANTI", "FILTER", "POSITIONAL", "GLOB", "UNNEST", "STRUCT");

  /** Parts of a date that count from the epoch on. */
  private static final Map<String, String> EPOCHS =
      Map.of("EPOCH_MILLISECOND", "epoch_ms", "EPOCH_MICROSECOND", "epoch_us");

  private final SqlCursor cursor;
  private final StringBuilder out = new StringBuilder();

  private SnowflakeExpressions(List<SqlToken> tokens) {
    this.cursor = new SqlCursor(tokens);
  }

  static String duckDb(List<SqlToken> tokens) {
    return new SnowflakeExpressions(tokens).translate();
  }

  private String translate() {
    while (!cursor.atEnd()) {
      SqlToken before = cursor.peek(-1);
      SqlToken token = cursor.next();
      switch (token.kind()) {
        case WORD -> word(token, before);
        case SYMBOL -> symbol(token);
        default -> add(token.duckDb());
      }
    }
    return out.toString();
  }

  private void add(String text) {
    out.append(text).append(' ');
  }

  private void word(SqlToken token, SqlToken before) {
    String word = token.upper();
    boolean member = before.is(".");
    if (!member) {
      refuseDuckDb(word);
    }
    if (word.equals("INFORMATION_SCHEMA") && cursor.peek().is(".")) {
      add(SnowflakeCatalog.SCHEMA);
    } else if (word.equals("LATERAL") && cursor.accept("FLATTEN")) {
      add(flatten(cursor.group()));
    } else if (word.equals("AT") && cursor.peek().is("(")) {
      add(at(cursor.group()));
    } else if (cursor.peek().is("(") && !member && !KEYWORDS.contains(word) && !isName(before)) {
      add(call(token));
    } else {
      add(token.duckDb());
    }
  }

  private void refuseDuckDb(String word) {
    if (ONLY_IN_DUCKDB.contains(word)
        || (word.equals("BY") && (cursor.sees("NAME") || cursor.sees("SOURCE")))) {
      throw SnowflakeError.compilation("Snowflake does not know " + word + " here");
    }
  }

  /** The elements of an array, with the two of FLATTEN's columns that are known here. */
  private static String flatten(List<SqlToken> arguments) {
    SqlCursor input = new SqlCursor(arguments);
    input.expect("INPUT", "=>");
    String array = "to_json(" + duckDb(input.rest()) + ")";
    return "LATERAL (SELECT unnest(CAST(%s AS JSON[])) AS value,".formatted(array)
        + " unnest(range(CAST(json_array_length(%s) AS BIGINT))) AS index)".formatted(array);
  }

  /** Which rows a table had then only the session knows, see {@link SnowflakeSession}. */
  private static String at(List<SqlToken> arguments) {
    SqlCursor time = new SqlCursor(arguments);
    time.expect("TIMESTAMP", "=>", "CAST");
    SqlCursor cast = new SqlCursor(time.group());
    time.expectEnd();
    return "AT " + SqlToken.literal(cast.string());
  }

  /** A list of columns follows a table's name or an alias. */
  private static boolean isName(SqlToken before) {
    return before.is("AS") || before.is("INTO") || before.is(")");
  }

  private String call(SqlToken function) {
    List<SqlToken> inner = cursor.group();
    List<List<SqlToken>> arguments = SqlCursor.split(inner, ",");
    switch (function.upper()) {
      case "CAST", "TRY_CAST" -> {
        return cast(function.upper(), inner);
      }
      case "CONCAT" -> {
        return arguments.stream()
            .map(argument -> "CAST(" + duckDb(argument) + "AS VARCHAR)")
            .collect(Collectors.joining(" || ", "(", ")"));
      }
      case "GREATEST", "LEAST" -> {
        return ofAll(
            function.text(), arguments.stream().map(SnowflakeExpressions::duckDb).toList());
      }
      case "DATE_PART" -> {
        String epoch = EPOCHS.get(inner.get(0).upper());
        if (epoch != null) {
          return epoch + "(" + duckDb(inner.subList(2, inner.size())) + ")";
        }
      }
      default -> {
        // A plain call.
      }
    }
    String name =
        SnowflakeFunctions.duckDb(function.text())
            .orElseThrow(
                () -> SnowflakeError.compilation("Unknown function " + function.upper() + "."));
    SqlToken first = inner.isEmpty() ? function : inner.get(0);
    if (SnowflakeFunctions.beginsWithDatePart(function.text()) && first.kind() == Kind.WORD) {
      List<SqlToken> rest = inner.subList(1, inner.size());
      return name + "(" + SqlToken.literal(first.text()) + duckDb(rest) + ")";
    }
    return name + "(" + duckDb(inner) + ")";
  }

  /** One null makes it null, unlike in DuckDB. */
  private static String ofAll(String function, List<String> arguments) {
    return arguments.stream()
        .map(argument -> argument + "IS NOT NULL")
        .collect(
            Collectors.joining(
                " AND ",
                "CASE WHEN ",
                " THEN " + function + "(" + String.join(", ", arguments) + ") END"));
  }

  /** The text in a variant is text, not JSON. */
  private static String cast(String function, List<SqlToken> inner) {
    int as = lastAs(inner);
    String expression = duckDb(inner.subList(0, as));
    SqlCursor rest = new SqlCursor(inner.subList(as + 1, inner.size()));
    String type = SnowflakeTypes.duckDb(rest);
    rest.expectEnd();
    return type.equals("VARCHAR")
        ? SnowflakeFunctions.TEXT + "(" + expression + ")"
        : function + "(" + expression + "AS " + type + ")";
  }

  private static int lastAs(List<SqlToken> tokens) {
    for (int i = tokens.size() - 1; i > 0; i--) {
      if (tokens.get(i).is("AS")) {
        return i;
      }
    }
    throw SnowflakeError.compilation("a cast has no AS");
  }

  private void symbol(SqlToken token) {
    switch (token.text()) {
      case "$" -> add(SnowflakeCopy.COLUMN + cursor.next().text());
      case "::" -> throw SnowflakeError.compilation("the stand-in knows CAST(… AS …) only");
      case ":", "@", "%", "[", "]", "{", "}" ->
          throw SnowflakeError.compilation("the stand-in does not know '" + token.text() + "'");
      default -> add(token.text());
    }
  }
}
