package com.skillforge.analytics.io.persona;

import com.skillforge.analytics.model.Alias;
import java.util.List;

/** What the persona of a user is called in Redis. */
final class PersonaKeys {
  private static final char SEPARATOR = ':';
  private static final String PREFIX = "persona" + SEPARATOR;

  /** The key of nobody: no user has an empty name. */
  static final List<String> NOBODY = List.of(PREFIX + SEPARATOR);

  private PersonaKeys() {}

  /**
   * Whether the user has a key of their own: with a separator in the name of the institution it
   * would be that of a user of another one, too.
   */
  static boolean isUnique(Alias user) {
    return user.tenantId().indexOf(SEPARATOR) < 0;
  }

  static String of(Alias user) {
    return PREFIX + user.tenantId() + SEPARATOR + user.value();
  }
}
