package com.skillforge.analytics.model;

import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which properties of which record types a job needs: the rest is not shipped through a shuffle.
 *
 * <p>What identifies a record and decides about opt-outs always travels.
 */
public final class Projection implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Set<Role> ALWAYS = EnumSet.of(Role.OPT_OUT, Role.PERSONA);

  /** Every property of every type. */
  public static final Projection EVERYTHING = new Projection(null, false);

  /** What tells who sent a record; an anonymous id always travels where nothing else does. */
  private static final Set<Role> IDENTITY = EnumSet.of(Role.USER, Role.PII_HASH, Role.SALT_VERSION);

  /** What makes a record of a row, whatever its properties are for. */
  private static final Set<Role> RECORD =
      EnumSet.of(
          Role.NAME,
          Role.ID,
          Role.EVENT_TIME,
          Role.VERSION,
          Role.TENANT,
          Role.ENVIRONMENT,
          Role.USER,
          Role.VISITOR);

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

  /**
   * For each index of {@link RecordType#properties()}: whether its value has to be read where a
   * record is stored: if it travels, or if there is no record without it.
   */
  public boolean[] reads(RecordType type) {
    boolean[] reads = keeps(type);
    for (int i = 0; i < reads.length; i++) {
      reads[i] |= RECORD.contains(type.role(i));
    }
    return reads;
  }

  /** For each index of {@link RecordType#properties()}: whether its value travels. */
  boolean[] keeps(RecordType type) {
    boolean[] keeps = new boolean[type.properties().size()];
    Set<String> wanted = byType == null ? null : byType.getOrDefault(type.name(), Set.of());
    for (int i = 0; i < keeps.length; i++) {
      Role role = type.role(i);
      keeps[i] =
          wanted == null
              || ALWAYS.contains(role)
              || (identity && IDENTITY.contains(role))
              || wanted.contains(type.properties().get(i).name());
    }
    return keeps;
  }
}
