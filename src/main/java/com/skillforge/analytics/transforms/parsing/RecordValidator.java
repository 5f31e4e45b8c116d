package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.LookedUpPersona;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.transforms.parsing.JsonValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Checks the object that a {@link DocumentReader} has read against the tracking plan. All
 * violations are found, not only the first.
 */
final class RecordValidator {
  /** 2015-01-01T00:00:00Z: no event is older. */
  static final long FIRST_EVENT_TIME = 1_420_070_400_000L;

  static final String RAW_PII_RULE = "holds an e-mail address or a phone number in clear";

  /** The rules that apply to a record, and its schema version. */
  private record Resolved(TypeRules rules, int version) {}

  private final DocumentReader document;
  private final ViolationList violations;
  private final ValueChecker checker;
  private final PersonaChecker personas;
  private final RecordAssembler assembler;
  private final List<String> dropped = new ArrayList<>();
  private long latestEventTime = Long.MAX_VALUE;

  RecordValidator(DocumentReader document, ViolationList violations, RecordAssembler assembler) {
    this.document = document;
    this.violations = violations;
    this.assembler = assembler;
    this.checker = new ValueChecker(violations);
    this.personas = new PersonaChecker(violations);
  }

  /** Sets the latest event time that is believed, in epoch milliseconds. */
  void limitEventTime(long latestMillis) {
    latestEventTime = latestMillis;
  }

  /**
   * The record, or null when there are violations.
   *
   * @param persona what was looked up of the sender, for a record that names none
   */
  @Nullable AnalyticsRecord validate(
      TopicRules topic, SourceRecord source, LookedUpPersona persona) {
    dropped.clear();
    personas.start(persona, source.position());
    Resolved resolved = resolve(topic);
    TypeRules rules = resolved.rules;
    checker.start(resolved.version);
    @Nullable Object[] values = new Object[rules.propertyCount()];
    for (int n = 0; n < document.presentCount(); n++) {
      int slot = document.presentSlot(n);
      if (slot != topic.nameSlot()) {
        member(topic, source, resolved, slot, values);
      }
    }
    requirePresent(topic, resolved, values);
    for (DocumentReader.PiiSighting sighting : document.piiSightings()) {
      rawPii(sighting.order(), sighting.path());
    }
    RecordType type = rules.type();
    return type == null || !violations.isEmpty()
        ? null
        : assembler.assemble(rules, type, resolved.version, values, source);
  }

  /** Whether the last record named no persona and none was looked up. */
  boolean lacksPersona() {
    return personas.isLacking();
  }

  /** Whether nothing else is wrong with it than that nobody could be asked for its persona. */
  boolean wantsAnAnswerOnly() {
    return personas.isUnreachable() && violations.toList().size() == 1;
  }

  /** Tells the names of the properties that the last record had but its type has not. */
  void reportDropped(Consumer<String> listener) {
    report(dropped, listener);
    report(document.unknownNames(), listener);
    report(checker.droppedFields(), listener);
  }

  private static void report(List<String> names, Consumer<String> listener) {
    for (String name : names) {
      listener.accept(JsonPaths.safeName(name));
    }
  }

  /** Finds the record type; without one, what all types of the topic share is checked. */
  private Resolved resolve(TopicRules topic) {
    Resolved unknown = new Resolved(topic.common(), Integer.MAX_VALUE);
    JsonValue name = document.value(topic.nameSlot());
    TopicRules.Named named =
        name != null && name.kind() == Kind.TEXT ? topic.named(name.text()) : null;
    if (named == null && rejectForeign(topic)) {
      return new Resolved(topic.foreign(), Integer.MAX_VALUE);
    }
    if (named == null) {
      rejectName(topic, name);
      return unknown;
    }
    RecordType type = named.type().type();
    if (named.version() > 0 || type == null) {
      return new Resolved(named.type(), named.version());
    }
    JsonValue version = document.value(topic.versionSlot());
    double number = version == null ? 1 : numberOf(version);
    if (version != null && number > type.newestVersion()) {
      String path = JsonPaths.member(JsonPaths.ROOT, Role.VERSION.property());
      tooNew(version.order(), path);
      return unknown;
    }
    // A version that is no positive integer is found with the other values.
    return new Resolved(named.type(), number >= 1 ? (int) number : 1);
  }

  /** The number, or 0 for anything else and for what no integer can hold. */
  private static double numberOf(JsonValue value) {
    return switch (value.kind()) {
      case INTEGER -> (double) value.integer();
      case NUMBER ->
          value.number() == Math.rint(value.number()) && value.number() < 0x1p63
              ? value.number()
              : 0;
      default -> 0;
    };
  }

  /** A record of a type that travels on another topic is told apart from one without a name. */
  private boolean rejectForeign(TopicRules topic) {
    for (Map.Entry<Integer, String> slot : topic.foreignNameSlots().entrySet()) {
      JsonValue name = document.value(slot.getKey());
      if (name != null && name.kind() == Kind.TEXT && topic.isForeign(name.text())) {
        String message = "'" + name.text() + "' does not belong on this topic";
        String path = JsonPaths.member(JsonPaths.ROOT, slot.getValue());
        violations.add(name.order(), ErrorCode.UNKNOWN_EVENT, path, message);
        return true;
      }
    }
    return false;
  }

  private void rejectName(TopicRules topic, @Nullable JsonValue name) {
    String path = JsonPaths.member(JsonPaths.ROOT, topic.nameProperty());
    if (name == null || name.isNullOrEmptyText()) {
      checker.missing(name == null ? ViolationList.MISSING : name.order(), path);
    } else if (name.kind() != Kind.TEXT) {
      violations.add(name.order(), ErrorCode.WRONG_TYPE, path, "must be a string");
    } else if (topic.isTooNew(name.text())) {
      tooNew(name.order(), path);
    } else {
      String shown = JsonPaths.safeName(name.text());
      String message = "'" + shown + "' is not in the tracking plan for this topic";
      violations.add(name.order(), ErrorCode.UNKNOWN_EVENT, path, message);
      lookForPii(name, topic.nameSlot());
    }
  }

  private void tooNew(int order, String path) {
    String message = "is newer than the tracking plan's newest version of this record type";
    violations.add(order, ErrorCode.UNSUPPORTED_VERSION, path, message);
  }

  /** Checks one member of the object, and puts its value where the property stands. */
  private void member(
      TopicRules topic,
      SourceRecord source,
      Resolved resolved,
      int slot,
      @Nullable Object[] values) {
    TypeRules rules = resolved.rules;
    JsonValue value = document.value(slot);
    int index = rules.propertyOfSlot(slot);
    if (value == null) {
      return;
    }
    if (index < 0 || rules.property(index).sinceVersion() > resolved.version) {
      dropped.add(document.name(slot));
      lookForPii(value, slot);
      return;
    }
    Property property = rules.property(index);
    if (ValueChecker.isMissing(property, value)) {
      if (property.required()) {
        values[index] = missing(topic, rules, index, value.order());
      }
      return;
    }
    Object valid =
        switch (rules.role(index)) {
          case PERSONA -> persona(topic, rules, property, value);
          case EVENT_TIME -> eventTime(property, value, source);
          default -> checker.check(property, value, JsonPaths.ROOT);
        };
    if (valid == null || rules.isFreeText(index)) {
      lookForPii(value, slot);
    }
    values[index] = valid;
  }

  private @Nullable Object persona(
      TopicRules topic, TypeRules rules, Property property, JsonValue value) {
    return value.kind() == Kind.TEXT
        ? personas.own(topic, rules, value)
        : checker.check(property, value, JsonPaths.ROOT);
  }

  /** What stands for a required value that the record lacks; null, and a violation, for nothing. */
  private @Nullable Object missing(TopicRules topic, TypeRules rules, int index, int order) {
    if (rules.role(index) == Role.PERSONA) {
      return personas.absent(topic, rules, order);
    }
    checker.missing(order, JsonPaths.member(JsonPaths.ROOT, rules.property(index).name()));
    return null;
  }

  private @Nullable Object eventTime(Property property, JsonValue value, SourceRecord source) {
    Object valid = checker.check(property, value, JsonPaths.ROOT);
    if (valid instanceof Long millis) {
      String problem = eventTimeProblem(millis, source.timestampMillis(), latestEventTime);
      if (problem != null) {
        String path = JsonPaths.member(JsonPaths.ROOT, property.name());
        violations.add(value.order(), ErrorCode.TIMESTAMP_OUT_OF_RANGE, path, problem);
      }
    }
    return valid;
  }

  /**
   * What is wrong with a record's own event time; null when it is within its limits.
   *
   * @param latestMillis the latest event time that is believed, whatever the record's timestamp
   */
  static @Nullable String eventTimeProblem(
      long millis, long recordTimestampMillis, long latestMillis) {
    if (millis < FIRST_EVENT_TIME) {
      return "must not be before 2015-01-01";
    }
    if (millis >= ValueChecker.TIMESTAMP_LIMIT) {
      return "must be before 2100-01-01";
    }
    if (recordTimestampMillis != SourceRecord.NO_TIMESTAMP
        && millis - EventTimeLimit.MAX_AHEAD_MILLIS > recordTimestampMillis) {
      return "must not be more than 24 hours ahead of the record timestamp";
    }
    return millis > latestMillis
        ? "must not be more than 24 hours ahead of the launch of the run"
        : null;
  }

  private void requirePresent(TopicRules topic, Resolved resolved, @Nullable Object[] values) {
    TypeRules rules = resolved.rules;
    for (int i = 0; i < values.length; i++) {
      Property property = rules.property(i);
      if (values[i] == null
          && property.required()
          && property.sinceVersion() <= resolved.version
          && rules.role(i) != Role.NAME
          && document.value(rules.slotOfProperty(i)) == null) {
        values[i] = missing(topic, rules, i, ViolationList.MISSING);
      }
    }
  }

  private void lookForPii(JsonValue value, int slot) {
    if (value.kind() == Kind.TEXT && PiiScanner.containsPii(value.text())) {
      rawPii(value.order(), JsonPaths.member(JsonPaths.ROOT, document.name(slot)));
    }
  }

  private void rawPii(int order, String path) {
    violations.add(order, ErrorCode.RAW_PII, path, RAW_PII_RULE);
  }
}
