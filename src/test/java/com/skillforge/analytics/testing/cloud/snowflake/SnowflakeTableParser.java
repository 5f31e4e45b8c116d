package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Definition;
import java.util.ArrayList;
import java.util.List;

/** Understands CREATE TABLE and ALTER TABLE. */
final class SnowflakeTableParser {
  private final SqlCursor cursor;

  SnowflakeTableParser(SqlCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads the statement from the table's name on. */
  Definition create(boolean replace, boolean unlessThere) {
    List<SqlToken> name = cursor.name();
    String head =
        (replace ? "CREATE OR REPLACE TABLE " : "CREATE TABLE ")
            + (unlessThere ? "IF NOT EXISTS " : "")
            + SnowflakeCopy.dotted(name);
    String emptied = replace ? SnowflakeParser.lower(name) : "";
    if (cursor.accept("LIKE")) {
      String model = SnowflakeCopy.dotted(cursor.name());
      cursor.expectEnd();
      return new Definition(List.of(head + " AS SELECT * FROM " + model + " LIMIT 0"), emptied);
    }
    if (!cursor.sees("(")) {
      skipProperties(cursor);
      cursor.expect("AS");
      return new Definition(
          List.of(head + " AS " + SnowflakeExpressions.duckDb(cursor.rest())), emptied);
    }
    List<String> columns = new ArrayList<>();
    for (List<SqlToken> column : SqlCursor.split(cursor.group(), ",")) {
      columns.add(column(new SqlCursor(column)));
    }
    skipProperties(cursor);
    cursor.expectEnd();
    return new Definition(List.of(head + " (" + String.join(", ", columns) + ")"), emptied);
  }

  private static String column(SqlCursor column) {
    if (column.accept("PRIMARY", "KEY")) {
      // Snowflake does not enforce it: nor may its stand-in.
      throw SnowflakeError.compilation("a primary key is not enforced: leave it out");
    }
    StringBuilder sql = new StringBuilder(column.next().duckDb());
    sql.append(' ').append(SnowflakeTypes.duckDb(column));
    while (!column.atEnd()) {
      if (column.accept("NOT", "NULL")) {
        sql.append(" NOT NULL");
      } else if (column.accept("COMMENT")) {
        column.string();
      } else if (column.accept("DEFAULT")) {
        List<SqlToken> expression = new ArrayList<>();
        while (!column.atEnd() && !column.sees("COMMENT") && !column.sees("NOT", "NULL")) {
          expression.add(column.next());
        }
        sql.append(" DEFAULT (").append(SnowflakeExpressions.duckDb(expression)).append(')');
      } else {
        throw column.unexpected("the stand-in does not know this property of a column");
      }
    }
    return sql.toString();
  }

  /** Takes properties of tables, schemas and pipes that do not change what they hold. */
  static void skipProperties(SqlCursor cursor) {
    while (true) {
      if (cursor.accept("CLUSTER", "BY")) {
        cursor.group();
      } else if (cursor.accept("COMMENT", "=")) {
        cursor.string();
      } else if (cursor.accept("DATA_RETENTION_TIME_IN_DAYS", "=")
          || cursor.accept("CHANGE_TRACKING", "=")
          || cursor.accept("AUTO_INGEST", "=")) {
        cursor.next();
      } else if (!cursor.accept("WITH", "MANAGED", "ACCESS")) {
        return;
      }
    }
  }

  /** Reads the statement from the table's name on. */
  Definition alter() {
    cursor.accept("IF", "EXISTS");
    String name = SnowflakeCopy.dotted(cursor.name());
    if (cursor.accept("CLUSTER", "BY")
        || cursor.accept("SET", "COMMENT")
        || cursor.accept("DROP", "ALL", "ROW", "ACCESS", "POLICIES")
        || cursor.accept("ADD", "ROW", "ACCESS", "POLICY")) {
      cursor.rest();
      return Definition.nothing();
    }
    cursor.expect("ADD", "COLUMN");
    boolean unlessThere = cursor.accept("IF", "NOT", "EXISTS");
    String column = column(new SqlCursor(cursor.rest()));
    return Definition.of(
        "ALTER TABLE " + name + " ADD COLUMN " + (unlessThere ? "IF NOT EXISTS " : "") + column);
  }
}
