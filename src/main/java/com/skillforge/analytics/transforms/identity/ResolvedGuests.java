package com.skillforge.analytics.transforms.identity;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Subject;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Whom a guest concerns: a person goes by the canonical user id, like the sender of a record. */
final class ResolvedGuests {
  private ResolvedGuests() {}

  /** What to look up to know whom a guest concerns; empty when it concerns nobody in person. */
  static Optional<Alias> alias(AnalyticsRecord guest) {
    Subject subject = guest.subject();
    return subject != null && subject.kind() == Subject.Kind.PERSON
        ? Optional.of(Alias.userId(guest.tenantId(), subject.key()))
        : Optional.empty();
  }

  /** The guest after that look; null without a link. */
  static AnalyticsRecord after(AnalyticsRecord guest, @Nullable String canonicalUserId) {
    return canonicalUserId == null
        ? guest
        : guest.toBuilder().subject(Subject.person(canonicalUserId)).build();
  }
}
