package com.skillforge.analytics.io.identity;

import com.skillforge.analytics.io.Backoff;
import com.skillforge.analytics.io.RememberedAnswers;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkLookup;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
    private final RememberedAnswers<Optional<IdentityLink>> remembered =
        new RememberedAnswers<>(maxRemembered, timeToLive, ALIASES_PER_QUERY, answer -> true);
    private @Nullable Connection connection;

    @Override
    public Map<Alias, IdentityLink> find(Set<Alias> aliases, Consumer<IdentityLink> fresh) {
      Map<Alias, IdentityLink> found = new HashMap<>();
      remembered
          .find(aliases, unknown -> ask(unknown, fresh))
          .forEach((alias, answer) -> answer.ifPresent(link -> found.put(alias, link)));
      return found;
    }

    private Map<Alias, Optional<IdentityLink>> ask(
        List<Alias> aliases, Consumer<IdentityLink> fresh) {
      Map<Alias, IdentityLink> links = patiently(aliases);
      links.values().forEach(fresh);
      Map<Alias, Optional<IdentityLink>> answers = new HashMap<>();
      aliases.forEach(alias -> answers.put(alias, Optional.ofNullable(links.get(alias))));
      return answers;
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
