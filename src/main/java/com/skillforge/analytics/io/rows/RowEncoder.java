package com.skillforge.analytics.io.rows;

import java.io.IOException;
import java.io.Serializable;

/**
 * Makes rows of what a run has computed.
 *
 * @param <T> what the rows are made of
 */
public interface RowEncoder<T> extends Serializable {
  /** Writes the rows of one element: their columns are those of {@link StagedTable#columns}. */
  void write(T element, RowTarget rows) throws IOException;
}
