package com.skillforge.analytics.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A KPI's figures of a period.
 *
 * @param start of the period, inclusive
 * @param end of the period, exclusive
 * @param label what it is called where its days do not say it, for example a term; or empty
 * @param sums the figures
 */
record Point(Caption caption, Instant start, Instant end, String label, Sums sums) {
  /** The last event of a period that a batch run sees is a little before its end. */
  private static final Duration ALMOST = Duration.ofHours(1);

  /** The value; null where nothing has been decided. */
  @Nullable Double value() {
    return switch (caption.adding()) {
      case RATIO, LAST_DAY ->
          sums.denominator() == 0 ? null : sums.numerator() / sums.denominator();
      case COUNT -> sums.valued() == 0 ? null : sums.value();
      case NEVER -> sums.valued() == 1 ? sums.value() : null;
    };
  }

  /** What the value can still become; empty where nothing is pending, or nothing can be said. */
  Optional<Possible> possible() {
    return sums.pending() == 0 ? Optional.empty() : Possible.of(caption.kpi().bounds(), sums);
  }

  /** Whether there is a value, of the whole period, that no pending unit can change. */
  boolean isSettled() {
    return value() != null && sums.pending() == 0 && !end.isAfter(sums.asOf().plus(ALMOST));
  }

  /** The value for people. */
  String text() {
    return Numbers.value(caption.unit(), sums, value());
  }

  /** Of how many the value is; empty where it counts people itself. */
  String units() {
    return caption.hasUnits() ? Numbers.count(sums.denominator()) : "";
  }

  /** Of how many units the value is, and what they are; or empty. */
  String unitsText() {
    if (!caption.hasUnits() || value() == null) {
      return "";
    }
    return isOfFew() ? caption.units() : "n\u00a0=\u00a0" + units() + " " + caption.units();
  }

  /** Whether the value is written as so many of so many. */
  boolean isOfFew() {
    return value() != null && Numbers.areFew(caption.unit(), sums);
  }

  /** What the value can still become, for people; or empty. */
  String possibleText() {
    return possible()
        .map(range -> Numbers.range(caption.unit(), range.low(), range.high()))
        .orElse("");
  }

  /** The period for people. */
  String period() {
    return label.isEmpty() ? Numbers.days(start, end) : label;
  }

  /** The period for an axis. */
  String shortPeriod() {
    return label.isEmpty() ? Numbers.day(start) : label;
  }
}
