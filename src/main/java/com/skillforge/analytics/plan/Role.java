package com.skillforge.analytics.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the pipelines use a property for. Most properties have no role: they are stored as they are.
 *
 * <p>A record type says itself which of its properties are its name, its id and its event time; the
 * property of any other role is called the same in all types that have it.
 */
public enum Role {
  /** Names the record type, see {@link RecordType.Kind#nameProperty}. */
  NAME(null),

  /** Identifies the record among those of its sender, see {@link RecordType.Kind#idProperty}. */
  ID(null),

  /** When it happened, see {@link RecordType#eventTimeProperty}. */
  EVENT_TIME(null),

  /** The schema version. */
  VERSION("schema_version"),

  /** The institution. */
  TENANT("tenant_id"),

  /** Where the record was emitted. */
  ENVIRONMENT("environment"),

  /** Who sent the record: a user that the User Service knows. */
  USER("user_id"),

  /** Who sent the record, before anybody signed in: an id that the browser generated. */
  VISITOR("anonymous_id"),

  /** The session in which it happened. */
  SESSION("session_id"),

  /** The kind of person that the sender is. */
  PERSONA("persona"),

  /** Whether the sender has opted out; in a preference change, what the sender now wishes. */
  OPT_OUT("opt_out_status"),

  /** The salted hash of the sender's e-mail address. */
  PII_HASH("pii_hash"),

  /** The version of the salt in that hash. */
  SALT_VERSION("salt_version"),

  /** The page that emitted the record. */
  PAGE("context_page"),

  /** The sender's device. */
  DEVICE("context_device"),

  /** A student whom the record is about. */
  STUDENT("student_id"),

  /** Several of them. */
  STUDENTS("student_ids"),

  /** An advisor whom the record is about. */
  ADVISOR("advisor_id"),

  /** A value to store, and no more. */
  NONE(null);

  /** The roles of properties that hold the user id of one person. */
  public static final List<Role> ONE_USER = List.of(USER, STUDENT, ADVISOR);

  /** The roles of what is not kept of an essential event of somebody who has opted out. */
  public static final List<Role> DROPPED_WHEN_OPTED_OUT = List.of(DEVICE, PII_HASH, SALT_VERSION);

  private static final Map<String, Role> BY_PROPERTY =
      Arrays.stream(values())
          .filter(role -> role.property != null)
          .collect(Collectors.toUnmodifiableMap(Role::property, Function.identity()));

  private final @Nullable String property;

  Role(@Nullable String property) {
    this.property = property;
  }

  /**
   * The JSON member and column that has the role, in all record types that have it.
   *
   * @throws IllegalStateException for the roles whose property each type names itself
   */
  public String property() {
    if (property == null) {
      throw new IllegalStateException("each record type names its own property for " + this);
    }
    return property;
  }

  /**
   * The role of a property.
   *
   * @param property its name
   * @param kind the kind of the record types that have it
   * @param eventTimeProperty the property that holds their event time; empty when they differ
   */
  public static Role of(String property, RecordType.Kind kind, String eventTimeProperty) {
    if (property.equals(kind.nameProperty())) {
      return NAME;
    }
    if (property.equals(kind.idProperty())) {
      return ID;
    }
    if (property.equals(eventTimeProperty)) {
      return EVENT_TIME;
    }
    return BY_PROPERTY.getOrDefault(property, NONE);
  }
}
