package com.skillforge.analytics.model;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A row of the identity table, with the person whom it leads to.
 *
 * @param canonicalUserId whom the row names; may have been merged into another user since
 * @param resolvedUserId the same after all merges
 * @param linkedAtMillis when the User Service made the link, where it says so
 */
public record IdentityLink(
    Alias alias, String canonicalUserId, String resolvedUserId, @Nullable Long linkedAtMillis)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
