package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.warehouse.Commit;
import java.io.Serializable;

/** The commit of a batch run, with the rows that it merges; it may be run again. */
public final class StagedCommit implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Commit commit;
  private final RemoteRows rows;

  /**
   * Creates it.
   *
   * @param stagingId names the places of the rows
   */
  public StagedCommit(Commit commit, RemoteWarehouse warehouse, String stagingId) {
    this.commit = commit;
    this.rows = new RemoteRows(warehouse, stagingId);
  }

  /**
   * Commits.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse refuses: then nothing
   *     of the run is visible
   */
  public void run() {
    commit.run(rows);
  }
}
