package com.skillforge.analytics.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.skillforge.analytics.simulation.Interventions.Intervention;
import java.util.List;

/** What an advisor does for students: notes, cohort assignments, reports. */
final class AdvisorJourney {
  private static final double NOTES_PER_WEEK = 5;
  private static final double REPORTS_PER_WEEK = 0.35;

  private final RecordLog log;
  private final Roster roster;
  private final long seed;
  private final double activity;

  AdvisorJourney(RecordLog log, Roster roster, SimulationSettings settings) {
    this.log = log;
    this.roster = roster;
    this.seed = settings.seed();
    this.activity = settings.activity();
  }

  void write(Person advisor, List<Intervention> interventions) {
    Randomness random = advisor.random(seed, "advising");
    for (int week = 0; week < SemesterCalendar.WEEKS; week++) {
      double load = SemesterCalendar.weekLoad(week, advisor.tenant()) * activity;
      int notes = random.poisson(NOTES_PER_WEEK * load);
      for (int i = 0; i < notes; i++) {
        note(advisor, SemesterCalendar.momentInWeek(week, advisor.persona(), random), random);
      }
      int reports = random.poisson(REPORTS_PER_WEEK * load);
      for (int i = 0; i < reports; i++) {
        report(advisor, SemesterCalendar.momentInWeek(week, advisor.persona(), random), random);
      }
    }
    interventions.forEach(intervention -> cohort(intervention, random));
  }

  private void note(Person advisor, long at, Randomness random) {
    List<Person> students = roster.adviseesOf(advisor, at);
    if (students.isEmpty()) {
      return;
    }
    String studentId = random.pick(students).id();
    log.event(
        advisor,
        "advisor_note_added",
        at,
        "/advisor/students/" + studentId,
        random,
        json -> json.put("student_id", studentId));
  }

  private void report(Person advisor, long at, Randomness random) {
    String reportId = "rep_" + random.hex(1);
    log.event(
        advisor,
        "report_export_generated",
        at,
        "/advisor/reports",
        random,
        json -> json.put("report_id", reportId));
  }

  private void cohort(Intervention intervention, Randomness random) {
    log.event(
        intervention.advisor(),
        "cohort_assessment_assigned",
        intervention.at(),
        "/advisor/cohorts",
        random,
        json -> {
          json.put("cohort_id", intervention.cohortId());
          json.put("assessment_id", "assess_cohort_" + intervention.cohortId());
          ArrayNode members = json.putArray("student_ids");
          intervention.members().forEach(member -> members.add(member.id()));
        });
  }
}
