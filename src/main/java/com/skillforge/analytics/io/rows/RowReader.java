package com.skillforge.analytics.io.rows;

import java.io.Serializable;

/**
 * Reads one row of a query.
 *
 * @param <T> what a row is read as
 */
public interface RowReader<T> extends Serializable {
  T read(RowValues row);
}
