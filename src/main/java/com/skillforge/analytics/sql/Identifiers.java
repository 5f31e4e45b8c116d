package com.skillforge.analytics.sql;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a warehouse takes as they are. */
final class Identifiers implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private final Set<String> reserved;

  /**
   * @param reserved the reserved words, between blanks
   */
  Identifiers(String reserved) {
    this.reserved = Set.of(reserved.strip().split("\\s+"));
  }

  Set<String> reserved() {
    return reserved;
  }

  boolean isPlain(String name) {
    return PLAIN.matcher(name).matches() && !reserved.contains(name.toLowerCase(Locale.ROOT));
  }
}
