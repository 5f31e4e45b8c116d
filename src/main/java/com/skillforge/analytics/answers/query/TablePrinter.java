package com.skillforge.analytics.answers.query;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints rows as aligned columns: numbers to the right, everything else to the left. */
final class TablePrinter {
  private static final String GAP = "  ";

  private TablePrinter() {}

  static void print(Rows rows, PrintStream out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(rows.columns().stream().map(Rows.Column::name).toList());
    for (List<Value> row = rows.next(); row != null; row = rows.next()) {
      lines.add(row.stream().map(TablePrinter::cell).toList());
    }
    int columns = rows.columns().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    for (int n = 0; n < lines.size(); n++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = lines.get(n).get(i);
        String padding = " ".repeat(widths[i] - width(cell));
        text.append(i == 0 ? "" : GAP);
        text.append(rows.columns().get(i).isNumeric() ? padding + cell : cell + padding);
      }
      out.println(text.toString().stripTrailing());
      if (n == 0) {
        printRule(widths, out);
      }
    }
    int count = lines.size() - 1;
    out.println("(" + count + (count == 1 ? " row)" : " rows)"));
  }

  private static void printRule(int[] widths, PrintStream out) {
    List<String> dashes = new ArrayList<>();
    for (int width : widths) {
      dashes.add("-".repeat(width));
    }
    out.println(String.join(GAP, dashes));
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

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
