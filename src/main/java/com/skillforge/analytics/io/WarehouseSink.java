package com.skillforge.analytics.io;

import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.model.TimeRange;
import java.time.Instant;
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
 *   <li>{@link OpenRun#write}: adds the writing steps to the pipeline; in batch all rows of a run
 *       become visible at once, together with the ledger's counts, or not at all;
 *   <li>{@link OpenRun#finish} or {@link OpenRun#fail} after the pipeline has ended.
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
   * The offsets that succeeded runs of a pipeline have taken; nothing when the warehouse is yet to
   * be made.
   *
   * @throws WarehouseException when the warehouse cannot be reached
   */
  OffsetCoverage coverage(String pipeline, String environment);

  /**
   * Notes the run as running and makes sure that all tables exist.
   *
   * @return the run, to write to; nothing can be written before it began
   * @throws WarehouseException when the warehouse cannot be reached or written
   */
  OpenRun begin(RunInfo run);

  /**
   * Reads the preference changes (opt-outs and opt-ins) that earlier runs have stored, so that a
   * run over a range knows who had opted out before; marked as remembered.
   */
  PTransform<PBegin, PCollection<RecordBlock>> storedOptOuts();

  /**
   * The earliest event time of an opt-in that was stored after {@code pipeline} had read later
   * records, which may have been suppressed by what was known then; empty without any, and where
   * {@code audit} has read again since.
   *
   * @throws WarehouseException when the warehouse cannot be reached
   */
  Optional<Instant> letInLate(String pipeline, String audit);

  /** Who has been erased, asked again from time to time; for a run that has begun. */
  SuppressionList erased();

  /**
   * Reads the newest row of every KPI figure, those that were taken back aside.
   *
   * @param from only those of periods that end later; empty for all
   */
  PTransform<PBegin, PCollection<PublishedKpi>> publishedKpis(Optional<Instant> from);

  /**
   * Says in one sentence what went wrong, for a failure of what this warehouse is reached with;
   * empty for any other.
   */
  default Optional<WarehouseException> explain(RuntimeException failure) {
    return Optional.empty();
  }
}
