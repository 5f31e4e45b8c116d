package com.skillforge.analytics.simulation;

import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.Optional;
import java.util.function.Predicate;

/** The topics that the tracking plan has for what is simulated, by their default names. */
final class Topics {
  static final String ACCOUNTS = carrying("account_created");
  static final String ROSTER = carrying("roster_assignment");
  static final String READINESS = carrying("readiness_recalculated");
  static final String TIMINGS = carrying(RecordLog.PAGE_TIMING);
  static final String JOBS = carrying("etl_job_finished");
  static final String PRIVACY = carrying("erasure_requested");

  private Topics() {}

  /** The topic of a persona's analytics events. */
  static String events(Persona persona) {
    return first(topic -> topic.persona().equals(Optional.of(persona)));
  }

  private static String carrying(String recordType) {
    return first(topic -> topic.recordTypes().contains(recordType));
  }

  private static String first(Predicate<Topic> wanted) {
    return TrackingPlan.builtIn().topics().stream()
        .filter(wanted)
        .map(Topic::name)
        .findFirst()
        .orElseThrow();
  }
}
