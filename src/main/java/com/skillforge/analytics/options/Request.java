package com.skillforge.analytics.options;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the options of a run ask for. Options are text where they name an instant, a duration or
 * several things: {@link JobChecks} reads each of them once, and this is what it has read.
 *
 * @param sources where records come from
 * @param eventTopics the topics of analytics events
 * @param range the range that is named; of a run with {@code --range} both ends are open until the
 *     ledgers have been asked
 * @param at the time that the run takes for that of its launch; empty for the clock's
 * @param schedule the range that {@code --range} asks for
 * @param warehouses where rows go, each once
 * @param dedupeHorizon for how much event time a stream remembers the ids of records
 */
public record Request(
    Set<SourceName> sources,
    List<String> eventTopics,
    RunRange range,
    Optional<Instant> at,
    Optional<RangeRequest> schedule,
    List<WarehouseKind> warehouses,
    Duration dedupeHorizon) {

  public Request {
    sources = Set.copyOf(sources);
    eventTopics = List.copyOf(eventTopics);
    warehouses = List.copyOf(warehouses);
  }

  /** The warehouse whose raw tables are read; empty when none is. */
  public Optional<WarehouseKind> history() {
    return sources.contains(SourceName.LOCAL)
        ? Optional.of(WarehouseKind.LOCAL)
        : warehouses.stream().limit(sources.contains(SourceName.WAREHOUSE) ? 1 : 0).findFirst();
  }

  /** The same request over the range that the ledgers have given. */
  public Request over(RunRange settled) {
    return new Request(sources, eventTopics, settled, at, schedule, warehouses, dedupeHorizon);
  }
}
