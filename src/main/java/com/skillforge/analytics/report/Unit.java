package com.skillforge.analytics.report;

/** What a KPI's value is a number of. */
enum Unit {
  /** From 0 to 1, where it is not a fall, which may be negative. */
  SHARE,
  MINUTES,
  /** Points of readiness, more or fewer. */
  POINTS,
  PEOPLE
}
