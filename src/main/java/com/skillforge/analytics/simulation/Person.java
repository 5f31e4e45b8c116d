package com.skillforge.analytics.simulation;

import com.skillforge.analytics.plan.Persona;
import java.util.Optional;

/**
 * Somebody with an account.
 *
 * @param number unique among all people, from 0
 * @param anonymousId the id of the browser
 * @param piiHash the salted hash that the client sends, where it sends one
 * @param namesTenant whether the client writes the tenant's id; only the default one may be left
 *     out
 * @param createdAt when the account was created, in epoch milliseconds
 * @param source {@code self_signup} or {@code roster_provisioned}
 * @param leavesAt after this moment there is nothing more of this person
 * @param erased whether the person leaves by asking for erasure
 * @param energy how busy the person is, 1 being normal
 * @param diligence added to the probability of finishing a task in time
 */
record Person(
    int number,
    Persona persona,
    Tenant tenant,
    String anonymousId,
    Optional<String> piiHash,
    String device,
    boolean namesTenant,
    long createdAt,
    String source,
    long leavesAt,
    boolean erased,
    OptOuts optOuts,
    double energy,
    double diligence) {

  static final String SELF_SIGNUP = "self_signup";
  static final String ROSTER_PROVISIONED = "roster_provisioned";

  /** The {@code user_id}. */
  String id() {
    return "usr_" + (10_000 + number);
  }

  boolean isHere(long millis) {
    return createdAt <= millis && millis < leavesAt;
  }

  /** The same person, leaving by a request for erasure. */
  Person erasing() {
    return new Person(
        number,
        persona,
        tenant,
        anonymousId,
        piiHash,
        device,
        namesTenant,
        createdAt,
        source,
        leavesAt,
        true,
        optOuts,
        energy,
        diligence);
  }

  Randomness random(long seed, String purpose) {
    return Randomness.of(seed, purpose, number);
  }
}
