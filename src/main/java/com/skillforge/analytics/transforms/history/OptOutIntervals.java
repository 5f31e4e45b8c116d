package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * When one user of one environment and tenant was opted out of analytics.
 *
 * <p>A {@code settings_tracking_opt_out} with {@code opt_out_status} true opens an interval at its
 * event time, false closes it: {@code [open, close)}. Events at the same instant take effect in the
 * order of their ids, so that the outcome does not depend on arrival.
 */
public final class OptOutIntervals {
  /** The record type that opens and closes intervals. */
  public static final String RECORD_TYPE = "settings_tracking_opt_out";

  /** A user who never opted out. */
  public static final OptOutIntervals NONE = new OptOutIntervals(List.of());

  private static final Comparator<AnalyticsRecord> ORDER =
      Comparator.comparingLong(AnalyticsRecord::eventTimeMillis)
          .thenComparing(AnalyticsRecord::recordId);

  private record Interval(long openMillis, long closeMillis) {}

  private final List<Interval> intervals;

  private OptOutIntervals(List<Interval> intervals) {
    this.intervals = intervals;
  }

  /** The intervals that a user's preference changes make, in whatever order they come. */
  public static OptOutIntervals of(Collection<AnalyticsRecord> preferenceChanges) {
    if (preferenceChanges.isEmpty()) {
      return NONE;
    }
    List<Interval> intervals = new ArrayList<>();
    boolean open = false;
    long openMillis = 0;
    for (AnalyticsRecord change : preferenceChanges.stream().sorted(ORDER).toList()) {
      boolean optsOut = change.optOutFlag();
      if (optsOut && !open) {
        openMillis = change.eventTimeMillis();
      } else if (!optsOut && open) {
        intervals.add(new Interval(openMillis, change.eventTimeMillis()));
      }
      open = optsOut;
    }
    if (open) {
      intervals.add(new Interval(openMillis, Long.MAX_VALUE));
    }
    return new OptOutIntervals(List.copyOf(intervals));
  }

  /** Whether the user was opted out at an instant, given in epoch milliseconds. */
  public boolean contains(long millis) {
    for (Interval interval : intervals) {
      if (interval.openMillis <= millis && millis < interval.closeMillis) {
        return true;
      }
    }
    return false;
  }

  /** Whether the user was opted out at any instant of {@code [fromMillis, toMillis)}. */
  public boolean overlaps(long fromMillis, long toMillis) {
    for (Interval interval : intervals) {
      if (interval.openMillis < toMillis
          && fromMillis < interval.closeMillis
          && interval.openMillis < interval.closeMillis) {
        return true;
      }
    }
    return false;
  }

  /** The first instant, from one on, at which the user opts out or in; else the end of time. */
  public long nextChange(long millis) {
    long next = Long.MAX_VALUE;
    for (Interval interval : intervals) {
      if (interval.openMillis >= millis) {
        next = Math.min(next, interval.openMillis);
      }
      if (interval.closeMillis >= millis) {
        next = Math.min(next, interval.closeMillis);
      }
    }
    return next;
  }

  /**
   * How long a window that slides on keeps overlapping opt-outs, or keeps free of them.
   *
   * @param endMillis the exclusive end of the window
   * @param lengthMillis how long it is
   * @return an end up to which {@link #overlaps} says the same of the window as at {@code
   *     endMillis}; not always the last such end
   */
  public long overlapsAlikeUntil(long endMillis, long lengthMillis) {
    long until = Long.MAX_VALUE;
    for (Interval interval : intervals) {
      if (interval.openMillis < interval.closeMillis) {
        long lastEnd =
            interval.closeMillis > Long.MAX_VALUE - lengthMillis
                ? Long.MAX_VALUE
                : interval.closeMillis + lengthMillis - 1;
        if (endMillis <= interval.openMillis) {
          until = Math.min(until, interval.openMillis);
        } else if (endMillis <= lastEnd) {
          return lastEnd;
        }
      }
    }
    return until;
  }
}
