package com.skillforge.analytics.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a run ended, as the ledger has it.
 *
 * @param runId the run's identity
 * @param status {@code running}, {@code succeeded} or {@code failed}
 * @param counts what became of the records
 * @param rowsWritten rows added or replaced by table; rows that stay as they are do not count
 * @param rowsRemoved rows removed, by table; tables that have lost none are not there
 */
public record RunSummary(
    String runId,
    String status,
    RunCounts counts,
    Map<String, Long> rowsWritten,
    Map<String, Long> rowsRemoved) {
  /** The status of a run that has ended well. */
  public static final String SUCCEEDED = "succeeded";

  /** The status of a run that has not ended, or whose process was killed. */
  public static final String RUNNING = "running";

  public RunSummary {
    rowsWritten = new TreeMap<>(rowsWritten);
    rowsRemoved = new TreeMap<>(rowsRemoved);
    rowsRemoved.values().removeIf(rows -> rows == 0);
  }

  /** Whether all rows of the run are there. */
  public boolean isComplete() {
    return status.equals(SUCCEEDED);
  }
}
