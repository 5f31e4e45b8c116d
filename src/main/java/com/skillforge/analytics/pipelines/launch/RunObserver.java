package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import org.apache.beam.sdk.PipelineResult;

/**
 * Tells somebody else of a run: what collects metrics, lineage or failures. It is asked through
 * {@link RunObservers}, so that nothing it throws stops a run; that nothing it does slows one is
 * its own concern.
 */
interface RunObserver {
  /** The run is in the ledgers, and has read nothing yet. */
  default void started(RunInfo run, Input input) {}

  /** It is about to be written; what the ledgers have of it can be asked from now on. */
  default void writing(WarehouseRuns runs) {}

  /** The runner works on it; what it has counted so far can be read at any time from now on. */
  default void running(PipelineResult result) {}

  /** This process has no more to do with it: it has ended, or a service has taken it over. */
  default void ended(Outcome outcome) {}

  /** What it was to read or write is not as it should be: it is in no ledger. */
  default void refused(String pipeline, String environment, RuntimeException failure) {}

  /** It has failed, which the ledgers know by now. */
  default void failed(RunInfo run, RuntimeException failure) {}
}
