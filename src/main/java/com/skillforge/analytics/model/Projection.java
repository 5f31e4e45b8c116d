package com.skillforge.analytics.model;

import com.skillforge.analytics.plan.RecordType;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * Which properties of which record types a job needs: the rest is not shipped through a shuffle.
 *
 * <p>What identifies a record and decides about opt-outs always travels.
 */
public final class Projection implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Set<String> ALWAYS = Set.of("opt_out_status", "persona");

  /** Every property of every type. */
  public static final Projection EVERYTHING = new Projection(null, false);

  /** What tells who sent a record; an anonymous id always travels where nothing else does. */
  private static final Set<String> IDENTITY = Set.of("user_id", "pii_hash", "salt_version");

  private final Map<String, Set<String>> byType;
  private final boolean identity;

  private Projection(Map<String, Set<String>> byType, boolean identity) {
    this.byType = byType;
    this.identity = identity;
  }

  /**
   * Only the named properties of the named types.
   *
   * @param byType property names by record type name; a type that is missing travels without
   *     properties
   */
  public static Projection of(Map<String, Set<String>> byType) {
    return new Projection(Map.copyOf(byType), false);
  }

  /** The same, with what tells who sent a record, until that is resolved. */
  public Projection withIdentity() {
    return new Projection(byType, true);
  }

  /** For each index of {@link RecordType#properties()}: whether its value travels. */
  boolean[] keeps(RecordType type) {
    boolean[] keeps = new boolean[type.properties().size()];
    Set<String> wanted = byType == null ? null : byType.getOrDefault(type.name(), Set.of());
    for (int i = 0; i < keeps.length; i++) {
      String name = type.properties().get(i).name();
      keeps[i] =
          wanted == null
              || ALWAYS.contains(name)
              || (identity && IDENTITY.contains(name))
              || wanted.contains(name);
    }
    return keeps;
  }
}
