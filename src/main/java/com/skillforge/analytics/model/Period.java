package com.skillforge.analytics.model;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** A half-open stretch of event time, {@code [startMillis, endMillis)}, in epoch milliseconds. */
public record Period(PeriodGrain grain, long startMillis, long endMillis)
    implements Comparable<Period>, Serializable {

  /** The day, week or month (UTC) that holds an instant. */
  public static Period containing(PeriodGrain grain, long millis) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    return switch (grain) {
      case DAY -> of(grain, day, day.plusDays(1));
      case WEEK -> {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        yield of(grain, monday, monday.plusWeeks(1));
      }
      case MONTH -> of(grain, day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1));
      case TERM -> throw new IllegalArgumentException("terms are not a calendar grain");
    };
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

  @Override
  public int compareTo(Period that) {
    int byStart = Long.compare(startMillis, that.startMillis);
    return byStart != 0 ? byStart : Long.compare(endMillis, that.endMillis);
  }
}
