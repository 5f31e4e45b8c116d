package com.skillforge.analytics.simulation;

import java.util.ArrayList;
import java.util.List;

/** The times at which one person has tracking switched off: half-open, in order, disjoint. */
record OptOuts(List<Interval> intervals) {
  static final OptOuts NONE = new OptOuts(List.of());

  private static final double COMES_BACK = 0.6;
  private static final double GOES_AGAIN = 0.25;
  private static final long STILL_LAGGING = 6 * SemesterCalendar.HOUR;

  /** {@code [open, close)}; an interval that never closes ends at {@link Long#MAX_VALUE}. */
  record Interval(long open, long close) {
    boolean closes() {
      return close != Long.MAX_VALUE;
    }

    boolean contains(long millis) {
      return open <= millis && millis < close;
    }
  }

  OptOuts {
    intervals = List.copyOf(intervals);
  }

  /** Somebody who opts out once or twice after {@code from}. */
  static OptOuts after(long from, Randomness random) {
    List<Interval> intervals = new ArrayList<>();
    long open = random.between(from, SemesterCalendar.END - 2 * SemesterCalendar.WEEK);
    boolean again = true;
    while (again && open < SemesterCalendar.END) {
      long close = open + random.between(3 * SemesterCalendar.DAY, 28 * SemesterCalendar.DAY);
      boolean closes = random.chance(COMES_BACK) && close < SemesterCalendar.END;
      intervals.add(new Interval(open, closes ? close : Long.MAX_VALUE));
      again = closes && random.chance(GOES_AGAIN);
      open = close + random.between(2 * SemesterCalendar.DAY, 21 * SemesterCalendar.DAY);
    }
    return new OptOuts(intervals);
  }

  boolean contain(long millis) {
    return intervals.stream().anyMatch(interval -> interval.contains(millis));
  }

  /** Whether a client may not have heard yet that tracking is on again. */
  boolean justClosed(long millis) {
    return intervals.stream()
        .anyMatch(i -> i.closes() && millis >= i.close() && millis < i.close() + STILL_LAGGING);
  }
}
