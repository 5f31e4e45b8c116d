package com.skillforge.analytics.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The rules that hold between the parts of a plan; what one part must be, its reader checks. */
final class PlanChecks {
  private static final Pattern VERSION_SUFFIX = Pattern.compile(".*_v\\d+");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Pattern OPTION = Pattern.compile("[a-z][a-zA-Z0-9]*");

  private final List<RecordType> types;
  private final List<Topic> topics;
  private final PlanProblems problems;

  private PlanChecks(List<RecordType> types, List<Topic> topics, PlanProblems problems) {
    this.types = types;
    this.topics = topics;
    this.problems = problems;
  }

  static void check(List<RecordType> types, List<Topic> topics, PlanProblems problems) {
    PlanChecks checks = new PlanChecks(types, topics, problems);
    checks.names();
    types.forEach(checks::eventTime);
    types.forEach(checks::personas);
    types.forEach(checks::nameAndId);
    checks.destinations("snowflake", type -> type.storage().snowflake());
    checks.destinations("bigquery", type -> type.storage().bigquery());
    checks.topics();
  }

  /** Where a record type stands in the file. */
  private static String path(RecordType type) {
    return (type.kind() == RecordType.Kind.EVENT ? "events." : "records.") + type.name();
  }

  private static String core(RecordType type) {
    return type.kind() == RecordType.Kind.EVENT ? "core.events" : "core.records";
  }

  private static String path(Topic topic) {
    return "topics." + topic.name();
  }

  private void names() {
    Set<String> names = new HashSet<>();
    for (RecordType type : types) {
      if (!PropertyReader.NAME.matcher(type.name()).matches()) {
        problems.add(path(type), PropertyReader.NAME_ADVICE);
      }
      if (VERSION_SUFFIX.matcher(type.name()).matches()) {
        problems.add(path(type), "leave the version suffix out and raise newestVersion instead");
      }
      if (!names.add(type.name())) {
        problems.add(path(type), "is an event and another record as well; rename one of them");
      }
    }
  }

  private void eventTime(RecordType type) {
    boolean good =
        type.property(type.eventTimeProperty())
            .map(p -> p.required() && p.type() == PropertyType.TIMESTAMP)
            .orElse(false);
    boolean unsure = problems.under(core(type)) || problems.under(path(type) + ".properties");
    if (!good && !unsure && !type.eventTimeProperty().isEmpty()) {
      problems.add(path(type) + ".eventTime", "name a required timestamp among its properties");
    }
  }

  private void personas(RecordType type) {
    boolean tagged = type.has(Role.PERSONA);
    if (tagged && type.personas().isEmpty() && !problems.under(path(type) + ".personas")) {
      problems.add(
          path(type) + ".personas", "name the personas that its persona property may hold");
    }
    if (!tagged && !type.personas().isEmpty()) {
      problems.add(path(type) + ".personas", "write [], or give the type a persona property");
    }
  }

  /** The parser and the de-duplication rely on these two. */
  private void nameAndId(RecordType type) {
    RecordType.Kind kind = type.kind();
    String core = core(type);
    if (type.property(kind.nameProperty()).filter(Property::required).isEmpty()) {
      problems.add(core + ".properties", "add the required string " + kind.nameProperty());
    }
    if (type.property(kind.idProperty()).isEmpty()) {
      problems.add(core + ".properties", "add the string " + kind.idProperty());
    }
  }

  /** Each record type has a table of its own in each warehouse. */
  private void destinations(String warehouse, Function<RecordType, TableName> destination) {
    Map<TableName, String> owners = new HashMap<>();
    for (RecordType type : types) {
      TableName table = destination.apply(type);
      String owner = owners.putIfAbsent(table, type.name());
      if (owner != null && !table.table().isEmpty()) {
        problems.add(
            path(type) + ".storage." + warehouse,
            table + " belongs to " + owner + " already; choose another table");
      }
    }
  }

  private void topics() {
    Map<String, RecordType> byName = new HashMap<>();
    types.forEach(type -> byName.put(type.name(), type));
    Set<String> carried = new HashSet<>();
    for (Topic topic : topics) {
      if (!TOPIC.matcher(topic.name()).matches()) {
        problems.add(
            path(topic), "Kafka allows letters, digits, dots, hyphens and underscores only");
      }
      if (!topic.option().isEmpty() && !OPTION.matcher(topic.option()).matches()) {
        problems.add(path(topic) + ".option", "write the option's name in camelCase, without --");
      }
      for (String name : topic.recordTypes()) {
        RecordType type = byName.get(name);
        if (type == null) {
          problems.add(path(topic) + ".carries", name + " is not a record type of this plan");
        } else if (topic.persona().isPresent() && !type.has(Role.PERSONA)) {
          problems.add(
              path(topic) + ".persona", name + " has no persona; remove it from one or the other");
        }
        carried.add(name);
      }
    }
    for (RecordType type : types) {
      if (!carried.contains(type.name())) {
        problems.add(path(type), "travels on no topic; add it to the `carries` of one");
      }
    }
  }
}
