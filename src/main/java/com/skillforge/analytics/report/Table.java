package com.skillforge.analytics.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of the page; the first cell of a row names it.
 *
 * @param caption what it shows
 * @param note what a reader should know, or nothing
 */
record Table(String caption, String note, List<Column> columns, List<Row> rows) {
  /**
   * A column.
   *
   * @param numeric whether its cells are aligned as numbers are
   */
  record Column(String name, boolean numeric) {}

  /** A row. */
  record Row(String name, List<Cell> cells) {}

  /** A cell that is not the first one of its row. */
  record Cell(String text, boolean numeric) {}

  private static final int SMALL = 5;

  /** Whether there is nothing in it. */
  boolean empty() {
    return rows.isEmpty();
  }

  /** Whether it is as short as a paragraph. */
  boolean small() {
    return rows.size() <= SMALL;
  }

  /** Whether there is a note. */
  boolean noted() {
    return !note.isEmpty();
  }

  static Builder of(String caption, String firstColumn) {
    return new Builder(caption, firstColumn);
  }

  /** Columns first, then rows. */
  static final class Builder {
    private final String caption;
    private String note = "";
    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private Builder(String caption, String firstColumn) {
      this.caption = caption;
      columns.add(new Column(firstColumn, false));
    }

    Builder numbers(String name) {
      columns.add(new Column(name, true));
      return this;
    }

    Builder texts(String name) {
      columns.add(new Column(name, false));
      return this;
    }

    Builder note(String text) {
      note = text;
      return this;
    }

    /** A row; an empty cell has a dash. */
    Builder row(String name, String... cells) {
      List<Cell> row = new ArrayList<>();
      for (int i = 0; i < cells.length; i++) {
        row.add(
            new Cell(cells[i].isEmpty() ? Numbers.NONE : cells[i], columns.get(i + 1).numeric()));
      }
      rows.add(new Row(name, row));
      return this;
    }

    int size() {
      return rows.size();
    }

    Table build() {
      return new Table(caption, note, List.copyOf(columns), List.copyOf(rows));
    }
  }
}
