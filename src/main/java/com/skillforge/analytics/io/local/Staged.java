package com.skillforge.analytics.io.local;

import com.skillforge.analytics.model.RunCounts;
import java.io.Serializable;

/** Something that waits for the commit of a run. */
sealed interface Staged extends Serializable {
  /**
   * A file of rows.
   *
   * @param table the name of the table they go to
   * @param file the CSV file, see {@link CsvWriter}
   * @param rows how many rows it holds
   */
  record Rows(String table, String file, long rows) implements Staged {}

  /** Partial counts. */
  record Counts(RunCounts counts) implements Staged {}
}
