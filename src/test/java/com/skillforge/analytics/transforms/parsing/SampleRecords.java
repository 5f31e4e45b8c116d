package com.skillforge.analytics.transforms.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.Violation;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Valid records of every type, and short ways to change, parse and judge them. */
final class SampleRecords {
  static final TrackingPlan PLAN = TrackingPlan.builtIn();
  static final String STUDENT_TOPIC = "analytics.events.student";
  static final String UUID_TEXT = "0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c812";
  static final String HASH = "c3a94b4e9a3d7c6d4b65f7d67c2dbfe09f4c2f5ddad3d6e279d0da5f1e65e123";

  /** 2024-05-21T15:42:18Z, the event time of the samples. */
  static final long EVENT_TIME = 1_716_306_138_000L;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SampleRecords() {}

  /** A valid record of a type with every property, optional ones and later versions' included. */
  static Map<String, Object> full(RecordType type) {
    Map<String, Object> members = required(type);
    type.properties().forEach(property -> members.put(property.name(), value(type, property)));
    members.put("schema_version", type.newestVersion());
    return members;
  }

  /** A valid record of a type with its required properties only. */
  static Map<String, Object> required(RecordType type) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(type.kind().nameProperty(), type.name());
    for (Property property : type.properties()) {
      if (property.required()) {
        members.put(property.name(), value(type, property));
      }
    }
    return members;
  }

  static Map<String, Object> required(String type) {
    return required(PLAN.recordType(type).orElseThrow());
  }

  private static Object value(RecordType type, Property property) {
    if (property.name().equals(type.kind().nameProperty())) {
      return type.name();
    }
    if (property.name().equals("persona")) {
      return persona(type).label();
    }
    return switch (property.type()) {
      case STRING ->
          switch (property.format()) {
            case UUID -> UUID_TEXT;
            case SHA256 -> HASH;
            case NONE ->
                property.allowed().isEmpty()
                    ? "some " + property.name()
                    : property.allowed().get(0);
          };
      case INTEGER -> 1L;
      case NUMBER -> 72.5;
      case BOOLEAN -> false;
      case TIMESTAMP -> "2024-05-21T15:42:18Z";
      case STRING_LIST -> List.of("usr_1", "usr_2");
      case OBJECT_LIST -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        property.fields().forEach(field -> fields.put(field.name(), value(type, field)));
        yield List.of(fields, fields);
      }
    };
  }

  private static Persona persona(RecordType type) {
    return type.personas().contains(Persona.STUDENT) ? Persona.STUDENT : Persona.ADVISOR;
  }

  /** The topic that records of {@link #required} belong on. */
  static String topicOf(RecordType type) {
    return PLAN.topics().stream()
        .filter(topic -> topic.recordTypes().contains(type.name()))
        .filter(topic -> topic.persona().isEmpty() || topic.persona().get() == persona(type))
        .map(Topic::name)
        .findFirst()
        .orElseThrow();
  }

  /** The members with one added or replaced. */
  static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(members);
    changed.put(name, value);
    return changed;
  }

  static Map<String, Object> without(Map<String, Object> members, String name) {
    Map<String, Object> changed = new LinkedHashMap<>(members);
    changed.remove(name);
    return changed;
  }

  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static SourceRecord source(String topic, byte[] value) {
    RecordPosition position = new RecordPosition(RecordPosition.KAFKA, topic, 3, 17);
    return new SourceRecord(position, EVENT_TIME + 500, null, value);
  }

  static ParseResult parse(String topic, byte[] value) {
    return new RecordParser(PLAN, "local").parse(source(topic, value), name -> {});
  }

  static AnalyticsRecord accepted(String topic, String json) {
    return accepted(parse(topic, json.getBytes(UTF_8)));
  }

  static AnalyticsRecord accepted(ParseResult result) {
    assertThat(result).isInstanceOf(ParseResult.Accepted.class);
    return ((ParseResult.Accepted) result).record();
  }

  /** An event that must be valid, on the topic of students. */
  static AnalyticsRecord accepted(Map<String, Object> event) {
    return accepted(STUDENT_TOPIC, json(event));
  }

  static DeadLetter rejected(ParseResult result) {
    assertThat(result).isInstanceOf(ParseResult.Rejected.class);
    return ((ParseResult.Rejected) result).deadLetter();
  }

  static DeadLetter rejected(String topic, String json) {
    return rejected(parse(topic, json.getBytes(UTF_8)));
  }

  /** The violations of a record as {@code CODE path}; empty for a valid record. */
  static List<String> violations(String topic, byte[] value) {
    ParseResult result = parse(topic, value);
    return result instanceof ParseResult.Rejected rejected
        ? rejected.deadLetter().violations().stream().map(SampleRecords::shorten).toList()
        : List.of();
  }

  static List<String> violations(String topic, String json) {
    return violations(topic, json.getBytes(UTF_8));
  }

  static List<String> violations(Map<String, Object> event) {
    return violations(STUDENT_TOPIC, json(event));
  }

  static String shorten(Violation violation) {
    return violation.code() + " " + violation.path();
  }

  /** All that a record holds, by name, for comparisons. */
  static Map<String, Object> contents(AnalyticsRecord record) {
    Map<String, Object> contents = new LinkedHashMap<>();
    List<Property> properties = record.type().properties();
    for (int i = 0; i < properties.size(); i++) {
      if (record.value(i) != null) {
        contents.put(properties.get(i).name(), record.value(i));
      }
    }
    List<Object> rest = new ArrayList<>();
    rest.add(record.type().name());
    rest.add(record.version());
    rest.add(record.recordId());
    rest.add(record.tenantId());
    rest.add(record.environment());
    rest.add(String.valueOf(record.canonicalUserId()));
    rest.add(record.eventTimeMillis());
    rest.add(record.recordTimestampMillis());
    rest.add(record.position());
    rest.add(record.tombstone());
    rest.add(record.optedOut());
    contents.put("(record)", rest);
    return contents;
  }
}
