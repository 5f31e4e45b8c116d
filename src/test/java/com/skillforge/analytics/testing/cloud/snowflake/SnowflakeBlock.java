package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SqlToken.Kind;
import java.util.List;

/** The body of a task: one statement, or a block of Snowflake Scripting. */
final class SnowflakeBlock {
  private SnowflakeBlock() {}

  /**
   * The statements of a body. A block is {@code BEGIN … END} with plain statements; its exception
   * handler may only roll back and raise again, which is what happens anyway.
   */
  static List<List<SqlToken>> statements(List<SqlToken> body) {
    if (body.size() == 1 && body.get(0).kind() == Kind.STRING) {
      return statements(SqlTokens.of(body.get(0).text()));
    }
    SqlCursor cursor = new SqlCursor(body);
    if (cursor.accept("EXECUTE", "IMMEDIATE")) {
      return statements(cursor.rest());
    }
    if (!cursor.sees("BEGIN") || cursor.sees("BEGIN", ";") || cursor.sees("BEGIN", "TRANSACTION")) {
      return List.of(body);
    }
    cursor.expect("BEGIN");
    List<List<SqlToken>> parts = SqlCursor.split(cursor.rest(), ";");
    for (int i = 0; i < parts.size(); i++) {
      SqlCursor part = new SqlCursor(parts.get(i));
      if (part.sees("EXCEPTION", "WHEN", "OTHER", "THEN", "ROLLBACK")) {
        checkHandler(parts.subList(i + 1, parts.size()));
        return parts.subList(0, i);
      }
      if (part.accept("END")) {
        part.expectEnd();
        return parts.subList(0, i);
      }
      if (part.sees("LET") || part.sees("FOR") || part.sees("IF") || part.sees("RETURN")) {
        throw part.unexpected("the stand-in runs plain statements only");
      }
    }
    throw SnowflakeError.compilation("a block has no END");
  }

  private static void checkHandler(List<List<SqlToken>> rest) {
    boolean raises =
        rest.size() == 2
            && new SqlCursor(rest.get(0)).sees("RAISE")
            && new SqlCursor(rest.get(1)).sees("END");
    if (!raises) {
      throw SnowflakeError.compilation("an exception handler must roll back and raise");
    }
  }
}
