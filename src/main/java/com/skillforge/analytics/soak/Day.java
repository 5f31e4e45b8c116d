package com.skillforge.analytics.soak;

import java.time.LocalDate;
import java.util.Locale;

/**
 * What one day of production came to.
 *
 * @param day the day whose records the runs of the next morning take
 * @param accident what went wrong on purpose; empty on most days
 * @param published records committed to the broker
 * @param read records that the runs of {@code raw-events} took
 * @param stored rows in the raw tables at the end of the day's runs
 * @param rawSeconds CPU seconds of the runs of {@code raw-events} of this process
 * @param kpiSeconds CPU seconds of the KPI runs
 */
public record Day(
    LocalDate day,
    String accident,
    long published,
    long read,
    long stored,
    double rawSeconds,
    double kpiSeconds) {

  static String head() {
    return String.format(
        Locale.ROOT,
        "  %-10s %9s %9s %9s %8s %8s  %s",
        "day",
        "published",
        "read",
        "stored",
        "raw s",
        "kpi s",
        "accident");
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "  %-10s %,9d %,9d %,9d %8.2f %8.2f  %s",
        day,
        published,
        read,
        stored,
        rawSeconds,
        kpiSeconds,
        accident);
  }

  /** CPU seconds of all runs of the day. */
  double seconds() {
    return rawSeconds + kpiSeconds;
  }
}
