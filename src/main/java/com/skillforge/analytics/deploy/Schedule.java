package com.skillforge.analytics.deploy;

import com.skillforge.analytics.options.RangeName;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * When a pipeline runs, and over which range. What is read from a file may be anything, until
 * {@link #problems} has found nothing.
 *
 * @param cron the times, see {@link Cron}
 * @param timeZone the zone of these times, for example {@code Etc/UTC}; ranges are of UTC always
 * @param range the spelling of a {@link RangeName}
 */
public record Schedule(@Nullable String cron, @Nullable String timeZone, @Nullable String range) {
  private static final Pattern ONCE_A_DAY =
      Pattern.compile("(\\d{1,2}) (\\d{1,2}) \\* \\* (\\*|[0-7])");

  /** One sentence for each thing that is wrong. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (cron == null) {
      problems.add("schedule.cron is missing: write when to run, for example \"30 0 * * *\".");
    } else {
      try {
        Cron.parse(cron);
      } catch (IllegalArgumentException e) {
        problems.add("schedule.cron '" + cron + "' " + e.getMessage() + ".");
      }
    }
    if (timeZone == null) {
      problems.add("schedule.timeZone is missing: write for example Etc/UTC.");
    } else {
      try {
        ZoneId.of(timeZone);
      } catch (DateTimeException e) {
        problems.add(
            "schedule.timeZone '" + timeZone + "' is no time zone: write for example Etc/UTC.");
      }
    }
    if (range == null || RangeName.of(range).isEmpty()) {
      problems.add(
          "schedule.range must be "
              + String.join(" or ", RangeName.labels())
              + ", not '"
              + range
              + "'.");
    }
    return problems;
  }

  private String set(@Nullable String value) {
    if (value == null) {
      throw new IllegalStateException("the schedule has not been checked");
    }
    return value;
  }

  /** All times in {@code [from, to)}. */
  public List<Instant> times(Instant from, Instant to) {
    Cron times = Cron.parse(set(cron));
    ZoneId zone = ZoneId.of(set(timeZone));
    List<Instant> found = new ArrayList<>();
    Instant next = times.next(from.minusMillis(1), zone).orElse(to);
    while (next.isBefore(to)) {
      found.add(next);
      next = times.next(next, zone).orElse(to);
    }
    return found;
  }

  /** What a run covers. */
  public RangeName periods() {
    return RangeName.of(set(range)).orElseThrow();
  }

  /** For people: when, and what is covered. */
  public String sentence() {
    return when()
        + " ("
        + set(timeZone)
        + "), over "
        + periods().description()
        + " and what missed runs have left before it";
  }

  /** For people: on which days, at which time of the schedule's zone. */
  public String when() {
    Matcher once = ONCE_A_DAY.matcher(set(cron));
    if (!once.matches()) {
      return "at the times of cron `" + cron + "`";
    }
    String day =
        once.group(3).equals("*")
            ? "day"
            : DayOfWeek.of((Integer.parseInt(once.group(3)) + 6) % 7 + 1)
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return String.format(
        Locale.ROOT,
        "every %s at %02d:%02d",
        day,
        Integer.parseInt(once.group(2)),
        Integer.parseInt(once.group(1)));
  }
}
