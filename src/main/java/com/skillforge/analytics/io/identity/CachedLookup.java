package com.skillforge.analytics.io.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.skillforge.analytics.io.Backoff;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkLookup;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks links up in the table, a few hundred aliases with each query, and remembers them, and that
 * there are none.
 *
 * @param maxRemembered how many aliases are remembered at most
 * @param timeToLive for how long
 * @param patience how long to keep trying when the data base goes away
 */
record CachedLookup(
    LinkDatabase database, int maxRemembered, Duration timeToLive, Duration patience)
    implements LinkLookup {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(CachedLookup.class);
  private static final int ALIASES_PER_QUERY = 500;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  @Override
  public Session open() {
    return new CachedSession();
  }

  private final class CachedSession implements Session {
    private final Cache<Alias, Optional<IdentityLink>> remembered =
        Caffeine.newBuilder().maximumSize(maxRemembered).expireAfterWrite(timeToLive).build();
    private @Nullable Connection connection;

    @Override
    public Map<Alias, IdentityLink> find(Set<Alias> aliases, Consumer<IdentityLink> fresh) {
      Map<Alias, IdentityLink> found = new HashMap<>();
      List<Alias> unknown = new ArrayList<>();
      for (Alias alias : aliases) {
        Optional<IdentityLink> known = remembered.getIfPresent(alias);
        if (known == null) {
          unknown.add(alias);
        } else {
          known.ifPresent(link -> found.put(alias, link));
        }
      }
      for (int from = 0; from < unknown.size(); from += ALIASES_PER_QUERY) {
        List<Alias> portion =
            unknown.subList(from, Math.min(unknown.size(), from + ALIASES_PER_QUERY));
        Map<Alias, IdentityLink> links = patiently(portion);
        for (Alias alias : portion) {
          remembered.put(alias, Optional.ofNullable(links.get(alias)));
        }
        links.values().forEach(fresh);
        found.putAll(links);
      }
      return found;
    }

    /** Tries again, after pauses that grow, as long as the data base may come back. */
    private Map<Alias, IdentityLink> patiently(List<Alias> aliases) {
      Backoff backoff = Backoff.of(FIRST_PAUSE, LONGEST_PAUSE, patience);
      while (true) {
        try {
          return look(aliases);
        } catch (SQLException e) {
          close();
          if (!database.isTransient(e) || !backoff.pause()) {
            throw database.explain(e);
          }
          LOG.info("{} cannot be asked, trying again", database.name());
        }
      }
    }

    private Map<Alias, IdentityLink> look(List<Alias> aliases) throws SQLException {
      if (connection == null) {
        connection = database.open();
      }
      Map<Alias, IdentityLink> links = LinkQueries.find(connection, database.name(), aliases);
      if (!connection.getAutoCommit()) {
        connection.rollback(); // the next query is to see what has changed
      }
      return links;
    }

    @Override
    public void close() {
      try {
        if (connection != null) {
          connection.close();
        }
      } catch (SQLException e) {
        LOG.debug("the connection was broken already", e);
      } finally {
        connection = null;
      }
    }
  }
}
