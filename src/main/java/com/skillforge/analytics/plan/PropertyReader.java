package com.skillforge.analytics.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the properties of a record type, or the fields of an object, and checks each. */
final class PropertyReader {
  /** Names double as JSON members and column names of every warehouse. */
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  static final String NAME_ADVICE =
      "name it in snake_case: lower-case letters, digits and underscores, a letter first";

  private PropertyReader() {}

  /**
   * @param newestVersion the newest schema version of the record type
   */
  static List<Property> read(PlanSection section, int newestVersion) {
    return read(section, newestVersion, false);
  }

  private static List<Property> read(PlanSection section, int newestVersion, boolean nested) {
    List<Property> properties = new ArrayList<>();
    for (Map.Entry<String, PlanSection> entry : section.sections().entrySet()) {
      if (!NAME.matcher(entry.getKey()).matches()) {
        section.problem(entry.getKey(), NAME_ADVICE);
      }
      properties.add(property(entry.getKey(), entry.getValue(), newestVersion, nested));
    }
    return properties;
  }

  private static Property property(
      String name, PlanSection section, int newestVersion, boolean nested) {
    Optional<PropertyType> known =
        oneOf(section, "type", section.text("type"), PropertyType.values());
    PropertyType type = known.orElse(PropertyType.STRING);
    Property property =
        new Property(
            name,
            type,
            section.flag("required"),
            format(section),
            section.number("min"),
            section.number("max"),
            section.texts("allowed"),
            section.integer("sinceVersion", 1),
            known.isPresent() ? fields(section, type, nested) : List.of(),
            section.text("description"));
    if (known.isPresent()) {
      section.done();
      checkRules(section, property);
    }
    checkVersion(section, property, newestVersion);
    return property;
  }

  private static Property.Format format(PlanSection section) {
    String label = section.optionalText("format");
    return label.isEmpty()
        ? Property.Format.NONE
        : oneOf(section, "format", label, Property.Format.values()).orElse(Property.Format.NONE);
  }

  private static List<Property> fields(PlanSection section, PropertyType type, boolean nested) {
    if (type != PropertyType.OBJECT_LIST) {
      if (section.has("fields")) {
        section.problem("fields", "only an object_list has fields; remove them or change the type");
      }
      section.optionalSection("fields");
      return List.of();
    }
    if (nested) {
      section.problem("type", "a field cannot be an object_list; flatten it");
    }
    List<Property> fields = read(section.section("fields"), 1, true);
    if (fields.isEmpty() && section.has("fields")) {
      section.problem("fields", "give an object_list at least one field");
    }
    return fields;
  }

  private static void checkRules(PlanSection section, Property property) {
    boolean numeric =
        property.type() == PropertyType.INTEGER || property.type() == PropertyType.NUMBER;
    for (String bound : List.of("min", "max")) {
      if (section.has(bound) && !numeric) {
        section.problem(bound, "only an integer or a number has a range; remove it");
      }
    }
    if (property.min().orElse(Double.NEGATIVE_INFINITY)
        > property.max().orElse(Double.POSITIVE_INFINITY)) {
      section.problem("min", "the range is empty; let min be at most max");
    }
    if (section.has("allowed") && property.type() != PropertyType.STRING) {
      section.problem("allowed", "only a string has allowed values; remove them");
    }
    if (section.has("allowed") && property.allowed().isEmpty()) {
      section.problem("allowed", "name at least one value, or remove the key");
    }
    if (section.has("allowed") && property.name().equals(Role.PERSONA.property())) {
      section.problem("allowed", "list the personas under the record type's `personas` instead");
    }
    if (section.has("format") && property.type() != PropertyType.STRING) {
      section.problem("format", "only a string has a format; remove it");
    }
  }

  private static void checkVersion(PlanSection section, Property property, int newestVersion) {
    if (property.sinceVersion() < 1 || property.sinceVersion() > Math.max(newestVersion, 1)) {
      section.problem(
          "sinceVersion", "let it lie between 1 and the newestVersion, " + newestVersion);
    }
    if (property.sinceVersion() > 1 && property.required()) {
      section.problem(
          "required", "a property of a later version must be optional: older records lack it");
    }
  }

  /** The constant of an enumeration by its lower-case name. */
  private static <E extends Enum<E>> Optional<E> oneOf(
      PlanSection section, String key, String label, E[] constants) {
    List<String> labels = new ArrayList<>();
    for (E constant : constants) {
      String known = constant.name().toLowerCase(Locale.ROOT);
      if (known.equals(label)) {
        return Optional.of(constant);
      }
      labels.add(known);
    }
    if (!label.isEmpty()) {
      section.problem(key, "is unknown; use one of " + labels);
    }
    return Optional.empty();
  }
}
