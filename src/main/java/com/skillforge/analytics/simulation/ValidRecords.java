package com.skillforge.analytics.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Valid records of one student at one moment, as raw material for broken ones.
 *
 * @param at the event time of all of them, in epoch milliseconds
 */
record ValidRecords(Payloads payloads, Person student, long at, Randomness random) {

  ObjectNode session() {
    return event("session_started", "/login");
  }

  ObjectNode onboarding() {
    return event("student_onboarding_completed", "/onboarding");
  }

  ObjectNode assessment() {
    return event("assessment_completed", "/assessments/statistics-1")
        .put("assessment_id", "assess_4_statistics-1")
        .put("readiness_score", 61.5);
  }

  ObjectNode match() {
    return event("career_match_viewed", "/matches/15-1252.00")
        .put("occupation_id", "15-1252.00")
        .put("compatibility_score", 88);
  }

  ObjectNode plan() {
    ObjectNode json = event("action_plan_accepted", "/plans/plan_x").put("plan_id", "plan_x");
    json.putArray("tasks")
        .addObject()
        .put("task_id", "plan_x_t0")
        .put("due_at", Payloads.timestamp(at + SemesterCalendar.WEEK));
    return json;
  }

  ObjectNode task() {
    return event("task_completion_logged", "/plans/plan_x")
        .put("plan_id", "plan_x")
        .put("task_id", "plan_x_t0");
  }

  ObjectNode timing() {
    return payloads
        .record(student, RecordLog.PAGE_TIMING, random)
        .put("user_id", student.id())
        .put("anonymous_id", student.anonymousId())
        .put("persona", student.persona().label())
        .put("context_page", "/dashboard")
        .put("engaged_ms", 12_500)
        .put("started_at", Payloads.timestamp(at));
  }

  ObjectNode account() {
    return payloads
        .record(student, "account_created", random)
        .put("user_id", student.id())
        .put("tenant_id", student.tenant().id())
        .put("persona", student.persona().label())
        .put("created_at", Payloads.timestamp(at))
        .put("source", Person.SELF_SIGNUP);
  }

  ObjectNode readiness() {
    return payloads
        .record(student, "readiness_recalculated", random)
        .put("user_id", student.id())
        .put("persona", student.persona().label())
        .put("readiness_score", 61.5)
        .put("recalculated_at", Payloads.timestamp(at));
  }

  ObjectNode job() {
    return payloads
        .platformRecord("etl_job_finished")
        .put("job_id", "job_x")
        .put("dataset", "onet")
        .put("release_version", "30.1")
        .put("started_at", Payloads.timestamp(at))
        .put("finished_at", Payloads.timestamp(at + SemesterCalendar.HOUR))
        .put("status", "failed");
  }

  private ObjectNode event(String name, String page) {
    return payloads.event(student, true, name, at, page, random);
  }
}
