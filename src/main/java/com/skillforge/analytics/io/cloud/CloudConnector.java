package com.skillforge.analytics.io.cloud;

import com.skillforge.analytics.io.RunInfo;
import java.util.List;
import org.apache.beam.sdk.values.PCollection;

/** Adds the steps that bring rows into a warehouse through its connector. */
public interface CloudConnector {
  CloudWarehouse warehouse();

  /**
   * Batch: brings all rows to the places that {@link CloudWarehouse#prepareStaging} has made, and
   * then runs the commit, once; also when there are no rows.
   */
  void stage(PCollection<StagedRow> rows, String stagingId, CloudCommit commit);

  /**
   * Streaming: brings rows, which are stamped already, to their tables, for as long as they come.
   */
  void stream(PCollection<StagedRow> rows, RunInfo run);

  /**
   * What is missing before a run can start, one sentence each that says what to do: connection,
   * permissions, staging area.
   */
  List<String> check();
}
