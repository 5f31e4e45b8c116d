package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.transforms.parsing.EventTimeLimit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run reads from Kafka.
 *
 * @param topics the topics; of the warehouse the record types that travel on them are read, files
 *     are read whatever they hold
 * @param from the first record timestamp to read; empty for the whole history
 * @param to the first record timestamp after it not to read; empty for everything up to now
 * @param takesOffsets whether what is read is noted as taken
 * @param limit up to when an event can have happened
 * @param coverage what each warehouse says that earlier runs have taken
 */
record Reading(
    List<String> topics,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean takesOffsets,
    EventTimeLimit limit,
    Map<String, OffsetCoverage> coverage) {

  static <O extends JobOptions> Reading of(
      Job<O> job,
      O options,
      List<String> topics,
      Instant launchedAt,
      Map<String, OffsetCoverage> coverage) {
    return new Reading(
        topics,
        job.readFrom(options),
        job.readTo(options),
        job.takesOffsets(options),
        Launch.limit(options, launchedAt),
        coverage);
  }

  /** Whether the run chooses records by their timestamps. */
  boolean isBetween() {
    return from.isPresent() || to.isPresent();
  }
}
