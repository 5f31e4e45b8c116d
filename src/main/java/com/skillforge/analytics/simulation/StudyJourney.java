package com.skillforge.analytics.simulation;

import com.skillforge.analytics.plan.Persona;
import java.util.List;
import java.util.Optional;

/** What a learner achieves: assessments, the readiness scores that follow, and the alerts. */
final class StudyJourney {
  /** Weeks in which a course has its self-assessments. */
  private static final List<Integer> STUDENT_WEEKS = List.of(1, 4, 7, 11, 15);

  private static final List<Integer> CAREER_CHANGER_WEEKS = List.of(2, 6, 10, 14);

  private static final double TAKES_PART = 0.82;
  private static final double SECOND_VERSION = 0.3;
  private static final double RECALCULATED_AFTERWARDS = 0.75;
  private static final double RECALCULATED_IN_WEEK = 0.3;
  private static final double ALERT = 0.35;
  private static final double LOW = 60;

  private static final List<String> MODULES =
      List.of("design-thinking", "statistics-1", "writing-lab", "cloud-basics", "negotiation");

  private final RecordLog log;
  private final Roster roster;
  private final long seed;
  private final double milestones;

  StudyJourney(RecordLog log, Roster roster, SimulationSettings settings) {
    this.log = log;
    this.roster = roster;
    this.seed = settings.seed();
    this.milestones = settings.milestones();
  }

  void write(Person person, Readiness readiness) {
    Randomness random = person.random(seed, "study");
    // The first estimate, from what the intake form says.
    recalculation(person, readiness, person.createdAt() + SemesterCalendar.HOUR, random);
    List<Integer> weeks =
        person.persona() == Persona.STUDENT ? STUDENT_WEEKS : CAREER_CHANGER_WEEKS;
    for (int week : weeks) {
      if (random.chance(TAKES_PART * milestones)) {
        assessment(person, readiness, week, random);
      }
    }
    for (int week = 0; week < SemesterCalendar.WEEKS; week++) {
      if (random.chance(RECALCULATED_IN_WEEK * milestones)) {
        long night =
            SemesterCalendar.weekStart(week)
                + random.between(0, 7) * SemesterCalendar.DAY
                + 2 * SemesterCalendar.HOUR;
        recalculation(person, readiness, night + random.between(0L, SemesterCalendar.HOUR), random);
      }
    }
  }

  private void assessment(Person person, Readiness readiness, int week, Randomness random) {
    long at = SemesterCalendar.momentInWeek(week, person.persona(), random);
    boolean second = random.chance(SECOND_VERSION);
    String module = random.pick(MODULES);
    double score = readiness.measuredAt(at, 4, random);
    String assessmentId = "assess_" + week + "_" + module;
    log.event(
        person,
        second ? "assessment_completed_v2" : "assessment_completed",
        at,
        "/assessments/" + module,
        random,
        json -> {
          json.put("assessment_id", assessmentId);
          json.put("readiness_score", score);
          if (second) {
            json.put("module_id", module);
          }
        });
    if (random.chance(RECALCULATED_AFTERWARDS)) {
      long later = at + random.skewed(SemesterCalendar.MINUTE, 5 * SemesterCalendar.HOUR);
      recalculation(person, readiness, later, random);
    }
  }

  private void recalculation(Person person, Readiness readiness, long at, Randomness random) {
    double score = readiness.measuredAt(at, 2, random);
    log.measurement(
        person,
        "readiness_recalculated",
        Topics.READINESS,
        person.id(),
        at,
        random,
        json -> {
          json.put("user_id", person.id());
          json.put("persona", person.persona().label());
          json.put("readiness_score", score);
          json.put("recalculated_at", Payloads.timestamp(at, random));
          json.put("model_version", "r7");
        });
    Optional<Person> advisor = roster.advisorOf(person, at);
    boolean known = !person.optOuts().contain(at) && person.isHere(at);
    if (score < LOW && known && advisor.isPresent() && random.chance(ALERT)) {
      alert(advisor.get(), person, score, at + random.between(1_000L, 60_000L), random);
    }
  }

  private void alert(Person advisor, Person student, double score, long at, Randomness random) {
    log.event(
        advisor,
        "readiness_alert_triggered",
        at,
        "/advisor/alerts",
        random,
        json -> {
          json.put("student_id", student.id());
          json.put("readiness_score", score);
        });
  }
}
