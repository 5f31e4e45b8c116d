package com.skillforge.analytics.transforms.identity;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Whom a record belongs to: the link of its user id, else the link of its hash, else its own user
 * id, else the link of its anonymous id, else nobody.
 *
 * <p>That takes two looks at the links at most. The first is by user id, or by anonymous id where
 * there is none; the second, by hash, has the last word unless a user id was linked.
 *
 * <p>A stored record that an opt-out has reduced has lost its hash. Whom the hash led to is then
 * taken from the stored canonical user, and followed if that user was merged since.
 */
public final class CanonicalUser {
  private CanonicalUser() {}

  /** The record as it stands before any look: it belongs to its own user id. */
  static AnalyticsRecord beforeLooking(AnalyticsRecord record) {
    return record.optedOut() ? record : record.toBuilder().canonicalUserId(record.userId()).build();
  }

  /** What to look up first. */
  static Optional<Alias> first(AnalyticsRecord record) {
    String user = record.userId();
    if (user != null) {
      return Optional.of(Alias.userId(record.tenantId(), user));
    }
    String visitor = record.anonymousId();
    return visitor == null
        ? Optional.empty()
        : Optional.of(Alias.anonymousId(record.tenantId(), visitor));
  }

  /**
   * What to look up then.
   *
   * @param linked whether the first look has found a link
   */
  static Optional<Alias> second(AnalyticsRecord record, boolean linked) {
    if (linked && record.userId() != null) {
      return Optional.empty();
    }
    if (record.optedOut()) {
      return Optional.ofNullable(record.canonicalUserId())
          .map(stored -> Alias.userId(record.tenantId(), stored));
    }
    String hash = record.piiHash();
    return hash == null
        ? Optional.empty()
        : Optional.of(Alias.piiHash(record.tenantId(), record.saltVersion(), hash));
  }

  /**
   * The record after a look.
   *
   * @param canonicalUserId whom the link leads to after all merges; null without a link
   */
  static AnalyticsRecord after(AnalyticsRecord record, @Nullable String canonicalUserId) {
    return canonicalUserId == null || canonicalUserId.equals(record.canonicalUserId())
        ? record
        : record.toBuilder().canonicalUserId(canonicalUserId).build();
  }
}
