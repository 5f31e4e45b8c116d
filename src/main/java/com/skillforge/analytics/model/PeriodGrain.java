package com.skillforge.analytics.model;

/** The length of a KPI row's period. */
public enum PeriodGrain {
  /** From 00:00 UTC. */
  DAY("day"),
  /** From Monday 00:00 UTC. */
  WEEK("week"),
  /** From the first of the month, 00:00 UTC. */
  MONTH("month"),
  /** An academic term, as the terms file says. */
  TERM("term");

  private final String label;

  PeriodGrain(String label) {
    this.label = label;
  }

  /** The grain of a label. */
  public static PeriodGrain of(String label) {
    for (PeriodGrain grain : values()) {
      if (grain.label.equals(label)) {
        return grain;
      }
    }
    throw new IllegalArgumentException("no period grain is called " + label);
  }

  /** The spelling in {@code kpi_values.period_grain}. */
  public String label() {
    return label;
  }
}
