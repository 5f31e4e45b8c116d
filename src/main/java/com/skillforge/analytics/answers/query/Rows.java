package com.skillforge.analytics.answers.query;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The rows of an answer, one after the other, each with a value for each column. */
public interface Rows {
  /**
   * A column.
   *
   * @param name its name; not always distinct
   * @param isNumeric whether it holds numbers, which tables align to the right
   */
  record Column(String name, boolean isNumeric) {
    /** A column of something else than numbers. */
    public static Column of(String name) {
      return new Column(name, false);
    }

    /** A column of numbers. */
    public static Column ofNumbers(String name) {
      return new Column(name, true);
    }
  }

  /** The columns, in their order. */
  List<Column> columns();

  /** The next row; null after the last. */
  @Nullable List<Value> next();
}
