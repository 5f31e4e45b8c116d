package com.skillforge.analytics.model.kpi;

/**
 * One figure of a KPI's rows. Its name is that of its column in the KPI's view, and for a measure
 * also that in {@code kpi_values.measures}.
 *
 * @param name lower-case words joined by underscores
 * @param whole whether it is a whole number, a count, in every row
 */
public record Figure(String name, boolean whole) {
  /** A figure that counts something. */
  static Figure count(String name) {
    return new Figure(name, true);
  }

  /** A figure that may be any number. */
  static Figure number(String name) {
    return new Figure(name, false);
  }
}
