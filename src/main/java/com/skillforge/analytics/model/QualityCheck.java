package com.skillforge.analytics.model;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A figure that a gate has judged.
 *
 * @param gate the gate
 * @param subject what the figure is of, for example a record type
 * @param day the day (UTC) that was judged; empty for what is of no day
 * @param value the figure
 * @param low the least that was expected
 * @param high the most that was expected; infinite where nothing is too much
 * @param passed whether the figure lies between them, ends included
 */
public record QualityCheck(
    Gate gate,
    String subject,
    Optional<LocalDate> day,
    double value,
    double low,
    double high,
    boolean passed) {

  /** For people: what was judged, the figure, and what was expected. */
  public String toText() {
    return gate.label()
        + " of "
        + subject
        + day.map(of -> " on " + of).orElse("")
        + " is "
        + figure(value)
        + ", expected "
        + (Double.isInfinite(high)
            ? "at least " + figure(low)
            : figure(low) + " to " + figure(high));
  }

  private static String figure(double figure) {
    return figure == Math.rint(figure)
        ? String.format(Locale.ROOT, "%,.0f", figure)
        : String.format(Locale.ROOT, "%.3f", figure);
  }
}
