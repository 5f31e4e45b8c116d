package com.skillforge.analytics.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.simulation.OptOuts.Interval;

/** The life of an account: creation, onboarding, tracking off and on again, erasure. */
final class AccountJourney {
  private static final double ONBOARDS_IN_TIME_SIGNED_UP = 0.78;
  private static final double ONBOARDS_IN_TIME_PROVISIONED = 0.62;
  private static final double ONBOARDS_LATE = 0.5;

  private final RecordLog log;
  private final long seed;

  AccountJourney(RecordLog log, SimulationSettings settings) {
    this.log = log;
    this.seed = settings.seed();
  }

  void write(Person person) {
    Randomness random = person.random(seed, "account");
    ObjectNode account = log.payloads().record(person, "account_created", random);
    account.put("user_id", person.id());
    account.put("persona", person.persona().label());
    account.put("created_at", Payloads.timestamp(person.createdAt(), random));
    account.put("source", person.source());
    // An account always names its tenant, the default one too.
    account.put("tenant_id", person.tenant().id());
    long arrival = person.createdAt() + random.skewed(50, 3_000);
    log.platform(Topics.ACCOUNTS, person.id(), "account_created", arrival, account);

    if (person.persona() == Persona.STUDENT) {
      onboarding(person, random);
    }
    for (Interval interval : person.optOuts().intervals()) {
      preference(person, interval.open(), true, random);
      if (interval.closes()) {
        preference(person, interval.close(), false, random);
      }
    }
    if (person.erased()) {
      erasure(person, random);
    }
  }

  private void onboarding(Person person, Randomness random) {
    boolean signedUp = person.source().equals(Person.SELF_SIGNUP);
    boolean inTime =
        random.chance(signedUp ? ONBOARDS_IN_TIME_SIGNED_UP : ONBOARDS_IN_TIME_PROVISIONED);
    if (!inTime && !random.chance(ONBOARDS_LATE)) {
      return;
    }
    long after =
        inTime
            ? random.skewed(4 * SemesterCalendar.MINUTE, SemesterCalendar.DAY)
            : random.skewed(SemesterCalendar.DAY, 12 * SemesterCalendar.DAY);
    long at = person.createdAt() + after;
    log.event(person, "student_onboarding_completed", at, "/onboarding", random, json -> {});
  }

  private void preference(Person person, long at, boolean optOut, Randomness random) {
    log.event(
        person,
        "settings_tracking_opt_out",
        at,
        "/settings/privacy",
        random,
        json -> json.put("opt_out_status", optOut));
  }

  private void erasure(Person person, Randomness random) {
    ObjectNode request = log.payloads().platformRecord("erasure_requested");
    request.put("request_id", "erase_" + random.hex(1));
    request.put("user_id", person.id());
    request.put("tenant_id", person.tenant().id());
    request.put("requested_at", Payloads.timestamp(person.leavesAt(), random));
    long arrival = person.leavesAt() + random.skewed(50, 3_000);
    log.platform(Topics.PRIVACY, person.id(), "erasure_requested", arrival, request);
  }
}
