package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What units contribute to the daily rows of one series, held as what changes from one day to the
 * next: a unit that stays the same for years costs no more than one of a day. Counts add up in any
 * order to the same counts.
 */
final class DailyCounts {
  /** The end of a stretch of which no end is known yet. */
  static final long OPEN_END = Long.MAX_VALUE;

  private static final long DAY_MILLIS = 86_400_000;

  private final Map<String, Changes> counts = new TreeMap<>();

  /**
   * Adds the same to each day of a stretch.
   *
   * @param days from the start of the first day to the end of the last, or {@link #OPEN_END}
   * @param contribution counts: samples have no place here
   */
  void add(Period days, KpiTotals contribution) {
    int first = dayOf(days.startMillis());
    contribution.forEachCount(
        (name, n) -> {
          if (n != 0) {
            Changes changes = counts.computeIfAbsent(name, k -> new Changes());
            changes.add(first, n);
            if (days.endMillis() != OPEN_END) {
              changes.add(dayOf(days.endMillis()), -n);
            }
          }
        });
  }

  /** Adds the other counts to these. */
  void merge(DailyCounts that) {
    addAll(that, 1);
  }

  /** Takes the other counts away from these. */
  void subtract(DailyCounts that) {
    addAll(that, -1);
  }

  private void addAll(DailyCounts that, int times) {
    that.counts.forEach(
        (name, changes) -> {
          Changes sum = counts.computeIfAbsent(name, k -> new Changes());
          changes.forEach((day, n) -> sum.add(day, times * n));
        });
  }

  /**
   * Hands over each day and count that is not zero.
   *
   * @param endMillis days from this instant on are left out; what has no end goes on up to there
   */
  void forEach(long endMillis, DayConsumer consumer) {
    counts.forEach((name, changes) -> forEach(name, changes, endMillis, consumer));
  }

  private static void forEach(String name, Changes changes, long endMillis, DayConsumer consumer) {
    long count = 0;
    int next = 0;
    while (next < changes.byDay.length || count != 0) {
      Period day = day(changes.firstDay + next);
      if (day.startMillis() >= endMillis) {
        return;
      }
      if (next < changes.byDay.length) {
        count += changes.byDay[next];
      } else if (endMillis == OPEN_END) {
        throw new IllegalStateException("a count without an end needs an instant to stop at");
      }
      if (count != 0) {
        consumer.accept(day, name, count);
      }
      next++;
    }
  }

  /** How many numbers are held, at most. */
  int size() {
    return counts.values().stream().mapToInt(changes -> changes.byDay.length).sum();
  }

  /** Whether no count is left of all that was added and taken away. */
  boolean isEmpty() {
    return counts.values().stream()
        .allMatch(changes -> Arrays.stream(changes.byDay).allMatch(n -> n == 0));
  }

  /** Whether a period is one of the days of a stretch. */
  static boolean isDayOf(Period days, Period period) {
    return period.grain() == PeriodGrain.DAY
        && days.grain() == PeriodGrain.DAY
        && days.startMillis() <= period.startMillis()
        && period.endMillis() <= days.endMillis();
  }

  /** Hears of the counts of a day, one by one. */
  interface DayConsumer {
    void accept(Period day, String name, long count);
  }

  void write(ByteWriter out) {
    out.varint(counts.size());
    counts.forEach(
        (name, changes) -> {
          out.symbol(name);
          changes.write(out);
        });
  }

  static DailyCounts read(ByteReader in) {
    DailyCounts days = new DailyCounts();
    for (long n = in.varint(); n > 0; n--) {
      days.counts.put(in.symbol(), Changes.read(in));
    }
    return days;
  }

  private static int dayOf(long startMillis) {
    return Math.toIntExact(startMillis / DAY_MILLIS);
  }

  private static Period day(int day) {
    return new Period(PeriodGrain.DAY, day * DAY_MILLIS, (day + 1) * DAY_MILLIS);
  }

  /** By how much a count differs from that of the day before, for every day of a range. */
  private static final class Changes {
    private int firstDay;
    private long[] byDay = {};

    void add(int day, long n) {
      reserve(day);
      byDay[day - firstDay] += n;
    }

    /** Grows by more than is asked for: days come in their order, of one user after the other. */
    private void reserve(int day) {
      if (byDay.length == 0) {
        firstDay = day;
        byDay = new long[1];
      } else if (day < firstDay) {
        int more = Math.max(firstDay - day, byDay.length / 2);
        long[] grown = new long[more + byDay.length];
        System.arraycopy(byDay, 0, grown, more, byDay.length);
        byDay = grown;
        firstDay -= more;
      } else if (day - firstDay >= byDay.length) {
        byDay = Arrays.copyOf(byDay, Math.max(day - firstDay + 1, byDay.length * 3 / 2));
      }
    }

    void forEach(BiConsumer<Integer, Long> consumer) {
      for (int i = 0; i < byDay.length; i++) {
        if (byDay[i] != 0) {
          consumer.accept(firstDay + i, byDay[i]);
        }
      }
    }

    void write(ByteWriter out) {
      int[] last = {0};
      out.varint(Arrays.stream(byDay).filter(n -> n != 0).count());
      forEach(
          (day, n) -> {
            out.zigzag(day - last[0]);
            out.zigzag(n);
            last[0] = day;
          });
    }

    static Changes read(ByteReader in) {
      Changes changes = new Changes();
      int day = 0;
      for (long n = in.varint(); n > 0; n--) {
        day += (int) in.zigzag();
        changes.add(day, in.zigzag());
      }
      return changes;
    }
  }
}
