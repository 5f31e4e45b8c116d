package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.plan.TrackingPlan;
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
 * @param looksBack whether it matters since when the sources hold everything
 * @param limit up to when an event can have happened
 * @param coverage what each warehouse says that earlier runs have taken
 */
record Reading(
    List<String> topics,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean takesOffsets,
    boolean looksBack,
    EventTimeLimit limit,
    Map<String, OffsetCoverage> coverage) {

  /**
   * What a run reads.
   *
   * @param plan with the topics of this deployment
   */
  static Reading of(
      Launch launch, TrackingPlan plan, Instant launchedAt, Map<String, OffsetCoverage> coverage) {
    PreparedJob job = launch.job();
    return new Reading(
        TopicNames.carrying(plan, job.recordTypes(plan)),
        job.readFrom(launch.request()),
        job.readTo(launch.request()),
        job.takesOffsets(launch.request()),
        job.looksBack(),
        launch.limit(launchedAt),
        coverage);
  }

  /** Whether the run chooses records by their timestamps. */
  boolean isBetween() {
    return from.isPresent() || to.isPresent();
  }
}
