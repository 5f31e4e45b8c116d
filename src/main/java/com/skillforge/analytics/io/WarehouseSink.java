package com.skillforge.analytics.io;

import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.model.TimeRange;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * A warehouse that a run writes to. The steps of a run:
 *
 * <ol>
 *   <li>{@link #begin}: checks that the warehouse can be written, notes the run in the ledger;
 *   <li>{@link #write}: adds the writing steps to the pipeline; in batch all rows of a run become
 *       visible at once, together with the ledger's counts, or not at all;
 *   <li>{@link #finish} or {@link #fail} after the pipeline has ended.
 * </ol>
 */
public interface WarehouseSink {
  /** The name in {@code --warehouses}, for example {@code local}. */
  String name();

  /** What is missing before a run can write here, one sentence each that says what to do. */
  List<String> check();

  /**
   * The ranges that succeeded batch runs of a pipeline have covered, in any order; none when the
   * warehouse is yet to be made.
   *
   * @throws WarehouseException when the warehouse cannot be reached
   */
  List<TimeRange> covered(String pipeline, String environment);

  /**
   * Notes the run as running and makes sure that all tables exist.
   *
   * @throws WarehouseException when the warehouse cannot be reached or written
   */
  void begin(RunInfo run);

  /**
   * Reads the preference changes (opt-outs and opt-ins) that earlier runs have stored, so that a
   * run over a range knows who had opted out before; marked as remembered.
   */
  PTransform<PBegin, PCollection<RecordBlock>> storedOptOuts();

  /** Reads the newest row of every KPI figure, those that were taken back aside. */
  PTransform<PBegin, PCollection<PublishedKpi>> publishedKpis();

  /**
   * Adds the steps that write a run's output.
   *
   * @param terms the academic terms that the run uses: they take the place of those of earlier
   *     runs; without any, those stay
   */
  void write(WarehouseRows rows, List<Term> terms, RunInfo run);

  /**
   * Notes that the pipeline has ended without a failure, and says what the ledger has of the run. A
   * batch run has noted its success already, in the commit of its rows.
   */
  RunSummary finish(RunInfo run);

  /**
   * Says in one sentence what went wrong, for a failure of what this warehouse is reached with;
   * empty for any other.
   */
  default Optional<WarehouseException> explain(RuntimeException failure) {
    return Optional.empty();
  }

  /**
   * Notes that the run has failed; what it had not committed is gone.
   *
   * @return whether the warehouse holds the whole run all the same: it had committed before
   *     something else failed
   */
  boolean fail(RunInfo run, String reason);
}
