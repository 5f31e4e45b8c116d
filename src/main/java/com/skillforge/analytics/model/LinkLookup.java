package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Where a stream looks identity links up. */
public interface LinkLookup extends Serializable {
  /** Starts looking up, on one worker and in one thread. */
  Session open();

  /** Looks up, and remembers for a while. */
  interface Session extends AutoCloseable {
    /**
     * The links of those aliases that have one.
     *
     * @param fresh told each link that was not remembered
     */
    Map<Alias, IdentityLink> find(Set<Alias> aliases, Consumer<IdentityLink> fresh);

    @Override
    void close();
  }
}
