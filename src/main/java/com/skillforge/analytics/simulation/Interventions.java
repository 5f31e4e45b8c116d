package com.skillforge.analytics.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cohorts that advisors form for students with low readiness, and the good they do. */
final class Interventions {
  private static final List<Integer> WEEKS = List.of(3, 6, 10, 14);
  private static final double CLEARLY_LOW = 62;
  private static final double JOINS_ANYWAY = 0.08;

  /** An assessment that an advisor assigns to a cohort at one moment. */
  record Intervention(Person advisor, long at, String cohortId, List<Person> members) {}

  private final List<Intervention> all = new ArrayList<>();

  /**
   * Plans all interventions in the order of time, because a student who was helped is less likely
   * to need the next one.
   */
  Interventions(Population population, Map<Integer, Readiness> readiness, long seed) {
    for (int week : WEEKS) {
      for (Person advisor : population.advisors()) {
        Randomness random = advisor.random(seed, "cohort-" + week);
        long at = SemesterCalendar.momentInWeek(week, advisor.persona(), random);
        List<Person> members = new ArrayList<>();
        for (Person student : population.roster().adviseesOf(advisor, at)) {
          Readiness state = readiness.get(student.number());
          if (state.at(at) < CLEARLY_LOW || random.chance(JOINS_ANYWAY)) {
            members.add(student);
            state.lift(at, Math.max(0, random.bell(6, 3)));
          }
        }
        if (!members.isEmpty()) {
          String cohortId = "cohort_" + advisor.number() + "_w" + week;
          all.add(new Intervention(advisor, at, cohortId, List.copyOf(members)));
        }
      }
    }
  }

  List<Intervention> of(Person advisor) {
    return all.stream().filter(i -> i.advisor().number() == advisor.number()).toList();
  }
}
