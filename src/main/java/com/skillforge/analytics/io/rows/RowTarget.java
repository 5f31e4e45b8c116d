package com.skillforge.analytics.io.rows;

import java.io.IOException;

/** Where rows go. */
public interface RowTarget {
  /** Starts the next row of a table. */
  RowWriter rowOf(StagedTable table) throws IOException;
}
