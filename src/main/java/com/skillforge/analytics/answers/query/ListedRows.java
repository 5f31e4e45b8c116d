package com.skillforge.analytics.answers.query;

import java.util.Iterator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Rows that are at hand. */
public final class ListedRows implements Rows {
  private final List<Column> columns;
  private final Iterator<List<Value>> rows;

  /**
   * @param rows in their order, each with a value for each column
   */
  public ListedRows(List<Column> columns, List<List<Value>> rows) {
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows).iterator();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable List<Value> next() {
    return rows.hasNext() ? rows.next() : null;
  }
}
