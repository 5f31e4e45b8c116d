package com.skillforge.analytics.transforms.parsing;

/**
 * Reads the one form of timestamp the tracking plan allows: {@code YYYY-MM-DDTHH:MM:SS(.digits)?},
 * then {@code Z} or {@code +00:00}, a real date and time of day; digits beyond milliseconds are
 * cut. By hand, because {@link java.time} takes more time for it than the rest of a record does.
 */
final class Timestamps {
  /** Returned for a text that is not such a timestamp. */
  static final long INVALID = Long.MIN_VALUE;

  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
  };
  private static final int SECONDS_LENGTH = "YYYY-MM-DDTHH:MM:SS".length();

  /** How Python, among others, writes UTC. */
  private static final String UTC_OFFSET = "+00:00";

  private static final int DAYS_TO_1970 = daysBefore(1970);

  private Timestamps() {}

  /** Milliseconds since the epoch, or {@link #INVALID}. */
  static long parse(String text) {
    int end = text.length() - (text.endsWith("Z") ? 1 : UTC_OFFSET.length());
    if (end < SECONDS_LENGTH
        || !(text.endsWith("Z") || text.endsWith(UTC_OFFSET))
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return INVALID;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    if ((year | month | day | hour | minute | second) < 0
        || year == 0
        || month == 0
        || month > 12
        || day == 0
        || day > daysIn(year, month)
        || hour > 23
        || minute > 59
        || second > 59) {
      return INVALID;
    }
    int millis = end == SECONDS_LENGTH ? 0 : millis(text, end);
    if (millis < 0) {
      return INVALID;
    }
    int leapDay = month > 2 && isLeap(year) ? 1 : 0;
    int dayOfYear = DAYS_BEFORE_MONTH[month - 1] + leapDay + day - 1;
    int days = daysBefore(year) - DAYS_TO_1970 + dayOfYear;
    return ((days * 24L + hour) * 60 + minute) * 60_000L + second * 1000L + millis;
  }

  /** The fraction between the seconds and the zone in milliseconds, or -1. */
  private static int millis(String text, int end) {
    int start = SECONDS_LENGTH + 1;
    if (text.charAt(SECONDS_LENGTH) != '.' || start == end) {
      return -1;
    }
    int millis = 0;
    for (int i = start; i < Math.max(end, start + 3); i++) {
      int digit = i < end ? text.charAt(i) - '0' : 0;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      if (i < start + 3) {
        millis = millis * 10 + digit;
      }
    }
    return millis;
  }

  private static int digits(String text, int start, int count) {
    int value = 0;
    for (int i = start; i < start + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Days from the start of year 1 to the start of a year, in the proleptic Gregorian calendar. */
  private static int daysBefore(int year) {
    int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
  }

  private static int daysIn(int year, int month) {
    int days = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1];
    return month == 2 && isLeap(year) ? days + 1 : days;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
