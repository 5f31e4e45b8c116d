package com.skillforge.analytics.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A valid record of a type, with values such as it has in life: for people who write producers. */
final class ExampleRecord {
  private static final String TIME = "2026-02-02T09:30:00Z";
  private static final String UUID = "0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c812";

  /** What properties of these names hold; others follow from their rules. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("tenant_id", "university"),
          Map.entry("context_page", "/dashboard"),
          Map.entry("user_id", "usr_10042"),
          Map.entry("student_id", "usr_10042"),
          Map.entry("advisor_id", "usr_20007"),
          Map.entry("release_version", "29.1"),
          Map.entry("model_version", "2026.1"),
          Map.entry("dataset", "occupations"),
          Map.entry("due_at", "2026-02-16T22:59:59Z"),
          Map.entry("unassigned_at", "2026-06-30T00:00:00Z"),
          Map.entry("finished_at", "2026-02-02T09:42:10Z"));

  private ExampleRecord() {}

  /** One line of JSON, with every property of the newest version but those that few send. */
  static String of(RecordType type) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(type.kind().nameProperty(), type.name());
    for (Property property : type.properties()) {
      if (property.required() || !shared(property)) {
        members.putIfAbsent(property.name(), value(type, property));
      }
    }
    members.put(Role.TENANT.property(), KNOWN.get(Role.TENANT.property()));
    if (type.newestVersion() > 1) {
      members.put(Role.VERSION.property(), type.newestVersion());
    }
    return json(members);
  }

  /** Optional ones that every record may have: the table above the examples explains them. */
  private static boolean shared(Property property) {
    return List.of(
            "event_id",
            "record_id",
            "schema_version",
            "tenant_id",
            "environment",
            "context_device",
            "pii_hash",
            "salt_version")
        .contains(property.name());
  }

  private static Object value(RecordType type, Property property) {
    Persona persona = type.personas().stream().sorted().findFirst().orElse(Persona.STUDENT);
    if (property.name().equals(Role.PERSONA.property())) {
      return persona.label();
    }
    if (property.name().equals(Role.USER.property()) && persona == Persona.ADVISOR) {
      return KNOWN.get("advisor_id");
    }
    return switch (property.type()) {
      case STRING -> text(property);
      case INTEGER -> Math.round(middle(property));
      case NUMBER -> middle(property);
      // A flag of everybody is down but where the record is there to raise it.
      case BOOLEAN ->
          !property.name().equals(Role.OPT_OUT.property()) || type.name().contains("opt_out");
      case TIMESTAMP -> KNOWN.getOrDefault(property.name(), TIME);
      case STRING_LIST -> List.of("usr_10042", "usr_10043");
      case OBJECT_LIST -> {
        Map<String, Object> element = new LinkedHashMap<>();
        property.fields().forEach(field -> element.put(field.name(), value(type, field)));
        yield List.of(element);
      }
    };
  }

  private static String text(Property property) {
    if (!property.allowed().isEmpty()) {
      return property.allowed().get(0);
    }
    return switch (property.format()) {
      case UUID -> UUID;
      case SHA256 -> "c3a94b4e9a3d7c6d4b65f7d67c2dbfe09f4c2f5ddad3d6e279d0da5f1e65e123";
      case NONE ->
          Optional.ofNullable(KNOWN.get(property.name()))
              .orElseGet(() -> property.name().replaceFirst("_id$", "") + "_17");
    };
  }

  /** A number that the rule allows: three quarters of a small range, little of a large one. */
  private static double middle(Property property) {
    double least = property.min().orElse(0.0);
    return least + (Math.min(property.max().orElse(100_000.0), 100_000) - least) * 0.75;
  }

  private static String json(Object value) {
    if (value instanceof Map<?, ?> members) {
      List<String> all = new ArrayList<>();
      members.forEach((name, member) -> all.add("\"" + name + "\": " + json(member)));
      return "{" + String.join(", ", all) + "}";
    }
    if (value instanceof List<?> elements) {
      return "[" + String.join(", ", elements.stream().map(ExampleRecord::json).toList()) + "]";
    }
    return value instanceof String text ? "\"" + text + "\"" : value.toString();
  }
}
