package com.skillforge.analytics.options;

import java.util.List;

/** The checks of the options of scheduled runs. */
final class ScheduleChecks {
  private ScheduleChecks() {}

  /** Adds one sentence for each problem. */
  static void check(JobOptions options, List<String> problems) {
    Values.checkInstant("at", options.getAt(), problems);
    Values.checkDuration("catchUp", options.getCatchUp(), problems);
    String range = options.getRange();
    if (range == null) {
      if (options.getAt() != null && options.isStreaming()) {
        problems.add("--at is the launch of a batch run; a stream goes by the clock: remove --at.");
      }
      return;
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
    if (range.equals(RangeName.TERM.label()) && options.getTerms() == null) {
      problems.add("--range=TERM needs to know the terms: name their file with --terms.");
    }
  }
}
