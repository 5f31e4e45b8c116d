package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.PropertyType;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.RecordType.Kind;
import com.skillforge.analytics.plan.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a record is checked against, laid out for speed: by slot of the {@link DocumentReader}. It
 * stands for one record type, or for what all types of a topic have in common, to check records the
 * type of which is not known.
 */
final class TypeRules {
  private final @Nullable RecordType type;
  private final Set<Persona> personas;
  private final List<Property> properties;
  private final Role[] roles;
  private final boolean[] freeText;
  private final int[] propertyBySlot;
  private final int[] slotByProperty;

  private TypeRules(
      @Nullable RecordType type,
      Kind kind,
      Set<Persona> personas,
      String eventTimeProperty,
      List<Property> properties,
      Map<String, Integer> slots) {
    this.type = type;
    this.personas = personas;
    this.properties = properties;
    int count = properties.size();
    roles = new Role[count];
    freeText = new boolean[count];
    slotByProperty = new int[count];
    propertyBySlot = new int[slots.size()];
    Arrays.fill(propertyBySlot, -1);
    for (int i = 0; i < count; i++) {
      Property property = properties.get(i);
      roles[i] = Role.of(property.name(), kind, eventTimeProperty);
      freeText[i] =
          property.type() == PropertyType.STRING
              && property.format() == Property.Format.NONE
              && property.allowed().isEmpty()
              && roles[i] != Role.PERSONA;
      slotByProperty[i] = slots.get(property.name());
      propertyBySlot[slotByProperty[i]] = i;
    }
  }

  static TypeRules of(RecordType type, Map<String, Integer> slots) {
    return new TypeRules(
        type, type.kind(), type.personas(), type.eventTimeProperty(), type.properties(), slots);
  }

  /**
   * The rules that hold whichever of the types a record is of: the properties that all of them
   * have, required where all of them require it.
   */
  static TypeRules common(List<RecordType> types, Map<String, Integer> slots) {
    RecordType first = types.get(0);
    List<Property> shared = new ArrayList<>();
    for (Property property : first.properties()) {
      List<Property> all =
          types.stream().map(t -> t.property(property.name())).flatMap(Optional::stream).toList();
      if (all.size() == types.size() && all.stream().allMatch(p -> sameValues(p, property))) {
        shared.add(withRequired(property, all.stream().allMatch(Property::required)));
      }
    }
    boolean sameEventTime =
        types.stream().allMatch(t -> t.eventTimeProperty().equals(first.eventTimeProperty()));
    String eventTime = sameEventTime ? first.eventTimeProperty() : "";
    return new TypeRules(
        null, first.kind(), EnumSet.allOf(Persona.class), eventTime, shared, slots);
  }

  /** The rules for a record that belongs elsewhere: nothing is required of it here. */
  static TypeRules foreign(Map<String, Integer> slots) {
    return new TypeRules(null, Kind.EVENT, EnumSet.allOf(Persona.class), "", List.of(), slots);
  }

  private static boolean sameValues(Property a, Property b) {
    return a.type() == b.type()
        && a.format() == b.format()
        && a.min().equals(b.min())
        && a.max().equals(b.max())
        && a.allowed().equals(b.allowed())
        && a.sinceVersion() == b.sinceVersion()
        && a.fields().equals(b.fields());
  }

  private static Property withRequired(Property property, boolean required) {
    return new Property(
        property.name(),
        property.type(),
        required,
        property.format(),
        property.min(),
        property.max(),
        property.allowed(),
        property.sinceVersion(),
        property.fields(),
        property.description());
  }

  /** The record type; null for the common rules of a topic. */
  @Nullable RecordType type() {
    return type;
  }

  /** The personas whose records may be of this type. */
  Set<Persona> personas() {
    return personas;
  }

  int propertyCount() {
    return roles.length;
  }

  /** By index of {@link RecordType#properties()} when there is a type. */
  Property property(int index) {
    return properties.get(index);
  }

  Role role(int index) {
    return roles[index];
  }

  /** Whether a valid value can still be any text, so that it must be searched for raw PII. */
  boolean isFreeText(int index) {
    return freeText[index];
  }

  /** The property that a slot holds, or -1. */
  int propertyOfSlot(int slot) {
    return propertyBySlot[slot];
  }

  int slotOfProperty(int index) {
    return slotByProperty[index];
  }
}
