package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.PCollection;

/** Adds the steps that bring rows into a warehouse through its connector. */
public interface WarehouseConnector {
  Warehouse warehouse();

  /**
   * Batch: brings all rows to the places that {@link Warehouse#prepareStaging} has made, and then
   * runs the commit, once; also when there are no rows.
   */
  void stage(PCollection<StagedRow> rows, String stagingId, Commit commit);

  /**
   * Streaming: brings rows, which are stamped already, to their tables, for as long as they come.
   */
  void stream(PCollection<StagedRow> rows, RunInfo run);

  /**
   * Says in one sentence what went wrong in the connector, for a failure that is the connector's
   * own; empty for any other.
   */
  default Optional<WarehouseException> explain(RuntimeException failure) {
    return Optional.empty();
  }

  /**
   * What is missing before a run can start, one sentence each that says what to do: connection,
   * permissions, staging area.
   */
  List<String> check();
}
