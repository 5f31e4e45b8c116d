package com.skillforge.analytics.io;

import com.skillforge.analytics.model.RunSummary;

/**
 * A warehouse that a run writes to. The steps of a run:
 *
 * <ol>
 *   <li>{@link #begin}: checks that the warehouse can be written, notes the run in the ledger;
 *   <li>{@link #write}: adds the writing steps to the pipeline; in batch all rows of a run become
 *       visible at once, together with the ledger's counts, or not at all;
 *   <li>{@link #summary} or {@link #fail} after the pipeline has ended.
 * </ol>
 */
public interface WarehouseSink {
  /** The name in {@code --warehouses}, for example {@code local}. */
  String name();

  /**
   * Notes the run as running and makes sure that all tables exist.
   *
   * @throws WarehouseException when the warehouse cannot be reached or written
   */
  void begin(RunInfo run);

  /** Adds the steps that write a run's output. */
  void write(WarehouseRows rows, RunInfo run);

  /** What the ledger says of the run, once the pipeline has ended. */
  RunSummary summary(RunInfo run);

  /** Notes that the run has failed; what it had not committed is gone. */
  void fail(RunInfo run, String reason);
}
