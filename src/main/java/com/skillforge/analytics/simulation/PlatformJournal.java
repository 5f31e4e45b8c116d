package com.skillforge.analytics.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.simulation.Roster.Assignment;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;

/** What the platform reports by itself: the roster, O*NET releases, and the jobs that load them. */
final class PlatformJournal {
  private static final long RELEASE_EVERY = 2 * SemesterCalendar.WEEK;
  private static final int RELEASES = 8;

  /** This release is loaded too late. */
  private static final int BREACH = 4;

  private final RecordLog log;
  private final Medium medium;
  private final long seed;

  PlatformJournal(RecordLog log, SimulationSettings settings) {
    this.log = log;
    this.medium = settings.medium();
    this.seed = settings.seed();
  }

  void writeRoster(Roster roster) {
    for (Assignment assignment : roster.assignments()) {
      Randomness random = assignment.student().random(seed, "sync-" + assignment.from());
      if (assignment.mistake() && medium == Medium.FILES) {
        continue;
      }
      String key = key(assignment);
      long arrival = assignment.from() + random.skewed(50, 3_000);
      log.platform(
          Topics.ROSTER, key, "roster_assignment", arrival, assignment(assignment, false, random));
      if (assignment.mistake()) {
        long noticed = arrival + random.between(2, 20) * SemesterCalendar.HOUR;
        log.tombstone(Topics.ROSTER, key, "roster_assignment", noticed);
      } else if (!assignment.isOpen()) {
        long closed = assignment.until() + random.skewed(50, 3_000);
        log.platform(
            Topics.ROSTER, key, "roster_assignment", closed, assignment(assignment, true, random));
      }
    }
  }

  void writeJobs() {
    Randomness random = Randomness.of(seed, "jobs", 0);
    for (int i = 0; i < RELEASES; i++) {
      String version = "30." + (i + 1);
      long released =
          SemesterCalendar.START
              + i * RELEASE_EVERY
              + SemesterCalendar.DAY
              + random.between(9 * SemesterCalendar.HOUR, 17 * SemesterCalendar.HOUR);
      ObjectNode json = log.payloads().platformRecord("onet_release_published");
      json.put("release_version", version);
      json.put("released_at", Payloads.timestamp(released));
      log.platform(Topics.JOBS, version, "onet_release_published", released + 2_000, json);

      long started =
          released + random.between(2 * SemesterCalendar.HOUR, 9 * SemesterCalendar.HOUR);
      if (i % 3 == 1 || i == BREACH) {
        job("onet", version, started, "failed", random);
        started += (i == BREACH ? 52 : 14) * SemesterCalendar.HOUR;
      }
      job("onet", version, started, "succeeded", random);
      if (i % 2 == 0) {
        job("bls_wages", version, started + SemesterCalendar.DAY, "succeeded", random);
      }
    }
  }

  private void job(String dataset, String version, long started, String status, Randomness random) {
    long finished =
        started + random.between(20 * SemesterCalendar.MINUTE, 3 * SemesterCalendar.HOUR);
    ObjectNode json = log.payloads().platformRecord("etl_job_finished");
    json.put("job_id", "job_" + random.hex(1));
    json.put("dataset", dataset);
    json.put("release_version", version);
    json.put("started_at", Payloads.timestamp(started));
    json.put("finished_at", Payloads.timestamp(finished));
    json.put("status", status);
    log.platform(Topics.JOBS, version, "etl_job_finished", finished + 1_500, json);
  }

  private ObjectNode assignment(Assignment assignment, boolean closed, Randomness random) {
    ObjectNode json = log.payloads().record(assignment.student(), "roster_assignment", random);
    // The natural key of an assignment is its id: the roster sync sends no other.
    json.remove("record_id");
    json.put("tenant_id", assignment.student().tenant().id());
    json.put("advisor_id", assignment.advisor().id());
    json.put("student_id", assignment.student().id());
    json.put("assigned_at", Payloads.timestamp(assignment.from()));
    if (closed) {
      json.put("unassigned_at", Payloads.timestamp(assignment.until()));
    }
    return json;
  }

  private static String key(Assignment assignment) {
    return String.join(
        "|",
        assignment.student().tenant().id(),
        assignment.advisor().id(),
        assignment.student().id(),
        Payloads.timestamp(assignment.from()));
  }
}
