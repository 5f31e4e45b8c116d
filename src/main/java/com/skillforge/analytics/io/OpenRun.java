package com.skillforge.analytics.io;

import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import java.util.List;
import java.util.Set;

/**
 * A run that one warehouse has noted as running, from {@link WarehouseSink#begin}. It is written
 * once, and then either finished or failed.
 */
public interface OpenRun {
  /**
   * Adds the steps that write the run's output.
   *
   * @param terms the academic terms that the run uses: they take the place of those of earlier
   *     runs; without any, those stay
   */
  void write(WarehouseRows rows, List<Term> terms);

  /**
   * What the ledger has of the run by now: of a batch run nothing before its commit.
   *
   * @throws WarehouseException when the warehouse cannot be reached
   */
  RunSummary soFar();

  /**
   * Notes what gates have judged for the run, in the place of what they had for an earlier attempt.
   *
   * @param warning the gates that do not end a run
   * @throws WarehouseException when the warehouse cannot be written
   */
  void note(List<QualityCheck> checks, Set<Gate> warning);

  /**
   * Notes that the pipeline has ended without a failure, and says what the ledger has of the run. A
   * batch run has noted its success already, in the commit of its rows.
   *
   * @throws WarehouseException when the warehouse cannot be reached
   */
  RunSummary finish();

  /**
   * Notes that the run has failed; what it had not committed is gone.
   *
   * @return whether the warehouse holds the whole run all the same: it had committed before
   *     something else failed
   */
  boolean fail(String reason);
}
