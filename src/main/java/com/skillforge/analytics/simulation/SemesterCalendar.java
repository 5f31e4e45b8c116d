package com.skillforge.analytics.simulation;

import com.skillforge.analytics.plan.Persona;
import java.time.Duration;
import java.time.Instant;

/**
 * The spring semester of 2026, from Monday 12 January to Sunday 10 May, and its rhythms: how busy
 * the weeks are, which days people work, and at which hours. All times are UTC.
 */
final class SemesterCalendar {
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final long DAY = Duration.ofDays(1).toMillis();
  static final long WEEK = 7 * DAY;

  static final Instant STARTS_AT = Instant.parse("2026-01-12T00:00:00Z");
  static final Instant ENDS_AT = Instant.parse("2026-05-11T00:00:00Z");
  static final String TERM_ID = "spring-2026";
  static final int WEEKS = 17;

  static final long START = STARTS_AT.toEpochMilli();
  static final long END = ENDS_AT.toEpochMilli();

  private static final double BREAK_LOAD = 0.3;

  /** Slow start, midterms in the eighth week, examinations in the last two. */
  private static final double[] WEEK_LOAD = {
    0.75, 0.9, 1.0, 1.05, 1.0, 1.05, 1.1, 1.25, 1.0, 1.0, 0.95, 1.05, 1.1, 1.1, 1.2, 1.45, 1.6
  };

  /** Monday to Sunday. */
  private static final double[] STUDENT_DAYS = {1.1, 1.15, 1.1, 1.0, 0.7, 0.35, 0.6};

  private static final double[] CAREER_CHANGER_DAYS = {0.9, 1.0, 1.0, 0.9, 0.6, 0.55, 0.7};
  private static final double[] ADVISOR_DAYS = {1.1, 1.1, 1.0, 1.0, 0.8, 0.01, 0.02};

  /** Midnight to 23 o'clock: a little at lunch, most in the evening. */
  private static final double[] STUDENT_HOURS = {
    1.2, 0.6, 0.2, 0.1, 0.05, 0.05, 0.1, 0.4, 0.9, 1.2, 1.5, 1.6, 1.9, 1.7, 1.6, 1.8, 2.0, 2.2, 2.6,
    3.6, 4.4, 4.6, 3.6, 2.2
  };

  /** Before work, at lunch, and late in the evening. */
  private static final double[] CAREER_CHANGER_HOURS = {
    0.5, 0.2, 0.1, 0.05, 0.05, 0.3, 1.2, 1.8, 1.0, 0.5, 0.5, 0.9, 2.4, 1.6, 0.6, 0.5, 0.7, 1.2, 2.0,
    3.2, 4.2, 4.4, 3.0, 1.4
  };

  /** Office hours. */
  private static final double[] ADVISOR_HOURS = {
    0, 0, 0, 0, 0, 0, 0.05, 0.5, 2.6, 3.6, 3.8, 3.2, 1.4, 2.8, 3.6, 3.4, 2.4, 0.9, 0.2, 0.1, 0.1,
    0.05, 0, 0
  };

  private SemesterCalendar() {}

  /** How busy a week is, 1 being normal. */
  static double weekLoad(int week, Tenant tenant) {
    return week == tenant.springBreakWeek() ? BREAK_LOAD : WEEK_LOAD[week];
  }

  static long weekStart(int week) {
    return START + week * WEEK;
  }

  /** The week of the semester, from 0; before it 0, after it the last. */
  static int weekOf(long millis) {
    return (int) Math.max(0, Math.min(WEEKS - 1, (millis - START) / WEEK));
  }

  /** A moment in a week at which somebody of that persona is likely to be at the screen. */
  static long momentInWeek(int week, Persona persona, Randomness random) {
    int day = random.weighted(days(persona));
    return momentOfDay(weekStart(week) + day * DAY, persona, random);
  }

  /** A moment on the day that begins at {@code midnight}. */
  static long momentOfDay(long midnight, Persona persona, Randomness random) {
    return midnight + random.weighted(hours(persona)) * HOUR + random.between(0L, HOUR);
  }

  static long midnightOf(long millis) {
    return Math.floorDiv(millis, DAY) * DAY;
  }

  private static double[] days(Persona persona) {
    return switch (persona) {
      case STUDENT -> STUDENT_DAYS;
      case CAREER_CHANGER -> CAREER_CHANGER_DAYS;
      case ADVISOR -> ADVISOR_DAYS;
    };
  }

  private static double[] hours(Persona persona) {
    return switch (persona) {
      case STUDENT -> STUDENT_HOURS;
      case CAREER_CHANGER -> CAREER_CHANGER_HOURS;
      case ADVISOR -> ADVISOR_HOURS;
    };
  }
}
