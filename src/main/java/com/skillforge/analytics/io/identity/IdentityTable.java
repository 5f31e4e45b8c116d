package com.skillforge.analytics.io.identity;

import com.skillforge.analytics.io.LinkStore;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.secrets.Secret;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.LinkBlock;
import com.skillforge.analytics.model.LinkLookup;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** The User Service's table of identity links; it is only ever read, except by erasure. */
public final class IdentityTable implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LinkDatabase database;

  private IdentityTable(LinkDatabase database) {
    this.database = database;
  }

  /**
   * The table in PostgreSQL.
   *
   * @param url a JDBC URL without any password
   */
  public static IdentityTable postgres(String url, String user, Secret password) {
    return new IdentityTable(new PostgresDatabase(url, user, password));
  }

  /** The table as a CSV file with a header line. */
  public static IdentityTable csv(String file) {
    return new IdentityTable(new CsvDatabase(file));
  }

  /**
   * Makes sure that the table can be read and every link be used, before a run starts.
   *
   * @throws SourceException that says what is wrong: no connection, no table, a malformed link, or
   *     merges that go round in a cycle
   */
  public IdentityTable check() {
    with(connection -> LinkQueries.check(connection, database.name()));
    return this;
  }

  /**
   * The table as a store that persons are erased from; empty for a file, which is another's to
   * change.
   *
   * @throws SourceException when nothing can be deleted from it
   */
  public Optional<LinkStore> erasable() {
    if (database instanceof PostgresDatabase postgres) {
      PostgresLinks links = new PostgresLinks(postgres);
      links.check();
      return Optional.of(links);
    }
    return Optional.empty();
  }

  /** Reads all links, each with the user whom it leads to after all merges, packed. */
  public PTransform<PBegin, PCollection<LinkBlock>> readLinks() {
    return new ReadLinks(this);
  }

  /**
   * Looks single links up, for streams.
   *
   * @param maxRemembered how many aliases a worker remembers at most
   * @param timeToLive for how long, so how old a link may be
   * @param patience how long to keep trying when the data base goes away
   */
  public LinkLookup lookup(int maxRemembered, Duration timeToLive, Duration patience) {
    return new CachedLookup(database, maxRemembered, timeToLive, patience);
  }

  /**
   * Hands over all links as {@link #readLinks} does; nothing is kept.
   *
   * @throws SourceException as {@link #check} does: the table may have changed since
   */
  void forEach(Consumer<IdentityLink> consumer) {
    with(
        connection -> {
          LinkQueries.check(connection, database.name());
          LinkQueries.forEach(connection, consumer);
        });
  }

  private interface Work {
    void run(Connection connection) throws SQLException;
  }

  private void with(Work work) {
    try (Connection connection = database.open()) {
      work.run(connection);
    } catch (SQLException e) {
      throw database.explain(e);
    }
  }
}
