package com.skillforge.analytics.options;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The checks of the options of scheduled runs. */
final class ScheduleChecks {
  private ScheduleChecks() {}

  /**
   * The range that {@code --range} asks for, empty without it; adds one sentence for each problem.
   *
   * @param at what {@code --at} says
   */
  static Optional<RangeRequest> check(
      JobOptions options, Optional<Instant> at, List<String> problems) {
    Duration catchUp = Values.readDuration("catchUp", options.getCatchUp(), problems);
    String range = options.getRange();
    if (range == null) {
      if (options.getAt() != null && options.isStreaming()) {
        problems.add("--at is the launch of a batch run; a stream goes by the clock: remove --at.");
      }
      return Optional.empty();
    }
    Values.checkChoice("range", range, RangeName.labels(), problems);
    if (options.getFrom() != null || options.getTo() != null) {
      problems.add(
          "--range takes the range from the ledger, --from and --to name it: give the one or the"
              + " others.");
    }
    if (options.isStreaming()) {
      problems.add("--range ends a batch run; a streaming run has no end: remove one of the two.");
    }
    Optional<RangeName> name = RangeName.of(range);
    if (name.equals(Optional.of(RangeName.TERM)) && options.getTerms() == null) {
      problems.add("--range=TERM needs to know the terms: name their file with --terms.");
    }
    return name.map(periods -> new RangeRequest(periods, at.orElseGet(Instant::now), catchUp));
  }
}
