package com.skillforge.analytics.testing.cloud.bigquery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One statement of GoogleSQL, and what it is in DuckDB's SQL. It knows the statements of this
 * project; what it does not know goes to DuckDB as it stands, which knows no more.
 */
final class GoogleSql {
  /** Functions whose last argument is a bare date part. */
  private static final Set<String> WITH_DATE_PART =
      Set.of("TIMESTAMP_TRUNC", "TIMESTAMP_DIFF", "DATE_TRUNC", "DATE_DIFF");

  private static final Map<String, String> TYPES =
      Map.of("STRING", "VARCHAR", "INT64", "BIGINT", "FLOAT64", "DOUBLE", "BOOL", "BOOLEAN");

  private static final DateTimeFormatter SYSTEM_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSx");

  private final List<SqlToken> tokens;

  private GoogleSql(List<SqlToken> tokens) {
    this.tokens = tokens;
  }

  /** The statements of a script. */
  static List<GoogleSql> script(String sql) {
    List<GoogleSql> statements = new ArrayList<>();
    List<SqlToken> current = new ArrayList<>();
    for (SqlToken token : SqlToken.all(sql)) {
      if (!token.is(";")) {
        current.add(token);
      } else if (!current.isEmpty()) {
        statements.add(new GoogleSql(List.copyOf(current)));
        current.clear();
      }
    }
    if (!current.isEmpty()) {
      statements.add(new GoogleSql(List.copyOf(current)));
    }
    return statements;
  }

  List<SqlToken> tokens() {
    return tokens;
  }

  /** The first word, in lower case. */
  String verb() {
    return tokens.get(0).text().toLowerCase(Locale.ROOT);
  }

  boolean begins(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (i >= tokens.size() || !tokens.get(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** How a table was at an instant, as DuckDB spells it. */
  interface Past {
    String asOf(TableId table, Instant instant);
  }

  /** The tables that the statement names behind FROM or JOIN. */
  List<TableId> readTables() {
    List<TableId> tables = new ArrayList<>();
    for (int i = 1; i + 2 < tokens.size(); i++) {
      boolean named = tokens.get(i - 1).is("FROM") || tokens.get(i - 1).is("JOIN");
      if (named && tokens.get(i + 1).is(".")) {
        tables.add(new TableId(tokens.get(i).text(), tokens.get(i + 2).text()));
      }
    }
    return tables;
  }

  /** The table whose rows the statement changes; empty when it changes none. */
  Optional<TableId> changedTable() {
    int name =
        begins("INSERT", "INTO") || begins("MERGE", "INTO") || begins("DELETE", "FROM")
            ? 2
            : begins("INSERT") || begins("MERGE") || begins("DELETE") || begins("UPDATE") ? 1 : 0;
    return name > 0 && at(tokens, name + 1, ".")
        ? Optional.of(new TableId(tokens.get(name).text(), tokens.get(name + 2).text()))
        : Optional.empty();
  }

  /**
   * The statement for DuckDB; empty when there is nothing for it to do, such as setting options.
   */
  Optional<String> duckDb(Past past) {
    List<SqlToken> out = new ArrayList<>(tokens);
    systemTime(out, past);
    if (begins("CREATE") || begins("ALTER")) {
      dropOptions(out);
      if (begins("CREATE", "TABLE")) {
        dropLayout(out);
      }
      if (begins("ALTER") && out.get(out.size() - 1).is("SET")) {
        return Optional.empty();
      }
    }
    unnested(out);
    refuse(out);
    structs(out);
    types(out);
    dateParts(out);
    words(out);
    StringBuilder sql = new StringBuilder();
    for (SqlToken token : out) {
      boolean dot = token.is(".") || sql.isEmpty() || sql.charAt(sql.length() - 1) == '.';
      sql.append(dot ? "" : " ").append(token.duckDb());
    }
    return Optional.of(sql.toString());
  }

  /** {@code schema.table AS alias FOR SYSTEM_TIME AS OF TIMESTAMP '…'}. */
  private static void systemTime(List<SqlToken> tokens, Past past) {
    for (int i = 0; i < tokens.size(); i++) {
      if (!at(tokens, i, "FOR", "SYSTEM_TIME")) {
        continue;
      }
      boolean known =
          at(tokens, i + 2, "AS", "OF", "TIMESTAMP")
              && i >= 6
              && at(tokens, i - 2, "AS")
              && at(tokens, i - 4, ".");
      if (!known) {
        throw new SqlException(
            "The stand-in knows dataset.table AS alias FOR SYSTEM_TIME AS OF TIMESTAMP '…' only.");
      }
      Instant instant = OffsetDateTime.parse(tokens.get(i + 5).text(), SYSTEM_TIME).toInstant();
      if (instant.isAfter(Instant.now())) {
        throw new SqlException("Invalid snapshot time: it cannot be in the future");
      }
      tokens.subList(i, i + 6).clear();
      String table =
          past.asOf(new TableId(tokens.get(i - 5).text(), tokens.get(i - 3).text()), instant);
      tokens.subList(i - 5, i - 2).clear();
      tokens.add(i - 5, SqlToken.verbatim(table));
    }
  }

  /** {@code STRUCT(value AS name, …)}; every member must be named. */
  private static void structs(List<SqlToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (!at(tokens, i, "STRUCT", "(")) {
        continue;
      }
      int end = closing(tokens, i + 1);
      List<SqlToken> packed = new ArrayList<>();
      packed.add(SqlToken.verbatim("struct_pack ("));
      int start = i + 2;
      int depth = 0;
      for (int j = start; j <= end; j++) {
        boolean ends = depth == 0 && (tokens.get(j).is(",") || j == end);
        if (ends) {
          if (!at(tokens, j - 2, "AS")) {
            throw new SqlException("The stand-in knows STRUCT(value AS name, …) only.");
          }
          packed.add(SqlToken.verbatim(TableId.quote(tokens.get(j - 1).text()) + " :="));
          packed.addAll(tokens.subList(start, j - 2));
          packed.add(tokens.get(j));
          start = j + 1;
        } else if (tokens.get(j).is("(") || tokens.get(j).is("[")) {
          depth++;
        } else if (tokens.get(j).is(")") || tokens.get(j).is("]")) {
          depth--;
        }
      }
      tokens.subList(i, end + 1).clear();
      tokens.addAll(i, packed);
    }
  }

  private static void refuse(List<SqlToken> tokens) {
    for (SqlToken token : tokens) {
      if (token.is("@") || token.is("@@") || token.is("?") || token.is("UNNEST")) {
        throw new SqlException("The stand-in does not know " + token.text() + " in statements.");
      }
    }
  }

  /**
   * {@code UNNEST(list) AS element}, and {@code WITH OFFSET AS index} that counts from 0: the alias
   * names a column, which in DuckDB takes a query of its own.
   */
  private static void unnested(List<SqlToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (!at(tokens, i, "UNNEST", "(")) {
        continue;
      }
      int end = closing(tokens, i + 1);
      if (!at(tokens, end + 1, "AS") || end + 2 >= tokens.size()) {
        throw new SqlException("The stand-in knows UNNEST(list) AS element only.");
      }
      List<SqlToken> list = List.copyOf(tokens.subList(i + 1, end + 1));
      List<SqlToken> query = new ArrayList<>();
      query.add(SqlToken.verbatim("LATERAL (SELECT unnest"));
      query.addAll(list);
      query.add(SqlToken.verbatim("AS"));
      query.add(tokens.get(end + 2));
      int after = end + 3;
      if (at(tokens, after, "WITH", "OFFSET", "AS") && after + 3 < tokens.size()) {
        query.add(SqlToken.verbatim(", unnest(range(len"));
        query.addAll(list);
        query.add(SqlToken.verbatim(")) AS"));
        query.add(tokens.get(after + 3));
        after += 4;
      }
      query.add(SqlToken.verbatim(")"));
      tokens.subList(i, after).clear();
      tokens.addAll(i, query);
    }
  }

  /** The index of the bracket that closes the one at the given index. */
  private static int closing(List<SqlToken> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.get(i).is("(") || tokens.get(i).is("[")) {
        depth++;
      } else if ((tokens.get(i).is(")") || tokens.get(i).is("]")) && --depth == 0) {
        return i;
      }
    }
    throw new SqlException("Syntax error: Unclosed bracket");
  }

  private static boolean at(List<SqlToken> tokens, int index, String... words) {
    for (int i = 0; i < words.length; i++) {
      if (index + i >= tokens.size() || !tokens.get(index + i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  private static void dropOptions(List<SqlToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (at(tokens, i, "OPTIONS", "(")) {
        tokens.subList(i, closing(tokens, i + 1) + 1).clear();
      }
    }
  }

  /** Partitions and clusters of a new table change where rows lie, not which there are. */
  private static void dropLayout(List<SqlToken> tokens) {
    int columns = 0;
    while (columns < tokens.size() && !tokens.get(columns).is("(")) {
      if (tokens.get(columns).is("AS") || tokens.get(columns).is("LIKE")) {
        throw new SqlException("The stand-in creates tables from lists of columns only.");
      }
      columns++;
    }
    int end = closing(tokens, columns) + 1;
    if (end < tokens.size()
        && !at(tokens, end, "PARTITION", "BY")
        && !at(tokens, end, "CLUSTER", "BY")) {
      throw new SqlException("Syntax error: Unexpected " + tokens.get(end).text());
    }
    tokens.subList(end, tokens.size()).clear();
  }

  private static void types(List<SqlToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (at(tokens, i, "ARRAY", "<") && at(tokens, i + 3, ">")) {
        String element = type(tokens.get(i + 2).text());
        tokens.subList(i, i + 4).clear();
        tokens.add(i, SqlToken.verbatim(element + "[]"));
        if (at(tokens, i + 1, "[")) { // a typed list: ARRAY<STRING>['a']
          int end = closing(tokens, i + 1);
          tokens.add(end + 1, SqlToken.verbatim("::" + element + "[]"));
          tokens.remove(i);
        }
      } else if (tokens.get(i).kind() == SqlToken.Kind.WORD
          && TYPES.containsKey(tokens.get(i).text().toUpperCase(Locale.ROOT))
          && !(i > 0 && tokens.get(i - 1).is("."))) {
        tokens.set(i, SqlToken.verbatim(type(tokens.get(i).text())));
      }
    }
  }

  private static String type(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return TYPES.getOrDefault(upper, upper);
  }

  private static void dateParts(List<SqlToken> tokens) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (WITH_DATE_PART.contains(tokens.get(i).text().toUpperCase(Locale.ROOT))
          && tokens.get(i + 1).is("(")) {
        int end = closing(tokens, i + 1);
        if (at(tokens, end - 4, "WEEK", "(", "MONDAY", ")")) {
          tokens.subList(end - 4, end).clear();
          tokens.add(end - 4, new SqlToken(SqlToken.Kind.STRING, "week"));
        } else {
          String part = tokens.get(end - 1).text();
          tokens.set(end - 1, new SqlToken(SqlToken.Kind.STRING, part.toLowerCase(Locale.ROOT)));
        }
      }
    }
  }

  private static void words(List<SqlToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (token.is("SAFE_CAST")) {
        tokens.set(i, SqlToken.verbatim("TRY_CAST"));
      } else if (at(tokens, i, "CURRENT_TIMESTAMP", "(", ")")) {
        tokens.set(i, SqlToken.verbatim("bigquery_now"));
      } else if (token.is("PERCENTILE_CONT")) {
        tokens.set(i, SqlToken.verbatim("quantile_cont"));
      } else if (i > 0 && tokens.get(i - 1).is("*") && at(tokens, i, "EXCEPT", "(")) {
        tokens.set(i, SqlToken.verbatim("EXCLUDE"));
      } else if (at(tokens, i, "INSERT") && !at(tokens, i, "INSERT", "INTO") && i == 0) {
        tokens.add(1, SqlToken.verbatim("INTO"));
      }
    }
  }
}
