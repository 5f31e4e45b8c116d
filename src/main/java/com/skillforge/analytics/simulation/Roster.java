package com.skillforge.analytics.simulation;

import com.skillforge.analytics.plan.Persona;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who advises whom, and when. */
final class Roster {
  private static final long SYNC_AT = 4 * SemesterCalendar.HOUR;
  private static final double CAREER_CHANGER_HAS_ADVISOR = 0.4;
  private static final double CHANGES_ADVISOR = 0.08;
  private static final double MISTAKE = 0.015;

  /**
   * One interval in which an advisor looks after a student.
   *
   * @param until the end, exclusive; {@link Long#MAX_VALUE} while it is open
   * @param mistake whether the assignment is void
   */
  record Assignment(Person advisor, Person student, long from, long until, boolean mistake) {
    boolean isOpen() {
      return until == Long.MAX_VALUE;
    }

    boolean holdsAt(long millis) {
      return !mistake && from <= millis && millis < until;
    }
  }

  private final List<Assignment> assignments = new ArrayList<>();
  private final Map<Integer, List<Assignment>> byStudent = new TreeMap<>();

  Roster(List<Person> learners, Map<Tenant, List<Person>> advisors, long seed) {
    for (Person learner : learners) {
      assign(learner, advisors.get(learner.tenant()), learner.random(seed, "roster"));
    }
  }

  List<Assignment> assignments() {
    return assignments;
  }

  Optional<Person> advisorOf(Person student, long millis) {
    return byStudent.getOrDefault(student.number(), List.of()).stream()
        .filter(assignment -> assignment.holdsAt(millis))
        .map(Assignment::advisor)
        .findFirst();
  }

  /** The students that an advisor looks after at a moment. */
  List<Person> adviseesOf(Person advisor, long millis) {
    return assignments.stream()
        .filter(a -> a.advisor().number() == advisor.number() && a.holdsAt(millis))
        .map(Assignment::student)
        .toList();
  }

  private void assign(Person student, List<Person> advisors, Randomness random) {
    boolean hasAdvisor =
        student.persona() == Persona.STUDENT || random.chance(CAREER_CHANGER_HAS_ADVISOR);
    long from = nextSync(student.createdAt(), random);
    Person advisor = advisors.get(student.number() % advisors.size());
    if (!hasAdvisor) {
      return;
    }
    if (random.chance(MISTAKE) || student.number() == 1) {
      long mistaken = from - random.between(1, 60) * SemesterCalendar.MINUTE;
      add(new Assignment(advisor, student, mistaken, Long.MAX_VALUE, true));
    }
    long change = nextSync(random.between(from, SemesterCalendar.END), random);
    if (change < SemesterCalendar.END && random.chance(CHANGES_ADVISOR)) {
      Person next = advisors.get((student.number() + 1) % advisors.size());
      add(new Assignment(advisor, student, from, change, false));
      add(new Assignment(next, student, change, Long.MAX_VALUE, false));
    } else {
      add(new Assignment(advisor, student, from, Long.MAX_VALUE, false));
    }
  }

  private void add(Assignment assignment) {
    assignments.add(assignment);
    byStudent
        .computeIfAbsent(assignment.student().number(), n -> new ArrayList<>())
        .add(assignment);
  }

  private static long nextSync(long millis, Randomness random) {
    return SemesterCalendar.midnightOf(millis)
        + SemesterCalendar.DAY
        + SYNC_AT
        + random.between(0L, 10 * SemesterCalendar.MINUTE);
  }
}
