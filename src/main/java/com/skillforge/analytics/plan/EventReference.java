package com.skillforge.analytics.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders a tracking plan for people, as {@code docs/event-reference.md}. */
public final class EventReference {
  private static final String HEAD =
      """
      <!-- Generated; do not edit. -->
      # Event reference

      Every record type and topic of the tracking plan, revision %d.
      This page is generated from `src/main/resources/tracking-plan.yaml`; after a change there, run
      `./scripts/regenerate.sh`.

      Timestamps are ISO 8601 UTC (`Z` or `+00:00`). A required property must be there, not null and
      not an empty string. Properties that the plan does not name are dropped and counted.

      - *Essential*: kept, with reduced columns, after the user has opted out.
      - *User-initiated*: counts as activity of the user.
      - *Suppressible*: dropped while the user is opted out.
      """;

  private static final String PROPERTY_HEAD =
      """

      | property | type | required | rule | since version | meaning |
      |---|---|---|---|---|---|
      """;

  private final TrackingPlan plan;
  private final StringBuilder out = new StringBuilder();

  private EventReference(TrackingPlan plan) {
    this.plan = plan;
  }

  /** The whole page, in Markdown. */
  public static String render(TrackingPlan plan) {
    return new EventReference(plan).page();
  }

  private String page() {
    out.append(HEAD.formatted(plan.revision()));
    topics();
    kind("Analytics events", "every event", RecordType.Kind.EVENT);
    kind("Other records", "every other record", RecordType.Kind.RECORD);
    return out.toString();
  }

  private void topics() {
    out.append(
        """

        ## Topics

        | topic | renamed by | persona | record types | key | compacted |
        |---|---|---|---|---|---|
        """);
    for (Topic topic : plan.topics()) {
      row(
          code(topic.name()),
          code("--" + topic.option()),
          topic.persona().map(p -> code(p.label())).orElse("any"),
          carried(topic),
          topic.key(),
          yesNo(topic.compacted()));
    }
  }

  private String carried(Topic topic) {
    Set<String> events =
        types(RecordType.Kind.EVENT).stream().map(RecordType::name).collect(Collectors.toSet());
    return topic.recordTypes().equals(events)
        ? "all analytics events"
        : codes(
            plan.recordTypes().stream()
                .map(RecordType::name)
                .filter(topic.recordTypes()::contains));
  }

  private List<RecordType> types(RecordType.Kind kind) {
    return plan.recordTypes().stream().filter(type -> type.kind() == kind).toList();
  }

  private void kind(String title, String everyOne, RecordType.Kind kind) {
    List<RecordType> types = types(kind);
    List<Property> shared = shared(types);
    out.append("\n## ").append(title).append("\n\n### Properties of ").append(everyOne);
    out.append('\n').append(PROPERTY_HEAD);
    shared.forEach(property -> row(property, requiredBy(types, property)));
    types.forEach(type -> recordType(type, shared, everyOne));
  }

  /** The properties that all types have alike; only whether they are required may differ. */
  private static List<Property> shared(List<RecordType> types) {
    return types.stream().findFirst().map(RecordType::properties).orElse(List.of()).stream()
        .map(Property::asOptional)
        .filter(property -> types.stream().allMatch(type -> has(type, property)))
        .toList();
  }

  private static boolean has(RecordType type, Property shared) {
    return type.property(shared.name())
        .map(Property::asOptional)
        .filter(shared::equals)
        .isPresent();
  }

  /** For example {@code yes, but not on `career_match_viewed`}. */
  private static String requiredBy(List<RecordType> types, Property property) {
    Predicate<RecordType> requires =
        type -> type.property(property.name()).orElseThrow().required();
    List<RecordType> requiring = types.stream().filter(requires).toList();
    if (requiring.isEmpty() || requiring.size() == types.size()) {
      return yesNo(!requiring.isEmpty());
    }
    return requiring.size() * 2 > types.size()
        ? "yes, but not on " + codes(types.stream().filter(requires.negate()).map(RecordType::name))
        : "only on " + codes(requiring.stream().map(RecordType::name));
  }

  private void recordType(RecordType type, List<Property> shared, String everyOne) {
    out.append("\n### `").append(type.name()).append("`\n\n");
    out.append(type.description()).append(".\n\n");
    if (!type.personas().isEmpty()) {
      item(
          "Personas",
          codes(Stream.of(Persona.values()).filter(type.personas()::contains).map(Persona::label)));
    }
    RecordType.Storage storage = type.storage();
    item("Snowflake", code(storage.snowflake().toString()));
    item("BigQuery", code(storage.bigquery().toString()));
    item("Retention", retention(storage));
    item("Event time", code(type.eventTimeProperty()));
    item("Newest version", Integer.toString(type.newestVersion()));
    item("Behaviour", behaviour(type.behaviour()));
    if (!type.emission().frontend().isEmpty()) {
      item("Frontend", type.emission().frontend());
    }
    if (!type.emission().backend().isEmpty()) {
      item("Backend", type.emission().backend());
    }
    List<Property> own =
        type.properties().stream().filter(p -> !shared.contains(p.asOptional())).toList();
    if (own.isEmpty()) {
      out.append("\nNo properties beyond those of ").append(everyOne).append(".\n");
    } else {
      out.append("\nBeyond the properties of ").append(everyOne).append(":\n");
      out.append(PROPERTY_HEAD);
      own.forEach(property -> row(property, yesNo(property.required())));
    }
    out.append("\n```json\n").append(ExampleRecord.of(type)).append("\n```\n");
  }

  private static String retention(RecordType.Storage storage) {
    String years = storage.retentionYears() + (storage.retentionYears() == 1 ? " year" : " years");
    return storage.retentionReason().isEmpty()
        ? years
        : years + " (" + storage.retentionReason() + ")";
  }

  private static String behaviour(RecordType.Behaviour behaviour) {
    List<String> words = new ArrayList<>();
    if (behaviour.essential()) {
      words.add("essential");
    }
    if (behaviour.userInitiated()) {
      words.add("user-initiated");
    }
    if (behaviour.suppressible()) {
      words.add("suppressible");
    }
    return words.isEmpty()
        ? "none of essential, user-initiated, suppressible"
        : String.join(", ", words);
  }

  private void row(Property property, String required) {
    row(
        code(property.name()),
        typeName(property),
        required,
        rule(property),
        Integer.toString(property.sinceVersion()),
        property.description());
  }

  private static String typeName(Property property) {
    return switch (property.type()) {
      case STRING -> "string";
      case INTEGER -> "integer";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp";
      case STRING_LIST -> "array of strings";
      case OBJECT_LIST -> "array of objects";
    };
  }

  private static String rule(Property property) {
    if (property.name().equals(Role.PERSONA.property())) {
      return "a persona of the record type";
    }
    List<String> rules = new ArrayList<>();
    switch (property.format()) {
      case NONE -> {}
      case UUID -> rules.add("UUID");
      case SHA256 -> rules.add("64 lower-case hexadecimal digits");
    }
    if (property.min().isPresent() && property.max().isPresent()) {
      rules.add(number(property.min().get()) + " to " + number(property.max().get()));
    } else {
      property.min().ifPresent(min -> rules.add("at least " + number(min)));
      property.max().ifPresent(max -> rules.add("at most " + number(max)));
    }
    if (!property.allowed().isEmpty()) {
      rules.add("one of " + codes(property.allowed().stream()));
    }
    if (!property.fields().isEmpty()) {
      rules.add(
          "each has "
              + property.fields().stream()
                  .map(EventReference::field)
                  .collect(Collectors.joining(", ")));
    }
    return String.join("; ", rules);
  }

  private static String field(Property field) {
    String rule = rule(field);
    return "%s (%s, %s%s)"
        .formatted(
            code(field.name()),
            typeName(field),
            field.required() ? "required" : "optional",
            rule.isEmpty() ? "" : ", " + rule);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,f", BigDecimal.valueOf(value)).replaceFirst("\\.?0+$", "");
  }

  private void row(String... cells) {
    out.append('|');
    for (String cell : cells) {
      out.append(cell.isEmpty() ? " " : " " + cell.replace("|", "\\|") + " ").append('|');
    }
    out.append('\n');
  }

  private void item(String name, String value) {
    out.append("- ").append(name).append(": ").append(value).append('\n');
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String codes(Stream<String> texts) {
    return texts.map(EventReference::code).collect(Collectors.joining(", "));
  }
}
