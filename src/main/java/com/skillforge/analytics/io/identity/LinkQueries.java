package com.skillforge.analytics.io.identity;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.model.IdentityLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The questions to the table of identity links, in SQL that PostgreSQL and DuckDB both speak.
 * Merges are followed inside the data base: whoever asks holds a portion of the answer at a time.
 */
final class LinkQueries {
  static final String PII_HASH_PATTERN = "v[1-9][0-9]*:[0-9a-f]{64}";

  private static final int FETCH_SIZE = 5_000;

  /**
   * Where each merged user ends: from the users that are nobody's alias backwards, so that every
   * link is visited once. What is in a cycle, or leads into one, is not reached.
   */
  private static final String MERGES =
      """
      WITH RECURSIVE merges AS (
        SELECT link.tenant_id, link.alias, link.canonical_user_id AS resolved
        FROM identity_links AS link
        WHERE link.alias_type = 'user_id'
          AND NOT EXISTS (
            SELECT 1 FROM identity_links AS next
            WHERE next.tenant_id = link.tenant_id
              AND next.alias_type = 'user_id'
              AND next.alias = link.canonical_user_id)
        UNION ALL
        SELECT link.tenant_id, link.alias, merges.resolved
        FROM merges
        JOIN identity_links AS link
          ON link.tenant_id = merges.tenant_id
          AND link.canonical_user_id = merges.alias
        WHERE link.alias_type = 'user_id')
      """;

  private static final String ALL =
      MERGES
          + """
          SELECT link.tenant_id, link.alias_type, link.alias, link.canonical_user_id,
            coalesce(merges.resolved, link.canonical_user_id) AS resolved, link.linked_at
          FROM identity_links AS link
          LEFT JOIN merges
            ON merges.tenant_id = link.tenant_id AND merges.alias = link.canonical_user_id
          """;

  /** Some user whose merges have no end; the first by name, so that it is the same every time. */
  private static final String ENDLESS =
      MERGES
          + """
          SELECT link.tenant_id, link.alias
          FROM identity_links AS link
          LEFT JOIN merges ON merges.tenant_id = link.tenant_id AND merges.alias = link.alias
          WHERE link.alias_type = 'user_id' AND merges.alias IS NULL
          ORDER BY 1, 2
          LIMIT 1
          """;

  private static final String NEXT =
      "SELECT canonical_user_id FROM identity_links"
          + " WHERE tenant_id = ? AND alias_type = 'user_id' AND alias = ?";

  private static final String UNUSABLE =
      """
      SELECT tenant_id, alias_type FROM identity_links
      WHERE alias_type NOT IN ('user_id', 'pii_hash', 'anonymous_id')
        OR tenant_id = '' OR alias = '' OR canonical_user_id IS NULL OR canonical_user_id = ''
        OR (alias_type = 'pii_hash' AND NOT alias ~ '^%s$')
      LIMIT 1
      """
          .formatted(PII_HASH_PATTERN);

  private static final String COLUMNS =
      "SELECT tenant_id, alias_type, alias, canonical_user_id, linked_at FROM identity_links"
          + " WHERE false";

  /**
   * The links of some aliases. A user who is in a cycle is met twice and not followed again, so
   * that the cycle has no end, which shows as null.
   */
  private static final String FIND =
      """
      WITH RECURSIVE wanted(tenant_id, alias_type, alias) AS (VALUES %s),
      chain AS (
        SELECT link.tenant_id, link.alias_type, link.alias, link.canonical_user_id,
          link.linked_at, link.canonical_user_id AS reached
        FROM wanted
        JOIN identity_links AS link
          ON link.tenant_id = wanted.tenant_id
          AND link.alias_type = wanted.alias_type
          AND link.alias = wanted.alias
        UNION
        SELECT chain.tenant_id, chain.alias_type, chain.alias, chain.canonical_user_id,
          chain.linked_at, next.canonical_user_id
        FROM chain
        JOIN identity_links AS next
          ON next.tenant_id = chain.tenant_id
          AND next.alias_type = 'user_id'
          AND next.alias = chain.reached)
      SELECT chain.tenant_id, chain.alias_type, chain.alias, chain.canonical_user_id,
        max(CASE WHEN next.alias IS NULL THEN chain.reached END) AS resolved, chain.linked_at
      FROM chain
      LEFT JOIN identity_links AS next
        ON next.tenant_id = chain.tenant_id
        AND next.alias_type = 'user_id'
        AND next.alias = chain.reached
      GROUP BY chain.tenant_id, chain.alias_type, chain.alias, chain.canonical_user_id,
        chain.linked_at
      """;

  private static final String WANTED =
      "(CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR))";

  private LinkQueries() {}

  /**
   * Makes sure that every link can be used.
   *
   * @param name what the links are read from
   * @throws SourceException when a link is not one, or merges go round in a cycle
   */
  static void check(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery(COLUMNS).close();
      try (ResultSet row = statement.executeQuery(UNUSABLE)) {
        if (row.next()) {
          throw new SourceException(
              name
                  + " has a link of tenant '"
                  + row.getString(1)
                  + "' with alias_type '"
                  + row.getString(2)
                  + "' that cannot be used: alias_type is user_id, pii_hash or anonymous_id, no"
                  + " column but linked_at is empty, and a pii_hash is v<salt version>:<64"
                  + " lower-case hex digits>.");
        }
      }
    }
    refuseCycles(connection, name);
  }

  private static void refuseCycles(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ENDLESS)) {
      if (row.next()) {
        throw cycle(connection, name, row.getString(1), row.getString(2));
      }
    }
  }

  /** The cycle that the merges of a user lead into. */
  static SourceException cycle(Connection connection, String name, String tenantId, String user)
      throws SQLException {
    List<String> path = new ArrayList<>();
    try (PreparedStatement next = connection.prepareStatement(NEXT)) {
      String at = user;
      while (!path.contains(at)) {
        path.add(at);
        next.setString(1, tenantId);
        next.setString(2, at);
        try (ResultSet row = next.executeQuery()) {
          if (!row.next()) {
            throw new SQLException("identity_links has changed meanwhile", "40001");
          }
          at = row.getString(1);
        }
      }
      path.add(at);
      path = path.subList(path.indexOf(at), path.size());
    }
    return new SourceException(
        name
            + " merges users of tenant "
            + tenantId
            + " in a cycle: "
            + String.join(" → ", path)
            + ". Remove one of these links.");
  }

  /** Hands over all links of a checked table, with whom they lead to; nothing is kept. */
  static void forEach(Connection connection, Consumer<IdentityLink> consumer) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet row = statement.executeQuery(ALL)) {
        while (row.next()) {
          consumer.accept(link(row));
        }
      }
    }
  }

  /**
   * The links of those aliases that have one.
   *
   * @throws SourceException when the merges of one go round in a cycle
   */
  static Map<Alias, IdentityLink> find(Connection connection, String name, List<Alias> aliases)
      throws SQLException {
    String wanted = String.join(", ", Collections.nCopies(aliases.size(), WANTED));
    try (PreparedStatement find = connection.prepareStatement(FIND.formatted(wanted))) {
      int parameter = 0;
      for (Alias alias : aliases) {
        find.setString(++parameter, alias.tenantId());
        find.setString(++parameter, alias.type().label());
        find.setString(++parameter, alias.value());
      }
      Map<Alias, IdentityLink> links = new HashMap<>();
      try (ResultSet row = find.executeQuery()) {
        while (row.next()) {
          if (row.getString(5) == null) {
            throw cycle(connection, name, row.getString(1), row.getString(4));
          }
          IdentityLink link = link(row);
          links.put(link.alias(), link);
        }
      }
      return links;
    }
  }

  private static IdentityLink link(ResultSet row) throws SQLException {
    String label = row.getString(2);
    AliasType type =
        AliasType.of(label)
            .orElseThrow(() -> new SQLException("unknown alias_type " + label, "22000"));
    return new IdentityLink(
        new Alias(row.getString(1), type, row.getString(3)),
        row.getString(4),
        row.getString(5),
        millis(row.getObject(6, OffsetDateTime.class)));
  }

  private static @Nullable Long millis(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant().toEpochMilli();
  }
}
