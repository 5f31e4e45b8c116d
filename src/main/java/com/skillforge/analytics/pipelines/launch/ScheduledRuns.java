package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.files.TermsFile;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.RangeName;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes the range of a run from the ledgers of its warehouses, where {@code --range} asks so. */
final class ScheduledRuns {
  private ScheduledRuns() {}

  /**
   * Sets {@code --from} and {@code --to} of a run with {@code --range}; other runs stay as they
   * are.
   *
   * @return a sentence when there is nothing to run
   */
  static <O extends JobOptions> Optional<String> settle(Job<O> job, O options) {
    Optional<RangeName> name = Optional.ofNullable(options.getRange()).flatMap(RangeName::of);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Instant at = Values.instant(options.getAt()).orElseGet(Instant::now);
    String pipeline = job.name(options);
    List<List<TimeRange>> covered =
        Warehouses.open(options, TrackingPlan.builtIn())
            .covered(pipeline, options.getEnvironment());
    List<Term> terms =
        name.get() == RangeName.TERM ? TermsFile.read(options.getTerms()) : List.of();
    Optional<TimeRange> range =
        new ScheduledRange(name.get(), terms, Duration.parse(options.getCatchUp()))
            .next(at, covered);
    if (range.isEmpty()) {
      return Optional.of(
          pipeline
              + ": there is nothing new: --range="
              + name.get().label()
              + " at "
              + at
              + " asks for no period that has not been run.");
    }
    // Whole days read better in the ledger; periods are reported when they overlap the range.
    options.setFrom(
        range
            .get()
            .from()
            .minus(job.restated(options))
            .truncatedTo(job.restated(options).isZero() ? ChronoUnit.MILLIS : ChronoUnit.DAYS)
            .toString());
    options.setTo(range.get().to().toString());
    return Optional.empty();
  }
}
