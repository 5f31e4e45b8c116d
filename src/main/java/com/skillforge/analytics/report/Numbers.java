package com.skillforge.analytics.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/** How the page writes numbers and times: here, and nowhere else. */
final class Numbers {
  /** What stands where there is no number. */
  static final String NONE = "–";

  /** Of fewer units than this, a share is better read as what it is of. */
  private static final int FEW = 10;

  /** Holds a number and its unit together at the end of a line. */
  private static final String SPACE = "\u00a0";

  private static final int MANY_HOURS = 48;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Numbers() {}

  /** A value with its unit. */
  static String value(Unit unit, @Nullable Double value) {
    if (value == null) {
      return NONE;
    }
    return switch (unit) {
      case SHARE -> decimal("%,.1f", 100 * value) + SPACE + "%";
      case MINUTES -> decimal("%,.1f", value) + SPACE + "min";
      case POINTS -> decimal("%+,.1f", value) + SPACE + "points";
      case PEOPLE -> decimal("%,.0f", value);
    };
  }

  /** A value with its unit; a share of few units in whole numbers. */
  static String value(Unit unit, Sums sums, @Nullable Double value) {
    return value != null && areFew(unit, sums)
        ? decimal("%,.0f", sums.numerator()) + " of " + decimal("%,.0f", sums.denominator())
        : value(unit, value);
  }

  /** Whether a share is of so few units that it is written as what it is of. */
  static boolean areFew(Unit unit, Sums sums) {
    return unit == Unit.SHARE && sums.denominator() < FEW && sums.numerator() >= 0;
  }

  /** By how much a value has changed. */
  static String change(Unit unit, double before, double after) {
    double delta = after - before;
    return switch (unit) {
      case SHARE -> decimal("%+,.1f", 100 * delta) + SPACE + "pp";
      case MINUTES -> decimal("%+,.1f", delta) + SPACE + "min";
      case POINTS -> decimal("%+,.1f", delta) + SPACE + "points";
      case PEOPLE ->
          decimal("%+,.0f", delta)
              + (before == 0 ? "" : ", " + decimal("%+,.1f", 100 * delta / before) + SPACE + "%");
    };
  }

  /** The shortest text of a value, for an axis. */
  static String tick(Unit unit, double value) {
    return switch (unit) {
      case SHARE -> decimal("%.0f", 100 * value) + "%";
      default -> value == Math.rint(value) ? decimal("%,.0f", value) : decimal("%,.1f", value);
    };
  }

  /** What lies between two values. */
  static String range(Unit unit, double low, double high) {
    return value(unit, low) + " to " + value(unit, high);
  }

  /** How many. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** How many, of a sum that may be a fraction. */
  static String count(double number) {
    return decimal("%,.0f", number);
  }

  /** How many, and of what. */
  static String count(long number, String one, String many) {
    return count(number) + SPACE + (number == 1 ? one : many);
  }

  /** A share of a whole that may be empty. */
  static String share(long part, long whole) {
    return whole == 0 ? NONE : decimal("%,.2f", 100.0 * part / whole) + SPACE + "%";
  }

  /** A number of per cent. */
  static String percent(double percent) {
    return decimal("%,.1f", percent) + SPACE + "%";
  }

  /** A coordinate of a drawing. */
  static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static String day(Instant instant) {
    return DAY.format(instant);
  }

  static String date(Instant instant) {
    return DATE.format(instant);
  }

  static String date(LocalDate date) {
    return DATE.format(date.atStartOfDay(ZoneOffset.UTC));
  }

  /** An instant to the minute, never an earlier day than it belongs to by a moment. */
  static String instant(Instant instant) {
    return MINUTE.format(instant.plusSeconds(30).truncatedTo(ChronoUnit.MINUTES));
  }

  /** A half-open period by its first and last day. */
  static String days(Instant start, Instant end) {
    Instant last = end.minusMillis(1);
    return date(start).equals(date(last)) ? date(start) : day(start) + " – " + date(last);
  }

  /** How long something has been. */
  static String age(Duration age) {
    if (age.toMinutes() < 60) {
      return age.toMinutes() + SPACE + "min";
    }
    return age.toHours() < MANY_HOURS
        ? age.toHours() + SPACE + "h"
        : String.format(Locale.ROOT, "%,d", age.toDays()) + SPACE + "days";
  }

  /** With a minus that is as wide as a plus. */
  private static String decimal(String format, double number) {
    String text = String.format(Locale.ROOT, format, number + 0.0);
    return text.matches("-[0.,]+") ? text.substring(1) : text.replace('-', '\u2212');
  }
}
