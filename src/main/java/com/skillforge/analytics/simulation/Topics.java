package com.skillforge.analytics.simulation;

import com.skillforge.analytics.plan.Persona;

/** The topics by their default names. */
final class Topics {
  static final String ACCOUNTS = "platform.accounts";
  static final String ROSTER = "advisor.roster";
  static final String READINESS = "readiness.recalculations";
  static final String TIMINGS = "frontend.timings";
  static final String JOBS = "etl.jobs";
  static final String PRIVACY = "privacy.requests";

  private Topics() {}

  /** The topic of a persona's analytics events. */
  static String events(Persona persona) {
    return "analytics.events." + persona.label();
  }
}
