package com.skillforge.analytics.simulation;

import com.skillforge.analytics.plan.Persona;
import java.util.List;

/** The sessions of one person: logins, the pages that are looked at and for how long, matches. */
final class SessionJourney {
  private static final double LEARNER_SESSIONS_PER_WEEK = 1.75;
  private static final double ADVISOR_SESSIONS_PER_WEEK = 4;
  private static final double PAGES_PER_SESSION = 1.9;
  private static final double MATCHES_PER_SESSION = 0.5;

  /** Somebody leaves the screen and comes back: the same session id, but another session. */
  private static final double LONG_PAUSE = 0.03;

  private static final double VISITS_PLANNER_STUDENT = 0.08;
  private static final double VISITS_PLANNER_CAREER_CHANGER = 0.4;

  private static final List<String> PLANNER_PAGES =
      List.of(
          "/financial-planner",
          "/financial-planner/roi",
          "/financial-planner/scenarios?view=salary",
          "/financial-planner#loans");
  private static final List<String> LEARNER_PAGES =
      List.of("/dashboard", "/assessments", "/matches", "/plans", "/skills", "/financial-plans");
  private static final List<String> ADVISOR_PAGES =
      List.of("/advisor/dashboard", "/advisor/students", "/advisor/cohorts", "/advisor/reports");
  private static final List<String> OCCUPATIONS =
      List.of("15-1252.00", "15-2051.00", "29-1141.00", "13-2051.00", "17-2141.00", "25-2031.00");

  private final RecordLog log;
  private final double activity;
  private final long seed;

  SessionJourney(RecordLog log, SimulationSettings settings) {
    this.log = log;
    this.activity = settings.activity();
    this.seed = settings.seed();
  }

  /** All sessions of somebody with an account. */
  void write(Person person) {
    Randomness random = person.random(seed, "sessions");
    boolean advisor = person.persona() == Persona.ADVISOR;
    double rate = advisor ? ADVISOR_SESSIONS_PER_WEEK : LEARNER_SESSIONS_PER_WEEK;
    for (int week = 0; week < SemesterCalendar.WEEKS; week++) {
      double load = SemesterCalendar.weekLoad(week, person.tenant());
      int sessions = random.poisson(rate * load * person.energy() * activity);
      for (int i = 0; i < sessions; i++) {
        session(person, SemesterCalendar.momentInWeek(week, person.persona(), random), random);
      }
    }
  }

  /** The views of somebody who is not signed in, before a moment. */
  void writeAnonymous(Person person, long before, Randomness random) {
    int views = random.between(1, 4);
    for (int i = 0; i < views; i++) {
      long at = before - random.skewed(SemesterCalendar.MINUTE, 3 * SemesterCalendar.DAY);
      if (at < SemesterCalendar.START) {
        continue;
      }
      String occupation = random.pick(OCCUPATIONS);
      int blank = random.weighted(0.03, 0.03, 0.94);
      log.anonymousEvent(
          person,
          "career_match_viewed",
          at,
          "/matches/" + occupation,
          random,
          json -> {
            json.put("occupation_id", occupation);
            // Some clients send an empty user id instead of none: still nobody in particular.
            if (blank == 0) {
              json.put("user_id", "");
            } else if (blank == 1) {
              json.putNull("user_id");
            }
          });
    }
    if (before > SemesterCalendar.START && random.chance(0.3)) {
      long shown = random.skewed(1_000, 3 * SemesterCalendar.MINUTE);
      log.measurement(
          person,
          RecordLog.PAGE_TIMING,
          Topics.TIMINGS,
          person.anonymousId(),
          before,
          random,
          json -> {
            json.put("anonymous_id", person.anonymousId());
            json.put("persona", person.persona().label());
            json.put("context_page", "/welcome");
            json.put("engaged_ms", shown);
            json.put("started_at", Payloads.timestamp(before, random));
          });
    }
  }

  private void session(Person person, long start, Randomness random) {
    String sessionId = "ses_" + random.hex(1);
    boolean advisor = person.persona() == Persona.ADVISOR;
    log.event(
        person,
        "session_started",
        start,
        advisor ? "/advisor/login" : "/login",
        random,
        json -> json.put("session_id", sessionId));
    long at = start + random.between(500, 4_000);
    int pages = random.poisson(PAGES_PER_SESSION);
    for (int i = 0; i < pages; i++) {
      at =
          page(person, sessionId, at, random.pick(advisor ? ADVISOR_PAGES : LEARNER_PAGES), random);
    }
    double planner =
        switch (person.persona()) {
          case STUDENT -> VISITS_PLANNER_STUDENT;
          case CAREER_CHANGER -> VISITS_PLANNER_CAREER_CHANGER;
          case ADVISOR -> 0;
        };
    if (random.chance(planner)) {
      int views = 1 + random.poisson(0.7);
      for (int i = 0; i < views; i++) {
        at = page(person, sessionId, at, random.pick(PLANNER_PAGES), random);
      }
    }
    if (random.chance(LONG_PAUSE)) {
      at += random.between(31 * SemesterCalendar.MINUTE, 3 * SemesterCalendar.HOUR);
      page(person, sessionId, at, "/dashboard", random);
    }
    int matches = advisor ? 0 : random.poisson(MATCHES_PER_SESSION);
    for (int i = 0; i < matches; i++) {
      match(
          person, sessionId, start + random.between(5_000L, 15 * SemesterCalendar.MINUTE), random);
    }
  }

  private void match(Person person, String sessionId, long at, Randomness random) {
    String occupation = random.pick(OCCUPATIONS);
    boolean scored = random.chance(0.9);
    log.event(
        person,
        "career_match_viewed",
        at,
        "/matches/" + occupation,
        random,
        json -> {
          json.put("session_id", sessionId);
          json.put("occupation_id", occupation);
          if (scored) {
            json.put("compatibility_score", random.between(20, 101));
          }
        });
  }

  /** Looks at a page and returns when the next one can begin. */
  private long page(Person person, String sessionId, long at, String page, Randomness random) {
    boolean planner = PLANNER_PAGES.contains(page);
    long engaged =
        planner
            ? random.skewed(SemesterCalendar.MINUTE, 25 * SemesterCalendar.MINUTE)
            : random.skewed(2_000, 9 * SemesterCalendar.MINUTE);
    boolean named = random.chance(0.97);
    log.measurement(
        person,
        RecordLog.PAGE_TIMING,
        Topics.TIMINGS,
        sessionId,
        at,
        random,
        json -> {
          if (named) {
            json.put("session_id", sessionId);
          }
          json.put("user_id", person.id());
          json.put("anonymous_id", person.anonymousId());
          json.put("persona", person.persona().label());
          json.put("context_page", page);
          json.put("engaged_ms", engaged);
          json.put("started_at", Payloads.timestamp(at, random));
        });
    return at + engaged + random.skewed(200, 2 * SemesterCalendar.MINUTE);
  }
}
