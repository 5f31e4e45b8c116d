package com.skillforge.analytics.answers.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.ops.Terminal;
import com.skillforge.analytics.options.Values;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** How the rows of a query are printed. */
public enum ResultFormat {
  /** A table, or, where that is wider than the terminal, one value a line; a table in pipes. */
  AUTO,
  /** For people: aligned columns and the number of rows. */
  TABLE,
  /** For people: one value a line, behind the name of its column. */
  VERTICAL,
  /** RFC 4180, with a header; null is an empty field, the empty text a quoted one. */
  CSV,
  /** One array with an object for each row. */
  JSON;

  /** Whether it is for people, who are told more than the rows. */
  public boolean isForPeople() {
    return this == AUTO || this == TABLE || this == VERTICAL;
  }

  /** Prints the rows that are left. */
  public void print(Rows rows, PrintStream out) {
    print(rows, Terminal.columns(), out);
  }

  /**
   * The same for a terminal of a width.
   *
   * @param terminal how many characters a line has; empty for what is no terminal
   */
  void print(Rows rows, OptionalInt terminal, PrintStream out) {
    switch (this) {
      case AUTO -> auto(TextRows.of(rows), terminal).forEach(out::println);
      case TABLE -> TextRows.of(rows).table().forEach(out::println);
      case VERTICAL -> TextRows.of(rows).vertical().forEach(out::println);
      case CSV -> printCsv(rows, out);
      case JSON -> printJson(rows, out);
    }
  }

  private static List<String> auto(TextRows rows, OptionalInt terminal) {
    List<String> table = rows.table();
    boolean fits =
        terminal.isEmpty()
            || table.stream().allMatch(line -> TextRows.width(line) <= terminal.getAsInt());
    return fits ? table : rows.vertical();
  }

  /** What {@code --format} names; a table, and one sentence more, when it names none. */
  public static ResultFormat read(String label, List<String> problems) {
    return Values.readChoice("format", label, List.of(values()), ResultFormat::label, problems)
        .orElse(TABLE);
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static void printCsv(Rows rows, PrintStream out) {
    out.print(
        rows.columns().stream()
            .map(column -> quote(column.name(), false))
            .collect(Collectors.joining(",")));
    out.print("\r\n");
    for (List<Value> row = rows.next(); row != null; row = rows.next()) {
      out.print(
          row.stream()
              .map(value -> quote(value.text(), !value.isNone()))
              .collect(Collectors.joining(",")));
      out.print("\r\n");
    }
  }

  private static String quote(String text, boolean quoteEmpty) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain && !(quoteEmpty && text.isEmpty()) ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void printJson(Rows rows, PrintStream out) {
    out.print('[');
    String separator = "\n";
    for (List<Value> row = rows.next(); row != null; row = rows.next()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < row.size(); i++) {
        object.set(rows.columns().get(i).name(), row.get(i).json());
      }
      out.print(separator + object);
      separator = ",\n";
    }
    out.print("\n]\n");
  }
}
