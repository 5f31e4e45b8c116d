package com.skillforge.analytics.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times and how long ago they were, for people. */
final class Ages {
  private static final int MANY_DAYS = 10;

  private Ages() {}

  /** For example {@code 3 min ago}. */
  static String ago(Instant then, Instant now) {
    return then.isAfter(now.minusSeconds(60))
        ? "just now"
        : text(Duration.between(then, now)) + " ago";
  }

  /** For example {@code 26 h}. */
  static String text(Duration duration) {
    if (duration.toHours() >= MANY_DAYS * 24L) {
      return String.format(Locale.ROOT, "%,d days", duration.toDays());
    }
    return duration.toHours() >= 1 ? duration.toHours() + " h" : duration.toMinutes() + " min";
  }

  /** To the minute. */
  static String instant(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
