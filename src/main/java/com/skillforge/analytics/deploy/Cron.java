package com.skillforge.analytics.deploy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The times of a cron expression: five fields (minute, hour, day of month, month, day of week with
 * Sunday as 0 or 7), each {@code *}, a number, a range, or a list of them, with a step.
 */
public final class Cron {
  private static final int FIELDS = 5;

  /** Every date of a cron expression that has any comes within the leap years of a century. */
  private static final int MOST_DAYS = 8 * 366 + 1;

  private final SortedSet<Integer> minutes;
  private final SortedSet<Integer> hours;
  private final SortedSet<Integer> days;
  private final SortedSet<Integer> months;
  private final SortedSet<Integer> weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;

  private Cron(List<String> fields) {
    minutes = values(fields.get(0), 0, 59);
    hours = values(fields.get(1), 0, 23);
    days = values(fields.get(2), 1, 31);
    months = values(fields.get(3), 1, 12);
    weekdays = values(fields.get(4), 0, 7);
    if (weekdays.remove(0)) {
      weekdays.add(7);
    }
    anyDay = fields.get(2).startsWith("*");
    anyWeekday = fields.get(4).startsWith("*");
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with a phrase that says which field is wrong
   */
  public static Cron parse(String expression) {
    List<String> fields = List.of(expression.strip().split("\\s+"));
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException(
          "has " + fields.size() + " fields, but minute, hour, day, month and weekday are five");
    }
    return new Cron(fields);
  }

  private static SortedSet<Integer> values(String field, int least, int most) {
    SortedSet<Integer> values = new TreeSet<>();
    for (String part : field.split(",", -1)) {
      try {
        String[] stepped = part.split("/", 2);
        String[] bounds = stepped[0].equals("*") ? new String[0] : stepped[0].split("-", 2);
        int first = bounds.length == 0 ? least : Integer.parseInt(bounds[0]);
        boolean open = bounds.length == 0 || (bounds.length == 1 && stepped.length == 2);
        int last = open ? most : Integer.parseInt(bounds[bounds.length - 1]);
        int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
        if (first < least || last > most || first > last || step < 1) {
          throw outside(part, least, most);
        }
        for (int value = first; value <= last; value += step) {
          values.add(value);
        }
      } catch (NumberFormatException e) {
        throw outside(part, least, most);
      }
    }
    return values;
  }

  private static IllegalArgumentException outside(String part, int least, int most) {
    return new IllegalArgumentException(
        "has '" + part + "' where numbers from " + least + " to " + most + " stand");
  }

  /** The first time after an instant; empty when there is none, as for 30 February. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    LocalDate first = LocalDate.ofInstant(after, zone);
    for (int i = 0; i < MOST_DAYS; i++) {
      LocalDate date = first.plusDays(i);
      if (falls(date)) {
        for (int hour : hours) {
          for (int minute : minutes) {
            // An hour that a change of clocks leaves out is made up for right after it.
            Instant time = date.atTime(hour, minute).atZone(zone).toInstant();
            if (time.isAfter(after)) {
              return Optional.of(time);
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Where day of month and weekday are both given, either will do: so says cron. */
  private boolean falls(LocalDate date) {
    boolean day = days.contains(date.getDayOfMonth());
    boolean weekday = weekdays.contains(date.getDayOfWeek().getValue());
    return months.contains(date.getMonthValue())
        && ((anyDay || anyWeekday) ? (day && weekday) : (day || weekday));
  }
}
