package com.skillforge.analytics.simulation;

import java.util.ArrayList;
import java.util.List;

/** How one learner's readiness grows over the semester, in points from 0 to 100. */
final class Readiness {
  /** An intervention takes a week to show. */
  private static final long EFFECT_AFTER = SemesterCalendar.WEEK;

  private record Lift(long from, double points) {}

  private final double start;
  private final double pointsPerWeek;
  private final List<Lift> lifts = new ArrayList<>();

  Readiness(Randomness random) {
    this.start = random.bell(57, 11);
    this.pointsPerWeek = random.bell(0.7, 0.45);
  }

  /** The learner takes part in an intervention. */
  void lift(long at, double points) {
    lifts.add(new Lift(at + EFFECT_AFTER, points));
  }

  double at(long millis) {
    double weeks = (millis - SemesterCalendar.START) / (double) SemesterCalendar.WEEK;
    double points = start + pointsPerWeek * weeks;
    for (Lift lift : lifts) {
      points += lift.from() <= millis ? lift.points() : 0;
    }
    return points;
  }

  /** A score as an assessment or a recalculation finds it: with an error, to one decimal. */
  double measuredAt(long millis, double error, Randomness random) {
    double points = Math.max(3, Math.min(99, at(millis) + random.bell(0, error)));
    return Math.round(points * 10) / 10.0;
  }
}
