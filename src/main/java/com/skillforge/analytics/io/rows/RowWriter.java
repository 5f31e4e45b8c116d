package com.skillforge.analytics.io.rows;

import java.io.IOException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Takes the fields of rows, one call for each column in the order of the table; null is SQL's. */
public interface RowWriter {
  RowWriter text(@Nullable String text);

  RowWriter integer(@Nullable Long value);

  RowWriter number(@Nullable Double value);

  RowWriter flag(@Nullable Boolean value);

  /** A point in time in milliseconds since the epoch. */
  RowWriter timestamp(@Nullable Long millis);

  /** A list of texts; each element is written as its {@link Object#toString}. */
  RowWriter texts(@Nullable List<?> texts);

  /** A JSON document in its text form. */
  RowWriter json(@Nullable String document);

  /** Ends the row: each of its columns has been written. */
  void endRow() throws IOException;
}
