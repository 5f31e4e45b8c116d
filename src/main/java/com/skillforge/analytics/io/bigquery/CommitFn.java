package com.skillforge.analytics.io.bigquery;

import com.skillforge.analytics.io.remote.StagedCommit;
import org.apache.beam.sdk.transforms.DoFn;

/** Commits a run when it is asked to. */
final class CommitFn extends DoFn<Integer, Void> {
  private static final long serialVersionUID = 1L;

  private final StagedCommit commit;

  CommitFn(StagedCommit commit) {
    this.commit = commit;
  }

  @ProcessElement
  public void process() {
    commit.run();
  }
}
