package com.skillforge.analytics.io.bigquery;

import com.skillforge.analytics.io.warehouse.Commit;
import org.apache.beam.sdk.transforms.DoFn;

/** Commits a run when it is asked to. */
final class CommitFn extends DoFn<Integer, Void> {
  private static final long serialVersionUID = 1L;

  private final Commit commit;

  CommitFn(Commit commit) {
    this.commit = commit;
  }

  @ProcessElement
  public void process() {
    commit.run();
  }
}
