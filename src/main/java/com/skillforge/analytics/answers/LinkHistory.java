package com.skillforge.analytics.answers;

import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.sql.DuckDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The mirror of one institution's identity links, and how it came to be. */
final class LinkHistory {
  /** An alias, of one institution. */
  private record Alias(String type, String value) {}

  private record Change(Alias alias, @Nullable String before, Instant writtenAt) {}

  private final Map<Alias, String> now;
  private final List<Change> changes;

  private LinkHistory(Map<Alias, String> now, List<Change> changes) {
    this.now = now;
    this.changes = changes;
  }

  static LinkHistory read(Connection connection, String tenantId) throws SQLException {
    Map<Alias, String> now = new HashMap<>();
    List<Change> changes = new ArrayList<>();
    String where = " WHERE tenant_id = " + DuckDb.SQL.literal(tenantId);
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT alias_type, alias, resolved_user_id FROM identity.links" + where)) {
        while (row.next()) {
          now.put(new Alias(row.getString(1), row.getString(2)), row.getString(3));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT alias_type, alias, resolved_before, written_at FROM identity.link_changes"
                  + where
                  + " ORDER BY written_at DESC")) {
        while (row.next()) {
          changes.add(
              new Change(
                  new Alias(row.getString(1), row.getString(2)),
                  row.getString(3),
                  row.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
        }
      }
    }
    return new LinkHistory(now, changes);
  }

  /** The links as they were at a moment: later changes are undone, the latest first. */
  LinkHistory at(Instant moment) {
    Map<Alias, String> then = new HashMap<>(now);
    for (Change change : changes) {
      if (change.writtenAt().isAfter(moment)) {
        if (change.before() == null) {
          then.remove(change.alias());
        } else {
          then.put(change.alias(), change.before());
        }
      }
    }
    return new LinkHistory(then, changes);
  }

  /** Whether both name the same person for everything. */
  boolean sameAs(LinkHistory that) {
    return now.equals(that.now);
  }

  /** The canonical user of a user id. */
  String personOf(String userId) {
    return now.getOrDefault(new Alias(AliasType.USER_ID.label(), userId), userId);
  }

  /**
   * The record with the canonical user that these links give it. A reduced record has lost its
   * hash: without a link of its user id it keeps the user that was stored.
   */
  AnalyticsRecord resolve(AnalyticsRecord record) {
    if (now.isEmpty() && changes.isEmpty()) {
      return record;
    }
    String user = record.userId();
    String person = user == null ? null : now.get(new Alias(AliasType.USER_ID.label(), user));
    String hash = record.piiHash();
    if (person == null && hash != null) {
      person =
          now.get(new Alias(AliasType.PII_HASH.label(), "v" + record.saltVersion() + ":" + hash));
    }
    if (person == null && user != null) {
      person = record.optedOut() ? record.canonicalUserId() : user;
    }
    String anonymous = record.anonymousId();
    if (person == null && anonymous != null) {
      person = now.get(new Alias(AliasType.ANONYMOUS_ID.label(), anonymous));
    }
    return record.toBuilder().canonicalUserId(person).build();
  }
}
