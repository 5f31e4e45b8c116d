package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/** Where the persona of those is looked up who sent records without one. */
public interface PersonaLookup extends Serializable {
  /** The namespace of the counters below. */
  String METRICS = "PersonaLookup";

  /** The counter of records whose persona was looked up. */
  String LOOKED_UP = "looked_up";

  /** The counter of those that nothing was found for. */
  String MISSING = "missing";

  /** The counter of those for which nobody could be asked. */
  String FAILED = "failed";

  /** The counter of users who were remembered, so that nobody was asked. */
  String CACHE_HITS = "cache_hits";

  /** The distribution of how long was asked for, tries and pauses included, in microseconds. */
  String MICROS = "micros";

  /** Starts looking up, on one worker and in one thread. */
  Session open();

  /** Looks up, and remembers for a while. */
  interface Session extends AutoCloseable {
    /**
     * What there is of each of the users.
     *
     * @param users by their user ids; so few that they can be asked for at once
     * @return an answer for every one
     */
    Map<Alias, LookedUpPersona> find(Set<Alias> users);

    @Override
    void close();
  }
}
