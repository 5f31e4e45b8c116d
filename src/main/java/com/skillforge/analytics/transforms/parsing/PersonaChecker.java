package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.LookedUpPersona;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Judges the persona of a record: its own, or, where it has none, the one that was looked up. None
 * is ever taken from anything else, such as the topic.
 */
final class PersonaChecker {
  private static final String PATH = JsonPaths.member(JsonPaths.ROOT, Role.PERSONA.property());

  private static final Map<String, Persona> PERSONAS =
      Arrays.stream(Persona.values())
          .collect(Collectors.toUnmodifiableMap(Persona::label, Function.identity()));

  private final ViolationList violations;
  private LookedUpPersona lookedUp = LookedUpPersona.NONE;
  private @Nullable RecordPosition position;
  private boolean lacking;

  PersonaChecker(ViolationList violations) {
    this.violations = violations;
  }

  /**
   * Starts the next record.
   *
   * @param lookedUp what is known of its sender
   */
  void start(LookedUpPersona lookedUp, RecordPosition position) {
    this.lookedUp = lookedUp;
    this.position = position;
    lacking = false;
  }

  /** The persona that the record names; null when it is none. */
  @Nullable String own(TopicRules topic, TypeRules rules, JsonValue value) {
    return judge(rules, value.text(), topic.persona(), value.order(), "");
  }

  /** The persona of a record that names none; null, and a violation, when nobody knows it. */
  @Nullable String absent(TopicRules topic, TypeRules rules, int order) {
    switch (lookedUp.answer()) {
      case FOUND -> {
        return judge(rules, lookedUp.text(), expected(topic), order, ", as it was looked up");
      }
      case UNREACHABLE -> {
        lacking = true;
        String rule = ValueChecker.REQUIRED + "; it could not be looked up, Redis was out of reach";
        violations.add(order, ErrorCode.MISSING_PROPERTY, PATH, rule);
      }
      case NONE -> {
        lacking = true;
        violations.add(order, ErrorCode.MISSING_PROPERTY, PATH, ValueChecker.REQUIRED);
      }
    }
    return null;
  }

  /** A line that lies on no topic went to its topic for want of a persona. */
  private @Nullable Persona expected(TopicRules topic) {
    return position != null && position.isOnTopic() ? topic.persona() : null;
  }

  /** Whether the record names no persona and none was looked up. */
  boolean isLacking() {
    return lacking;
  }

  /** Whether that is so because nobody could be asked. */
  boolean isUnreachable() {
    return lacking && lookedUp.answer() == LookedUpPersona.Answer.UNREACHABLE;
  }

  private @Nullable String judge(
      TypeRules rules, String text, @Nullable Persona expected, int order, String origin) {
    Persona persona = PERSONAS.get(text);
    boolean allowed = persona != null && rules.personas().contains(persona);
    if (!allowed) {
      String rule =
          persona == null ? "is not a persona" : "is not a persona that this record type is for";
      violations.add(order, ErrorCode.PERSONA_NOT_ALLOWED, PATH, rule + origin);
    }
    if (expected != null && expected != persona) {
      String rule = "is not the persona of the topic, " + expected.label();
      violations.add(order, ErrorCode.TOPIC_PERSONA_MISMATCH, PATH, rule + origin);
    }
    return persona == null ? null : persona.label();
  }
}
