package com.skillforge.analytics.testing.cloud.snowflake;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A COPY INTO statement.
 *
 * @param table the table, as DuckDB spells it
 * @param columns its columns in the order of the source; empty for all
 * @param values what goes into them, over the columns {@link #COLUMN}1 and so on; empty for the
 *     fields as they are
 * @param width how many fields of a record are needed; 0 when the columns of the table say it
 * @param location where the files are: an address, or {@code @stage/path}
 * @param files names below it
 * @param enclosure FIELD_OPTIONALLY_ENCLOSED_BY
 * @param gzip whether the files are compressed
 */
record SnowflakeCopy(
    String table,
    List<String> columns,
    String values,
    int width,
    String location,
    List<String> files,
    char enclosure,
    boolean gzip) {

  /** What the fields of a record are called while they are loaded: c1, c2, … */
  static final String COLUMN = "c";

  /** Reads the statement from behind its first two words. */
  static SnowflakeCopy parse(SqlCursor cursor) {
    String table = dotted(cursor.name());
    List<String> columns =
        cursor.peek().is("(")
            ? SqlCursor.split(cursor.group(), ",").stream()
                .map(SnowflakeExpressions::duckDb)
                .map(String::strip)
                .toList()
            : List.of();
    cursor.expect("FROM");
    String values = "";
    int width = 0;
    String location;
    if (cursor.peek().is("(")) {
      SqlCursor query = new SqlCursor(cursor.group());
      query.expect("SELECT");
      List<SqlToken> rest = query.rest();
      int from = indexOf(rest, "FROM");
      List<SqlToken> list = rest.subList(0, from);
      values = SnowflakeExpressions.duckDb(list);
      width = highestField(list);
      SqlCursor source = new SqlCursor(rest.subList(from + 1, rest.size()));
      location = location(source);
      source.expectEnd();
    } else {
      location = location(cursor);
    }
    Map<String, List<SqlToken>> options = options(cursor);
    List<SqlToken> format = options.getOrDefault("FILE_FORMAT", List.of());
    Map<String, List<SqlToken>> formatOptions = options(new SqlCursor(format));
    check(options, formatOptions);
    return new SnowflakeCopy(
        table,
        columns,
        values,
        width,
        location,
        options.getOrDefault("FILES", List.of()).stream()
            .filter(token -> !token.is(","))
            .map(SqlToken::text)
            .toList(),
        enclosure(formatOptions),
        "GZIP".equals(text(formatOptions, "COMPRESSION").toUpperCase(Locale.ROOT)));
  }

  /** The same for other files. */
  SnowflakeCopy withFiles(List<String> names) {
    return new SnowflakeCopy(table, columns, values, width, location, names, enclosure, gzip);
  }

  private static void check(
      Map<String, List<SqlToken>> options, Map<String, List<SqlToken>> format) {
    if (!List.of("CSV").contains(text(format, "TYPE").toUpperCase(Locale.ROOT))) {
      throw SnowflakeError.compilation("the stand-in reads files of TYPE = CSV only");
    }
    for (String name : options.keySet()) {
      if (!List.of("FILE_FORMAT", "FILES", "STORAGE_INTEGRATION", "ON_ERROR").contains(name)) {
        throw SnowflakeError.compilation("the stand-in does not know the option " + name);
      }
    }
    for (String name : format.keySet()) {
      if (!List.of("TYPE", "COMPRESSION", "FIELD_OPTIONALLY_ENCLOSED_BY").contains(name)) {
        throw SnowflakeError.compilation(
            "the stand-in does not know the file format option " + name);
      }
    }
    String onError = text(options, "ON_ERROR");
    if (!onError.isEmpty() && !onError.equalsIgnoreCase("ABORT_STATEMENT")) {
      throw SnowflakeError.compilation("the stand-in only knows ON_ERROR = ABORT_STATEMENT");
    }
  }

  private static String location(SqlCursor cursor) {
    if (!cursor.accept("@")) {
      return cursor.string();
    }
    StringBuilder path = new StringBuilder("@" + dotted(cursor.name()));
    while (cursor.accept("/")) {
      path.append('/').append(cursor.peek().is("FILE_FORMAT") ? "" : cursor.next().text());
    }
    return path.toString();
  }

  /** {@code NAME = value}, {@code NAME = (…)} and so on to the end. */
  static Map<String, List<SqlToken>> options(SqlCursor cursor) {
    Map<String, List<SqlToken>> options = new HashMap<>();
    while (!cursor.atEnd() && !cursor.sees(";")) {
      String name = cursor.next().upper();
      cursor.expect("=");
      if (cursor.sees("(")) {
        List<SqlToken> group = cursor.group();
        if (group.isEmpty()) {
          throw SnowflakeError.compilation("syntax error: unexpected ')' after " + name);
        }
        options.put(name, group);
      } else {
        options.put(name, List.of(cursor.next()));
      }
      cursor.accept(",");
    }
    cursor.expectEnd();
    return options;
  }

  static char enclosure(Map<String, List<SqlToken>> format) {
    String text = text(format, "FIELD_OPTIONALLY_ENCLOSED_BY");
    if (text.isEmpty() || text.equalsIgnoreCase("NONE")) {
      return 0;
    }
    if (text.startsWith("0x")) {
      byte[] bytes = new BigInteger(text.substring(2), 16).toByteArray();
      return new String(bytes, StandardCharsets.UTF_8).charAt(0);
    }
    return text.charAt(0);
  }

  static String text(Map<String, List<SqlToken>> options, String name) {
    List<SqlToken> value = options.getOrDefault(name, List.of());
    return value.isEmpty() ? "" : value.get(0).text();
  }

  private static int indexOf(List<SqlToken> tokens, String word) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is(word)) {
        return i;
      }
    }
    throw SnowflakeError.compilation("missing " + word);
  }

  private static int highestField(List<SqlToken> tokens) {
    int highest = 0;
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i - 1).is("$")) {
        highest = Math.max(highest, Integer.parseInt(tokens.get(i).text()));
      }
    }
    return highest;
  }

  static String dotted(List<SqlToken> name) {
    return String.join(".", name.stream().map(SqlToken::duckDb).toList());
  }
}
