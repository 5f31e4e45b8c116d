package com.skillforge.analytics.io.rows;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The current row of a query's result; columns are counted from 0, and SQL's null is null. */
public interface RowValues {
  @Nullable String text(int column);

  @Nullable Long integer(int column);

  @Nullable Double number(int column);

  @Nullable Boolean flag(int column);

  /** A list of texts; where a warehouse has no null of it, an empty list. */
  @Nullable List<String> texts(int column);
}
