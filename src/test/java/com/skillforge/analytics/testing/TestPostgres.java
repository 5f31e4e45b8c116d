package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.IdentityLink;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A real PostgreSQL with an empty table of identity links. */
public final class TestPostgres implements AutoCloseable {
  public static final String USER = "postgres";

  private static final String CREATE =
      "CREATE TABLE identity_links(tenant_id text, alias_type text, alias text,"
          + " canonical_user_id text, linked_at timestamptz,"
          + " primary key (tenant_id, alias_type, alias))";

  private final EmbeddedPostgres server;

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts a server of its own. */
  public static TestPostgres start() {
    try {
      TestPostgres postgres = new TestPostgres(EmbeddedPostgres.builder().start());
      postgres.execute(CREATE);
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  /** Runs a statement as the owner. */
  public void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a query whose rows are single texts. */
  public List<String> query(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(row.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replaces all links. */
  public void setLinks(List<IdentityLink> links) {
    execute("TRUNCATE identity_links");
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO identity_links VALUES (?, ?, ?, ?, ?)")) {
      for (IdentityLink link : links) {
        insert.setString(1, link.alias().tenantId());
        insert.setString(2, link.alias().type().label());
        insert.setString(3, link.alias().value());
        insert.setString(4, link.canonicalUserId());
        Long linkedAt = link.linkedAtMillis();
        insert.setObject(
            5,
            linkedAt == null
                ? null
                : OffsetDateTime.ofInstant(Instant.ofEpochMilli(linkedAt), ZoneOffset.UTC));
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
