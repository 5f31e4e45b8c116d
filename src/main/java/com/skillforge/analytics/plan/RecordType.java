package com.skillforge.analytics.plan;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of the tracking plan: an analytics event of the dictionary or another record type.
 *
 * <p>{@link #properties()} holds every property a record of this type may carry, the core
 * properties first, in a stable order: a record keeps its values in an array of that order.
 */
public final class RecordType implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether the record names itself by {@code event_name} or by {@code record_type}. */
  public enum Kind {
    EVENT("event_name", "event_id"),
    RECORD("record_type", "record_id");

    private final String nameProperty;
    private final String idProperty;

    Kind(String nameProperty, String idProperty) {
      this.nameProperty = nameProperty;
      this.idProperty = idProperty;
    }

    /** The JSON member that holds the record type's name. */
    public String nameProperty() {
      return nameProperty;
    }

    /** The JSON member that holds the record's identity. */
    public String idProperty() {
      return idProperty;
    }
  }

  /**
   * How the record takes part in privacy and activity rules.
   *
   * @param essential kept, with reduced columns, after an opt-out
   * @param userInitiated counts as activity of the user
   * @param suppressible dropped while the user is opted out
   */
  public record Behaviour(boolean essential, boolean userInitiated, boolean suppressible)
      implements Serializable {}

  /**
   * Where the record is kept and for how long.
   *
   * @param retentionReason why that long, as the plan says; may be empty
   */
  public record Storage(
      TableName snowflake, TableName bigquery, int retentionYears, String retentionReason)
      implements Serializable {}

  /** Who sends the record: for the reader of the event reference. Either may be empty. */
  public record Emission(String frontend, String backend) implements Serializable {}

  private final String name;
  private final Kind kind;
  private final String description;
  private final Set<Persona> personas;
  private final String eventTimeProperty;
  private final int newestVersion;
  private final List<Property> properties;
  private final Behaviour behaviour;
  private final Storage storage;
  private final Emission emission;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final Role[] roles;
  private final Map<Role, Integer> indexesByRole = new EnumMap<>(Role.class);

  public RecordType(
      String name,
      Kind kind,
      String description,
      Set<Persona> personas,
      String eventTimeProperty,
      int newestVersion,
      List<Property> properties,
      Behaviour behaviour,
      Storage storage,
      Emission emission) {
    this.name = name;
    this.kind = kind;
    this.description = description;
    this.personas = Set.copyOf(personas);
    this.eventTimeProperty = eventTimeProperty;
    this.newestVersion = newestVersion;
    this.properties = List.copyOf(properties);
    this.behaviour = behaviour;
    this.storage = storage;
    this.emission = emission;
    this.roles = new Role[properties.size()];
    for (int i = 0; i < properties.size(); i++) {
      String property = properties.get(i).name();
      indexes.put(property, i);
      roles[i] = Role.of(property, kind, eventTimeProperty);
      if (roles[i] != Role.NONE) {
        indexesByRole.put(roles[i], i);
      }
    }
  }

  /**
   * A type of the plan that ships with this release travels as its name: runners serialize each
   * step several times, and most steps hold the plan.
   */
  private Object writeReplace() {
    boolean shipped = TrackingPlan.builtIn().recordType(name).filter(this::equals).isPresent();
    return shipped ? new Shipped(name) : this;
  }

  private record Shipped(String name) implements Serializable {
    private Object readResolve() {
      return TrackingPlan.builtIn().recordType(name).orElseThrow();
    }
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public String description() {
    return description;
  }

  /** The personas whose records may be of this type. */
  public Set<Persona> personas() {
    return personas;
  }

  /** The property that holds the record's own event time, for example {@code event_timestamp}. */
  public String eventTimeProperty() {
    return eventTimeProperty;
  }

  /** The highest schema version the plan knows; 1 for a type that never changed. */
  public int newestVersion() {
    return newestVersion;
  }

  public List<Property> properties() {
    return properties;
  }

  public Behaviour behaviour() {
    return behaviour;
  }

  public Storage storage() {
    return storage;
  }

  public Emission emission() {
    return emission;
  }

  /** The position of a property in {@link #properties()}, or -1 when the type has none such. */
  public int indexOf(String property) {
    return indexes.getOrDefault(property, -1);
  }

  /** The position of the property that has a role, or -1 when none has; {@code NONE} has none. */
  public int indexOf(Role role) {
    return indexesByRole.getOrDefault(role, -1);
  }

  /** Whether a property has the role. */
  public boolean has(Role role) {
    return indexOf(role) >= 0;
  }

  /** The role of the property at an index of {@link #properties()}. */
  public Role role(int index) {
    return roles[index];
  }

  public Optional<Property> property(String property) {
    int index = indexOf(property);
    return index < 0 ? Optional.empty() : Optional.of(properties.get(index));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordType that
        && name.equals(that.name)
        && kind == that.kind
        && description.equals(that.description)
        && personas.equals(that.personas)
        && eventTimeProperty.equals(that.eventTimeProperty)
        && newestVersion == that.newestVersion
        && properties.equals(that.properties)
        && behaviour.equals(that.behaviour)
        && storage.equals(that.storage)
        && emission.equals(that.emission);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, newestVersion);
  }

  @Override
  public String toString() {
    return name;
  }
}
