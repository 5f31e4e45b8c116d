package com.skillforge.analytics.model;

import java.io.Serializable;

/**
 * A name under which a person is known in one institution.
 *
 * @param value of a {@link AliasType#PII_HASH} see {@link #piiHash}, else the id
 */
public record Alias(String tenantId, AliasType type, String value) implements Serializable {
  private static final long serialVersionUID = 1L;

  public static Alias userId(String tenantId, String userId) {
    return new Alias(tenantId, AliasType.USER_ID, userId);
  }

  public static Alias anonymousId(String tenantId, String anonymousId) {
    return new Alias(tenantId, AliasType.ANONYMOUS_ID, anonymousId);
  }

  /** Hashes of one salt version never meet those of another. */
  public static Alias piiHash(String tenantId, long saltVersion, String hash) {
    return new Alias(tenantId, AliasType.PII_HASH, "v" + saltVersion + ":" + hash);
  }
}
