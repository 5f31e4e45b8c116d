package com.skillforge.analytics.plan;

import static com.skillforge.analytics.plan.PlanCompatibility.without;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of {@link PlanCompatibility} that compares properties and the fields of objects. */
final class PropertyCompatibility {
  private final PlanCompatibility changes;

  PropertyCompatibility(PlanCompatibility changes) {
    this.changes = changes;
  }

  /**
   * @param owner what the properties belong to, for the place of a change
   */
  void compare(String owner, List<Property> old, List<Property> next) {
    Map<String, Property> newByName = byName(next);
    Map<String, Property> oldByName = byName(old);
    for (Property was : old) {
      String where = owner + "." + was.name();
      Property is = newByName.get(was.name());
      if (is == null) {
        changes.breaking(where, "it is gone; stored values would lose their column");
      } else {
        property(where, was, is);
      }
    }
    for (Property is : next) {
      if (!oldByName.containsKey(is.name())) {
        added(owner + "." + is.name(), is);
      }
    }
  }

  private void added(String where, Property is) {
    if (is.required()) {
      changes.breaking(where, "it is new and required; records without it would be rejected");
    } else {
      changes.compatible(where, "it is new and optional; records without it stay valid");
    }
  }

  private void property(String where, Property was, Property is) {
    if (was.type() != is.type()) {
      changes.breaking(where, "its type changes; stored values do not fit the new column");
      return;
    }
    if (!was.required() && is.required()) {
      changes.breaking(where, "it becomes required; records without it would be rejected");
    } else if (was.required() && !is.required()) {
      changes.compatible(where, "it becomes optional; records that have it stay valid");
    }
    range(where, was, is);
    format(where, was, is);
    allowed(where, was, is);
    sinceVersion(where, was, is);
    if (!was.description().equals(is.description())) {
      changes.compatible(where, "its description changes; nothing depends on it");
    }
    if (was.type() == PropertyType.OBJECT_LIST) {
      fields(where, was.fields(), is.fields());
    }
  }

  private void range(String where, Property was, Property is) {
    double oldMin = was.min().orElse(Double.NEGATIVE_INFINITY);
    double newMin = is.min().orElse(Double.NEGATIVE_INFINITY);
    double oldMax = was.max().orElse(Double.POSITIVE_INFINITY);
    double newMax = is.max().orElse(Double.POSITIVE_INFINITY);
    if (newMin > oldMin || newMax < oldMax) {
      changes.breaking(where, "its range narrows; values outside it would be rejected");
    } else if (newMin < oldMin || newMax > oldMax) {
      changes.compatible(where, "its range widens; values of the old one stay valid");
    }
  }

  private void format(String where, Property was, Property is) {
    if (was.format() == is.format()) {
      return;
    }
    if (is.format() == Property.Format.NONE) {
      changes.compatible(where, "its format is lifted; values of the old one stay valid");
    } else {
      changes.breaking(where, "its format changes; values of another form would be rejected");
    }
  }

  private void allowed(String where, Property was, Property is) {
    Set<String> old = Set.copyOf(was.allowed());
    Set<String> next = Set.copyOf(is.allowed());
    if (old.equals(next)) {
      return;
    }
    if (next.isEmpty()) {
      changes.compatible(where, "it takes any value");
    } else if (old.isEmpty()) {
      changes.breaking(where, "its values are limited; other values would be rejected");
    } else {
      if (!without(old, next).isEmpty()) {
        changes.breaking(
            where, "it loses the values " + without(old, next) + "; they would be rejected");
      }
      if (!without(next, old).isEmpty()) {
        changes.compatible(where, "it gains the values " + without(next, old));
      }
    }
  }

  private void sinceVersion(String where, Property was, Property is) {
    if (is.sinceVersion() > was.sinceVersion()) {
      changes.breaking(
          where,
          "it starts with version %d; records of earlier versions have it"
              .formatted(is.sinceVersion()));
    } else if (is.sinceVersion() < was.sinceVersion()) {
      changes.compatible(where, "it starts with version %d already".formatted(is.sinceVersion()));
    }
  }

  /** The fields of an object travel by position, so that their order matters. */
  private void fields(String where, List<Property> old, List<Property> next) {
    compare(where, old, next);
    List<String> oldNames = old.stream().map(Property::name).toList();
    List<String> newNames = next.stream().map(Property::name).toList();
    boolean appended =
        newNames.size() >= oldNames.size() && newNames.subList(0, oldNames.size()).equals(oldNames);
    if (!appended && newNames.containsAll(oldNames)) {
      changes.breaking(
          where, "its fields change places; records in flight hold them by position, so append");
    }
  }

  private static Map<String, Property> byName(List<Property> properties) {
    Map<String, Property> byName = new LinkedHashMap<>();
    properties.forEach(property -> byName.put(property.name(), property));
    return byName;
  }
}
