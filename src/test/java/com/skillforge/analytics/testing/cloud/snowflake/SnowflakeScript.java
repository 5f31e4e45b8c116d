package com.skillforge.analytics.testing.cloud.snowflake;

import java.util.ArrayList;
import java.util.List;

/** Splits a script into statements as Snowflake's own tools do. */
final class SnowflakeScript {
  private SnowflakeScript() {}

  /**
   * The statements; a block of Snowflake Scripting between {@code BEGIN} and {@code END} is one.
   */
  static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : script.split("\n", -1)) {
      statement.append(line).append('\n');
      if (line.stripTrailing().endsWith(";") && isComplete(statement.toString())) {
        statements.add(statement.toString());
        statement.setLength(0);
      }
    }
    if (!SqlTokens.of(statement.toString()).isEmpty()) {
      statements.add(statement.toString());
    }
    return statements;
  }

  private static boolean isComplete(String statement) {
    List<SqlToken> tokens;
    try {
      tokens = SqlTokens.of(statement);
    } catch (SnowflakeError e) {
      return false; // within a string or a comment
    }
    boolean block = false;
    for (int i = 1; i < tokens.size(); i++) {
      block |= tokens.get(i).is("BEGIN") && tokens.get(i - 1).is("AS");
    }
    int size = tokens.size();
    return !block || tokens.get(size - 2).is("END");
  }
}
