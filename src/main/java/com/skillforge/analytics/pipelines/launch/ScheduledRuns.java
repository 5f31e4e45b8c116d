package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.files.TermsFile;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.RangeName;
import com.skillforge.analytics.options.RangeRequest;
import com.skillforge.analytics.options.RunRange;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes the range of a run from the ledgers of its warehouses, where {@code --range} asks so. */
final class ScheduledRuns {
  private ScheduledRuns() {}

  /** The run with the range that is due, empty when none is; a run that is not scheduled stays. */
  static Optional<Launch> settle(Launch launch) {
    if (launch.request().schedule().isEmpty()) {
      return Optional.of(launch);
    }
    RangeRequest asked = launch.request().schedule().get();
    JobOptions options = launch.options();
    List<List<TimeRange>> covered =
        Warehouses.open(launch, TrackingPlan.builtIn())
            .covered(launch.job().name(), options.getEnvironment());
    List<Term> terms =
        asked.name() == RangeName.TERM ? TermsFile.read(options.getTerms()) : List.of();
    return new ScheduledRange(asked.name(), terms, asked.catchUp())
        .next(asked.at(), covered)
        .map(due -> launch.over(reported(due, launch.job().restated())));
  }

  /** Whole days read better in the ledger; periods are reported when they overlap the range. */
  private static RunRange reported(TimeRange due, Duration restated) {
    Instant from =
        due.from()
            .minus(restated)
            .truncatedTo(restated.isZero() ? ChronoUnit.MILLIS : ChronoUnit.DAYS);
    return RunRange.between(from, due.to());
  }

  /** A sentence for a scheduled run that {@link #settle} has found nothing to do for. */
  static String nothingNew(Launch launch) {
    RangeRequest asked = launch.request().schedule().orElseThrow();
    return launch.job().name()
        + ": there is nothing new: --range="
        + asked.name().label()
        + " at "
        + asked.at()
        + " asks for no period that has not been run.";
  }
}
