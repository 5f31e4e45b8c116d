package com.skillforge.analytics.soak;

import com.skillforge.analytics.model.LookedAt;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

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
 * @param looked at how many subjects the last of them looked; empty when none ran
 */
public record Day(
    LocalDate day,
    String accident,
    long published,
    long read,
    long stored,
    double rawSeconds,
    double kpiSeconds,
    Optional<LookedAt> looked) {

  static String head() {
    return String.format(
        Locale.ROOT,
        "  %-10s %9s %9s %9s %8s %8s %9s %9s  %s",
        "day",
        "published",
        "read",
        "stored",
        "raw s",
        "kpi s",
        "looked at",
        "of",
        "accident");
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "  %-10s %,9d %,9d %,9d %8.2f %8.2f %9s %9s  %s",
        day,
        published,
        read,
        stored,
        rawSeconds,
        kpiSeconds,
        looked.map(at -> at.isAll() ? "all" : text(at.subjects())).orElse(""),
        looked.map(at -> at.isAll() ? "" : text(at.known())).orElse(""),
        accident);
  }

  private static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** CPU seconds of all runs of the day. */
  double seconds() {
    return rawSeconds + kpiSeconds;
  }
}
