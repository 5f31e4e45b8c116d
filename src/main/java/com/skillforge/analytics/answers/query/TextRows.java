package com.skillforge.analytics.answers.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows as people read them: one text for each value, none of which tears a line or the terminal.
 *
 * @param columns the columns
 * @param cells a text for each row and column
 */
record TextRows(List<Rows.Column> columns, List<List<String>> cells) {
  private static final String GAP = "  ";

  /** Takes all rows that are left. */
  static TextRows of(Rows rows) {
    List<List<String>> cells = new ArrayList<>();
    for (List<Value> row = rows.next(); row != null; row = rows.next()) {
      cells.add(row.stream().map(TextRows::cell).toList());
    }
    return new TextRows(rows.columns(), cells);
  }

  /**
   * As aligned columns: numbers to the right, everything else to the left.
   *
   * @return the lines, the names of the columns first
   */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    List<String> names = columns.stream().map(Rows.Column::name).toList();
    int[] widths = names.stream().mapToInt(TextRows::width).toArray();
    for (List<String> row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    lines.add(line(names, widths));
    lines.add(String.join(GAP, rules));
    cells.forEach(row -> lines.add(line(row, widths)));
    lines.add(count());
    return lines;
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String padding = " ".repeat(widths[i] - width(cell));
      text.append(i == 0 ? "" : GAP);
      text.append(columns.get(i).isNumeric() ? padding + cell : cell + padding);
    }
    return text.toString().stripTrailing();
  }

  /** One value a line, each behind the name of its column: for rows that no line can hold. */
  List<String> vertical() {
    List<String> lines = new ArrayList<>();
    int width = columns.stream().mapToInt(column -> width(column.name())).max().orElse(0);
    for (int n = 0; n < cells.size(); n++) {
      lines.add("--- row " + (n + 1) + " ---");
      for (int i = 0; i < columns.size(); i++) {
        String name = columns.get(i).name();
        String padding = " ".repeat(width - width(name));
        lines.add((name + padding + GAP + cells.get(n).get(i)).stripTrailing());
      }
    }
    lines.add(count());
    return lines;
  }

  private String count() {
    return "(" + cells.size() + (cells.size() == 1 ? " row)" : " rows)");
  }

  private static String cell(Value value) {
    if (value.isNone()) {
      return "NULL";
    }
    StringBuilder text = new StringBuilder();
    // A line break or an escape sequence would tear the table, or the terminal.
    value
        .text()
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                text.append(c == '\n' ? "\\n" : String.format("\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
