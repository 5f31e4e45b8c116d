package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.options.GateSettings;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;

/**
 * A pipeline whose options have been read: what differs from pipeline to pipeline in a run; {@link
 * JobRunner} does the rest.
 */
public interface PreparedJob {
  /** The name in the ledger and in dead letters, for example {@code raw-events}. */
  String name();

  /** The tracking plan by which records are judged and tables are laid out. */
  default TrackingPlan plan() {
    return TrackingPlan.builtIn();
  }

  /** The record types that the pipeline reads; their topics are its input. */
  Set<String> recordTypes(TrackingPlan plan);

  /** From which record timestamp on the pipeline reads; empty for the whole history. */
  Optional<Instant> readFrom(Request request);

  /**
   * Up to which record timestamp, exclusive, the pipeline reads; empty for everything up to now.
   */
  default Optional<Instant> readTo(Request request) {
    return Optional.empty();
  }

  /**
   * Whether the ledger notes the offsets that a run reads as taken, so that scheduled runs go on
   * behind them.
   */
  default boolean takesOffsets(Request request) {
    return false;
  }

  /**
   * How much of what earlier runs have covered a scheduled run reports again, because it may have
   * changed since.
   */
  default Duration restated() {
    return Duration.ZERO;
  }

  /** Whether it matters to the pipeline since when its input holds everything. */
  default boolean looksBack() {
    return false;
  }

  /** Whether academic terms change what the pipeline computes. */
  default boolean usesTerms() {
    return false;
  }

  /**
   * Checks that the input reaches back far enough, before anything is started.
   *
   * @param terms the academic terms by which the run computes
   * @throws com.skillforge.analytics.io.SourceException when it does not
   */
  default void checkHistory(Request request, TrackingPlan plan, Input input, List<Term> terms) {}

  /**
   * Whether records of persons who have been erased are dropped; only who erases them has to see
   * them.
   */
  default boolean dropsErased() {
    return true;
  }

  /**
   * The same, once it is known what earlier runs have done.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when a warehouse cannot be reached
   */
  default PreparedJob after(EarlierRuns runs) {
    return this;
  }

  /** Whether a run that finds no records at all was probably asked for the wrong ones. */
  default boolean expectsRecords() {
    return true;
  }

  /**
   * What the pipeline reads instead of the sources of its options, where it {@linkplain
   * Job#bringsItsInput brings its input} itself or needs none.
   *
   * @param plan with the topics of this deployment
   */
  default Optional<EventSource<? extends SourceBatch>> ownSource(TrackingPlan plan) {
    return Optional.empty();
  }

  /**
   * What is asked of the raw tables before anything is published from them; empty where nothing is.
   */
  default Optional<GateSettings> gates() {
    return Optional.empty();
  }

  /** Adds the pipeline's steps. */
  WarehouseRows build(Pipeline pipeline, JobInputs inputs);

  /** What the operator should know of what a run has read, one sentence each. */
  default List<String> notices(Input input) {
    return List.of();
  }

  /**
   * What the run would do, where only that is asked for: then nothing is started.
   *
   * @param request what the options that all pipelines share ask for
   */
  default Optional<Preview> preview(Request request) {
    return Optional.empty();
  }

  /** Says what a run would do. */
  interface Preview {
    /**
     * Prints it, and changes nothing.
     *
     * @throws com.skillforge.analytics.io.WarehouseException when a warehouse cannot be reached
     */
    void print(PrintStream out);
  }

  /**
   * The rows that a run has removed that has ended, by store and table.
   *
   * @param summaries what the ledger of each warehouse has of it, by warehouse
   */
  default Map<String, Map<String, Long>> removed(
      Request request, Map<String, RunSummary> summaries) {
    Map<String, Map<String, Long>> removed = new TreeMap<>();
    summaries.forEach(
        (warehouse, summary) -> {
          if (!summary.rowsRemoved().isEmpty()) {
            removed.put(warehouse, summary.rowsRemoved());
          }
        });
    return removed;
  }

  /**
   * What the operator should know of a run that has ended, one sentence each.
   *
   * @param terms the academic terms by which it computed
   */
  default List<String> notices(RunSummary summary, List<Term> terms) {
    return List.of();
  }
}
