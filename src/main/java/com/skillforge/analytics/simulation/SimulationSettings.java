package com.skillforge.analytics.simulation;

import java.util.Optional;

/**
 * What to simulate. Equal settings give equal bytes, on any machine and at any time.
 *
 * @param seed selects one of many possible semesters
 * @param size exactly how many records the simulation has, at least {@link #MIN_SIZE}; the number
 *     of people follows from it
 * @param activity how busy each person is; 1 is a normal semester of about a hundred records a
 *     person, less spreads the same number of records over more people
 * @param environment the {@code environment} property of every record; empty leaves it out
 * @param medium where the records go, because files cannot carry everything that Kafka can
 */
public record SimulationSettings(
    long seed, int size, double activity, Optional<String> environment, Medium medium) {

  /** The smallest semester that has room for every record type and every fault. */
  public static final int MIN_SIZE = 500;

  /** The size of the demo. */
  public static final int DEFAULT_SIZE = 200_000;

  /** What carries the records. */
  public enum Medium {
    /** Topics with tombstones and with record timestamps of their own. */
    KAFKA,
    /** Lines: no tombstones, no null values, and the record timestamp is the event time. */
    FILES
  }

  public SimulationSettings {
    if (size < MIN_SIZE) {
      throw new IllegalArgumentException(
          "A simulated semester needs at least " + MIN_SIZE + " records; asked for " + size + ".");
    }
    if (!(activity > 0 && activity <= 2)) {
      throw new IllegalArgumentException(
          "The activity of a simulated semester lies in (0, 2]; asked for " + activity + ".");
    }
  }

  /**
   * How many of the occasions of a semester (assessments, plans, uploads) a person takes, 1 being
   * normal. Less quiet than sessions are, so that a small simulation still has some of each.
   */
  double milestones() {
    return Math.min(1, StrictMath.sqrt(activity));
  }

  /** A semester for Kafka; a small one is quieter, so that it still has a few dozen people. */
  public static SimulationSettings of(long seed, int size) {
    double activity = Math.max(0.15, Math.min(1, size / 20_000.0));
    return new SimulationSettings(seed, size, activity, Optional.empty(), Medium.KAFKA);
  }
}
