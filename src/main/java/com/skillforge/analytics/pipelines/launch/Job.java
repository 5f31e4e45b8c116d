package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What differs from pipeline to pipeline; {@link JobRunner} does the rest.
 *
 * @param <O> the pipeline's options
 */
public interface Job<O extends JobOptions> {
  /** The name in the ledger and in dead letters, for example {@code raw-events}. */
  String name(O options);

  /** What the pipeline does, for {@code --help}. */
  String about();

  Class<O> optionsType();

  /** The options interfaces of the pipeline's own, listed first in {@code --help}. */
  default List<Class<? extends PipelineOptions>> ownOptions() {
    return List.of();
  }

  /** Adds one sentence for each problem of the pipeline's own options. */
  void check(O options, List<String> problems);

  /** The record types that the pipeline reads; their topics are its input. */
  Set<String> recordTypes(O options, TrackingPlan plan);

  /** From which record timestamp on the pipeline reads; empty for the whole history. */
  Optional<Instant> readFrom(O options);

  /**
   * Up to which record timestamp, exclusive, the pipeline reads; empty for everything up to now.
   */
  default Optional<Instant> readTo(O options) {
    return Optional.empty();
  }

  /**
   * Whether the ledger notes the offsets that a run reads as taken, so that scheduled runs go on
   * behind them.
   */
  default boolean takesOffsets(O options) {
    return false;
  }

  /**
   * How much of what earlier runs have covered a scheduled run reports again, because it may have
   * changed since.
   */
  default Duration restated(O options) {
    return Duration.ZERO;
  }

  /**
   * Checks that the input reaches back far enough, before anything is started.
   *
   * @throws com.skillforge.analytics.io.SourceException when it does not
   */
  default void checkHistory(O options, TrackingPlan plan, Input input) {}

  /** Adds the pipeline's steps. */
  WarehouseRows build(Pipeline pipeline, O options, JobInputs inputs);

  /** What the operator should know of a run with these options, one sentence each. */
  default List<String> notices(O options) {
    return List.of();
  }
}
