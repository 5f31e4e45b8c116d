package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Change;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Copy;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.CreatePipe;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.CreateStage;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.CreateTask;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Definition;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.ExecuteTask;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Query;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Setting;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Transaction;
import com.skillforge.analytics.testing.cloud.snowflake.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Understands the statements that this project sends to Snowflake. Anything else is an error, so
 * that nothing is left out in silence.
 */
final class SnowflakeParser {
  /** What concerns access and cost only. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("GRANT", "REVOKE");

  private static final Set<String> OBJECTS_WITHOUT_EFFECT =
      Set.of("ROLE", "WAREHOUSE", "DATABASE", "STORAGE", "TAG");

  private final SqlCursor cursor;

  private SnowflakeParser(List<SqlToken> tokens) {
    this.cursor = new SqlCursor(tokens);
  }

  static SnowflakeStatement parse(List<SqlToken> tokens) {
    List<List<SqlToken>> statements = SqlCursor.split(tokens, ";");
    boolean block = !tokens.isEmpty() && tokens.get(0).is("CREATE");
    if (statements.size() > 1 && !block) {
      throw SnowflakeError.compilation(
          "Actual statement count " + statements.size() + " did not match the desired count 1.");
    }
    return new SnowflakeParser(tokens).statement();
  }

  private SnowflakeStatement statement() {
    String verb = cursor.peek().upper();
    return switch (verb) {
      case "SELECT", "WITH" -> new Query(SnowflakeExpressions.duckDb(cursor.rest()));
      case "INSERT", "UPDATE", "DELETE", "MERGE" -> change(verb, cursor.rest());
      case "BEGIN", "START", "COMMIT", "ROLLBACK" -> transaction();
      case "USE" -> setting();
      case "COPY" -> copy();
      case "CREATE" -> create();
      case "ALTER" -> alter();
      case "DROP" -> drop();
      case "TRUNCATE" -> truncate();
      case "EXECUTE" -> execute();
      case "COMMENT" -> comment(cursor.rest());
      default -> {
        if (WITHOUT_EFFECT.contains(verb)) {
          cursor.rest();
          yield Definition.nothing();
        }
        throw SnowflakeError.compilation("unexpected '" + cursor.peek().text() + "'.");
      }
    };
  }

  /** That of a table is kept; nobody asks for others here. */
  private static Definition comment(List<SqlToken> tokens) {
    return new SqlCursor(tokens).sees("COMMENT", "ON", "TABLE")
        ? Definition.of(SnowflakeExpressions.duckDb(tokens))
        : Definition.nothing();
  }

  private static Change change(String verb, List<SqlToken> tokens) {
    SqlCursor target = new SqlCursor(tokens);
    target.expect(verb);
    if (!target.accept("INTO")) {
      target.accept("FROM");
    }
    return new Change(
        verb, SnowflakeExpressions.duckDb(tokens), SnowflakeCopy.dotted(target.name()));
  }

  private SnowflakeStatement transaction() {
    String verb = cursor.next().upper();
    if (!cursor.accept("TRANSACTION")) {
      cursor.accept("WORK");
    }
    cursor.expectEnd();
    return new Transaction(verb.equals("START") ? "BEGIN" : verb);
  }

  private SnowflakeStatement setting() {
    cursor.rest();
    return new Setting();
  }

  private SnowflakeStatement copy() {
    cursor.expect("COPY", "INTO");
    if (cursor.peek().kind() == Kind.STRING) {
      return SnowflakeUnload.parse(cursor);
    }
    return new Copy(SnowflakeCopy.parse(cursor));
  }

  private SnowflakeStatement create() {
    cursor.expect("CREATE");
    boolean replace = cursor.accept("OR", "REPLACE");
    if (!cursor.accept("TRANSIENT") && !cursor.accept("SECURE")) {
      cursor.accept("TEMPORARY");
    }
    if (cursor.sees("ROW", "ACCESS", "POLICY")) {
      cursor.rest();
      return Definition.nothing();
    }
    String kind = cursor.next().upper();
    if (OBJECTS_WITHOUT_EFFECT.contains(kind)) {
      cursor.rest();
      return Definition.nothing();
    }
    boolean unlessThere = cursor.accept("IF", "NOT", "EXISTS");
    return switch (kind) {
      case "SCHEMA" -> schema(replace, unlessThere);
      case "TABLE" -> new SnowflakeTableParser(cursor).create(replace, unlessThere);
      case "VIEW" -> view(replace);
      case "STAGE" -> stage();
      case "PIPE" -> pipe();
      case "TASK" -> task();
      default -> throw SnowflakeError.compilation("the stand-in cannot create a " + kind);
    };
  }

  private SnowflakeStatement schema(boolean replace, boolean unlessThere) {
    if (replace) {
      throw SnowflakeError.compilation("a schema is not replaced here: it has tables");
    }
    String name = SnowflakeCopy.dotted(cursor.name());
    SnowflakeTableParser.skipProperties(cursor);
    return Definition.of("CREATE SCHEMA " + (unlessThere ? "IF NOT EXISTS " : "") + name);
  }

  private SnowflakeStatement view(boolean replace) {
    String name = SnowflakeCopy.dotted(cursor.name());
    List<String> columns = new ArrayList<>();
    if (cursor.sees("(")) {
      for (List<SqlToken> column : SqlCursor.split(cursor.group(), ",")) {
        SqlCursor one = new SqlCursor(column);
        columns.add(one.next().duckDb());
        if (one.accept("COMMENT")) {
          one.string();
        }
        one.expectEnd();
      }
    }
    cursor.accept("COPY", "GRANTS");
    while (!cursor.sees("AS")) {
      cursor.expect("COMMENT", "=");
      cursor.string();
    }
    cursor.expect("AS");
    return Definition.of(
        (replace ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ")
            + name
            + (columns.isEmpty() ? "" : "(" + String.join(", ", columns) + ")")
            + " AS "
            + SnowflakeExpressions.duckDb(cursor.rest()));
  }

  private SnowflakeStatement stage() {
    String name = lower(cursor.name());
    String url = "";
    while (!cursor.atEnd() && !cursor.sees(";")) {
      String option = cursor.next().upper();
      cursor.expect("=");
      if (option.equals("URL")) {
        url = cursor.string();
      } else if (cursor.sees("(")) {
        cursor.group();
      } else {
        cursor.next();
      }
    }
    return new CreateStage(name, url.endsWith("/") ? url : url + "/");
  }

  private SnowflakeStatement pipe() {
    String name = lower(cursor.name());
    SnowflakeTableParser.skipProperties(cursor);
    cursor.expect("AS", "COPY", "INTO");
    return new CreatePipe(name, SnowflakeCopy.parse(cursor));
  }

  private SnowflakeStatement task() {
    String name = lower(cursor.name());
    while (!cursor.sees("AS")) {
      if (cursor.accept("AFTER")) {
        cursor.name();
      } else if (cursor.accept("WHEN")) {
        while (!cursor.sees("AS")) {
          cursor.next();
        }
      } else {
        cursor.next();
        cursor.expect("=");
        cursor.next();
      }
    }
    cursor.expect("AS");
    List<SqlToken> body = cursor.rest();
    return new CreateTask(name, SnowflakeBlock.statements(body));
  }

  private SnowflakeStatement alter() {
    cursor.expect("ALTER");
    if (cursor.accept("SESSION")) {
      return setting();
    }
    if (cursor.accept("TABLE")) {
      return new SnowflakeTableParser(cursor).alter();
    }
    String kind = cursor.next().upper();
    if (kind.equals("TASK") || OBJECTS_WITHOUT_EFFECT.contains(kind)) {
      cursor.rest();
      return Definition.nothing();
    }
    throw SnowflakeError.compilation("the stand-in cannot alter a " + kind);
  }

  private SnowflakeStatement drop() {
    cursor.expect("DROP");
    String kind = cursor.next().upper();
    boolean ifThere = cursor.accept("IF", "EXISTS");
    List<SqlToken> name = cursor.name();
    cursor.expectEnd();
    if (!List.of("TABLE", "VIEW").contains(kind)) {
      throw SnowflakeError.compilation("the stand-in cannot drop a " + kind);
    }
    return new Definition(
        List.of("DROP " + kind + (ifThere ? " IF EXISTS " : " ") + SnowflakeCopy.dotted(name)),
        lower(name));
  }

  private SnowflakeStatement truncate() {
    cursor.expect("TRUNCATE");
    cursor.accept("TABLE");
    cursor.accept("IF", "EXISTS");
    List<SqlToken> name = cursor.name();
    cursor.expectEnd();
    return new Definition(List.of("TRUNCATE " + SnowflakeCopy.dotted(name)), lower(name));
  }

  private SnowflakeStatement execute() {
    cursor.expect("EXECUTE", "TASK");
    String name = lower(cursor.name());
    cursor.expectEnd();
    return new ExecuteTask(name);
  }

  /** A name without its database, in lower case. */
  static String lower(List<SqlToken> name) {
    List<String> parts =
        name.stream()
            .map(
                part ->
                    part.kind() == Kind.WORD ? part.text().toLowerCase(Locale.ROOT) : part.text())
            .toList();
    return String.join(".", parts.size() == 3 ? parts.subList(1, 3) : parts);
  }
}
