package com.skillforge.analytics.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** A PostgreSQL in the role of the User Service, for this machine and this demo only. */
public final class EmbeddedIdentity implements AutoCloseable {
  private static final String CREATE =
      """
      CREATE TABLE identity_links(
        tenant_id text,
        alias_type text,
        alias text,
        canonical_user_id text,
        linked_at timestamptz,
        PRIMARY KEY (tenant_id, alias_type, alias))
      """;
  private static final String COUNT =
      "SELECT count(*) FROM identity_links WHERE tenant_id = ? AND canonical_user_id = ?";
  private static final String COPY = "COPY identity_links FROM STDIN WITH (FORMAT csv, HEADER)";

  private final EmbeddedPostgres server;

  private EmbeddedIdentity(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server that has the links, after about three seconds.
   *
   * @param linksCsv the table with a header line
   */
  public static EmbeddedIdentity start(String linksCsv) {
    try {
      EmbeddedIdentity identity = new EmbeddedIdentity(EmbeddedPostgres.start());
      identity.load(linksCsv);
      return identity;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load(String linksCsv) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new StringReader(linksCsv));
    } catch (SQLException e) {
      close();
      throw new IllegalStateException("the simulated links cannot be loaded", e);
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  /** How many links lead to a user. */
  public long linksOf(String tenant, String user) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setString(1, tenant);
      count.setString(2, user);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the links cannot be counted", e);
    }
  }

  public String user() {
    return "postgres";
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
