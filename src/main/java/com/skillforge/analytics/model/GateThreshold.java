package com.skillforge.analytics.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What gates take for usual, one number each. */
public enum GateThreshold {
  /** How many weeks before count. */
  WEEKS(8, 1, 52),
  /** In how many of these the weekday must have been busy. */
  LEAST_WEEKS(4, 1, 52),
  /** How many records make a day busy. */
  BUSY(200, 1, 1e12),
  /** How many records there must be on such a day before their absence says anything. */
  USUAL_OF_ALL(1000, 1, 1e12),
  /** The same of one record type. */
  USUAL_OF_TYPE(200, 1, 1e12),
  /** Less than this part of the usual has vanished. */
  VANISHED(0.02, 0, 1),
  /** More than so many times the busiest day of these weeks is no traffic. */
  FLOOD(20, 1, 1e12),
  /**
   * Between this part of the usual, and as many times it, a day is an ordinary one: only on such
   * days it says something that one thing is missing.
   */
  ORDINARY(0.5, 0, 1),
  /** How many days before count for how often properties are left out. */
  NULL_DAYS(28, 4, 366),
  /** By how much a property may be left out more often. */
  NULL_MARGIN(0.10, 0, 1),
  /** By how much the share of a persona may change. */
  PERSONA_MARGIN(0.15, 0, 1),
  /** Of how many records a property may be that the plan does not know. */
  UNKNOWN_MARGIN(0.01, 0, 1);

  private final double usual;
  private final double least;
  private final double most;

  GateThreshold(double usual, double least, double most) {
    this.usual = usual;
    this.least = least;
    this.most = most;
  }

  /** The name in {@code --gateThresholds}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is unless somebody says otherwise. */
  public double usual() {
    return usual;
  }

  /** Whether it is a number of things, not a part of something. */
  public boolean isWhole() {
    return most > 1 && this != FLOOD;
  }

  public double least() {
    return least;
  }

  public double most() {
    return most;
  }

  /** The names of all. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(GateThreshold::label).toList();
  }
}
