package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.options.RangeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a scheduled run has to cover: from the end of what earlier runs have covered to the end of
 * the last period that is over. Knows no clock and no ledger.
 *
 * @param name the periods
 * @param terms the terms, for {@link RangeName#TERM}; those of all institutions count alike
 * @param catchUp how long before the end of the range a gap between earlier runs may begin that is
 *     filled
 */
public record ScheduledRange(RangeName name, List<Term> terms, Duration catchUp) {

  /**
   * The range of a run.
   *
   * @param at when it was scheduled
   * @param covered what earlier runs have covered, one list in any order for each warehouse; the
   *     least advanced one counts
   * @return empty when there is nothing new
   */
  Optional<TimeRange> next(Instant at, List<List<TimeRange>> covered) {
    return lastPeriod(at)
        .flatMap(
            last -> {
              Instant from =
                  covered.stream()
                      .map(ranges -> coveredUntil(ranges, last.to().minus(catchUp)))
                      .map(until -> until.orElse(last.from()))
                      .min(Comparator.naturalOrder())
                      .orElseThrow();
              return from.isBefore(last.to())
                  ? Optional.of(new TimeRange(from, last.to()))
                  : Optional.empty();
            });
  }

  /** The last period that has ended at an instant; empty when no term has. */
  public Optional<TimeRange> lastPeriod(Instant at) {
    return switch (name) {
      case DAY -> Optional.of(before(PeriodGrain.DAY, at));
      case WEEK -> Optional.of(before(PeriodGrain.WEEK, at));
      case TERM -> lastTerm(at.toEpochMilli());
    };
  }

  private static TimeRange before(PeriodGrain grain, Instant at) {
    long end = Period.containing(grain, at.toEpochMilli()).startMillis();
    return range(Period.containing(grain, end - 1));
  }

  /** Of terms that end together the longest counts, so that all of them are covered. */
  private Optional<TimeRange> lastTerm(long atMillis) {
    return terms.stream()
        .map(Term::period)
        .filter(term -> term.endMillis() <= atMillis)
        .max(
            Comparator.comparingLong(Period::endMillis)
                .thenComparing(Comparator.comparingLong(Period::startMillis).reversed()))
        .map(ScheduledRange::range);
  }

  private static TimeRange range(Period period) {
    return new TimeRange(
        Instant.ofEpochMilli(period.startMillis()), Instant.ofEpochMilli(period.endMillis()));
  }

  /**
   * Up to where ranges cover time without a gap; empty without ranges.
   *
   * @param remembered gaps that begin before are forgotten: what they lack cannot be read any more
   */
  private static Optional<Instant> coveredUntil(List<TimeRange> ranges, Instant remembered) {
    Instant until = null;
    for (TimeRange range : ranges.stream().sorted(Comparator.comparing(TimeRange::from)).toList()) {
      boolean gap = until != null && range.from().isAfter(until) && !until.isBefore(remembered);
      if (gap) {
        break;
      }
      until = until == null || range.to().isAfter(until) ? range.to() : until;
    }
    return Optional.ofNullable(until);
  }
}
