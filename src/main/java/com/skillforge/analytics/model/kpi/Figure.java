package com.skillforge.analytics.model.kpi;

/**
 * One figure of a KPI's rows. Its name is that of its column in the KPI's view, and for a measure
 * also that in {@code kpi_values.measures}.
 *
 * @param name lower-case words joined by underscores
 * @param unit in what it is measured
 */
public record Figure(String name, Unit unit) {
  /** A figure that counts something. */
  static Figure count(String name) {
    return new Figure(name, Unit.COUNT);
  }

  /** A figure between 0 and 1. */
  static Figure share(String name) {
    return new Figure(name, Unit.SHARE);
  }

  /** Whether it is a whole number, a count, in every row. */
  public boolean whole() {
    return unit == Unit.COUNT;
  }
}
