package com.skillforge.analytics.model;

import java.time.Duration;

/** The length of a KPI row's period. */
public enum PeriodGrain {
  /** From 00:00 UTC. */
  DAY("day", 1),
  /** From Monday 00:00 UTC. */
  WEEK("week", 7),
  /** From the first of the month, 00:00 UTC. */
  MONTH("month", 31),
  /** An academic term, as the terms file says. */
  TERM("term", 366);

  private final String label;
  private final int maxDays;

  PeriodGrain(String label, int maxDays) {
    this.label = label;
    this.maxDays = maxDays;
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

  /** How long a period of this grain is at most. */
  public Duration longest() {
    return Duration.ofDays(maxDays);
  }
}
