package com.skillforge.analytics.model;

import java.util.Arrays;
import java.util.Optional;

/** What an alias of a person is. */
public enum AliasType {
  /** A user id of the User Service, also one that was merged into another. */
  USER_ID("user_id"),

  /** A salted hash of an e-mail address, as {@code v<salt version>:<hash>}. */
  PII_HASH("pii_hash"),

  /** An id that a browser generated before login. */
  ANONYMOUS_ID("anonymous_id");

  private final String label;

  AliasType(String label) {
    this.label = label;
  }

  /** The name in the identity table. */
  public String label() {
    return label;
  }

  public static Optional<AliasType> of(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }
}
