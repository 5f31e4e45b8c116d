package com.skillforge.analytics.model;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;

/** A half-open stretch of event time, {@code [startMillis, endMillis)}, in epoch milliseconds. */
public record Period(PeriodGrain grain, long startMillis, long endMillis)
    implements Comparable<Period>, Serializable {
  private static final Comparator<Period> ORDER =
      Comparator.comparingLong(Period::startMillis)
          .thenComparingLong(Period::endMillis)
          .thenComparing(Period::grain);
  private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;

  /** 1970-01-05. */
  private static final long FIRST_MONDAY_MILLIS = 4 * DAY_MILLIS;

  /** The day, week or month (UTC) that holds an instant. */
  public static Period containing(PeriodGrain grain, long millis) {
    return switch (grain) {
      case DAY -> every(DAY_MILLIS, 0, grain, millis);
      case WEEK -> every(7 * DAY_MILLIS, FIRST_MONDAY_MILLIS, grain, millis);
      case MONTH -> {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        yield of(grain, day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1));
      }
      case TERM -> throw new IllegalArgumentException("terms are not a calendar grain");
    };
  }

  /** UTC days are all of one length, so that theirs and weeks' bounds are found by division. */
  private static Period every(long length, long firstStart, PeriodGrain grain, long millis) {
    long start = millis - Math.floorMod(millis - firstStart, length);
    return new Period(grain, start, start + length);
  }

  private static Period of(PeriodGrain grain, LocalDate start, LocalDate end) {
    return new Period(
        grain,
        start.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli(),
        end.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  public boolean contains(long millis) {
    return startMillis <= millis && millis < endMillis;
  }

  public boolean overlaps(long fromMillis, long toMillis) {
    return startMillis < toMillis && fromMillis < endMillis;
  }

  /**
   * By start, then end; of the same stretch by grain, so that only equal periods compare as equal.
   */
  @Override
  public int compareTo(Period that) {
    return ORDER.compare(this, that);
  }
}
