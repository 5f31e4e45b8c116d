package com.skillforge.analytics.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a Snowflake is set up, as {@code docs/warehouses.md} says it step by step. */
public final class SnowflakeSetup {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ +```(sql)?\n(.*?)^ +```$");
  private static final Path GRANTS = Path.of("sql/snowflake/9-grants.sql");

  private SnowflakeSetup() {}

  private static String section() throws IOException {
    String page = Files.readString(Path.of("docs/warehouses.md"));
    int start = page.indexOf("\n## Snowflake, step by step\n");
    return page.substring(start, page.indexOf("\n## ", start + 1));
  }

  /** The statements that a person runs, in their order; not those of the project's scripts. */
  public static List<String> statements() throws IOException {
    return read(false);
  }

  /** The same, with those of the grants where the steps have them run. */
  static List<String> statementsWithGrants() throws IOException {
    return read(true);
  }

  /** The commands between them. */
  static String commands() throws IOException {
    StringBuilder commands = new StringBuilder();
    Matcher blocks = BLOCK.matcher(section());
    while (blocks.find()) {
      if (blocks.group(1) == null) {
        commands.append(blocks.group(2));
      }
    }
    return commands.toString();
  }

  private static List<String> read(boolean withGrants) throws IOException {
    List<String> statements = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(section());
    while (blocks.find()) {
      if (blocks.group(1) != null) {
        statements.addAll(split(blocks.group(2)));
      } else if (withGrants && blocks.group(2).contains(GRANTS.toString())) {
        statements.addAll(split(Files.readString(GRANTS)));
      }
    }
    return statements;
  }

  private static List<String> split(String script) {
    return Arrays.stream(script.replaceAll("(?m)^ *--.*$", "").split(";"))
        .map(statement -> statement.strip().replaceAll("\\s+", " "))
        .filter(statement -> !statement.isEmpty())
        .toList();
  }
}
