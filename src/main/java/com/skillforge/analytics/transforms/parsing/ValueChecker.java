package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.transforms.parsing.JsonValue.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Checks one value against its property and turns it into what {@link AnalyticsRecord} keeps. Raw
 * PII, personas and the limits of the record's own event time are the {@link RecordValidator}'s.
 */
final class ValueChecker {
  /** 2100-01-01T00:00:00Z: no timestamp of any kind reaches this. */
  static final long TIMESTAMP_LIMIT = 4_102_444_800_000L;

  /** The rule that a missing value breaks. */
  static final String REQUIRED = "is required and must not be empty";

  private static final double LONG_LIMIT = 0x1p63;

  private final ViolationList violations;
  private final List<String> droppedFields = new ArrayList<>();
  private int version;

  ValueChecker(ViolationList violations) {
    this.violations = violations;
  }

  /** Starts the next record, of the given schema version. */
  void start(int version) {
    this.version = version;
    droppedFields.clear();
  }

  /** Fields of list elements that are not in the plan, such as {@code tasks[].name}. */
  List<String> droppedFields() {
    return droppedFields;
  }

  /**
   * The value to keep; null, and a violation, when it breaks a rule.
   *
   * @param value neither null nor, where the property is required, an empty text
   * @param parent the path of the object that has the property
   */
  @Nullable Object check(Property property, JsonValue value, String parent) {
    return switch (property.type()) {
      case STRING -> string(property, value, parent);
      case TIMESTAMP -> timestamp(property, value, parent);
      case INTEGER -> integer(property, value, parent);
      case NUMBER -> number(property, value, parent);
      case BOOLEAN ->
          value.kind() == Kind.BOOLEAN
              ? (Object) (value.integer() == 1)
              : reject(ErrorCode.WRONG_TYPE, property, value, parent, "must be true or false");
      case STRING_LIST -> strings(property, value, parent);
      case OBJECT_LIST -> objects(property, value, parent);
    };
  }

  private @Nullable Object string(Property property, JsonValue value, String parent) {
    if (value.kind() != Kind.TEXT) {
      return reject(ErrorCode.WRONG_TYPE, property, value, parent, "must be a string");
    }
    String text = value.text();
    if (property.format() == Property.Format.UUID && !Formats.isUuid(text)) {
      return reject(ErrorCode.BAD_FORMAT, property, value, parent, "must be a UUID");
    }
    if (property.format() == Property.Format.SHA256 && !Formats.isSha256(text)) {
      String rule = "must be 64 lower-case hexadecimal digits";
      return reject(ErrorCode.BAD_FORMAT, property, value, parent, rule);
    }
    if (!property.allowed().isEmpty() && !property.allowed().contains(text)) {
      String rule = "must be one of " + String.join(", ", property.allowed());
      return reject(ErrorCode.BAD_FORMAT, property, value, parent, rule);
    }
    return text;
  }

  private @Nullable Object timestamp(Property property, JsonValue value, String parent) {
    if (value.kind() != Kind.TEXT) {
      return reject(ErrorCode.WRONG_TYPE, property, value, parent, "must be a timestamp string");
    }
    long millis = Timestamps.parse(value.text());
    if (millis == Timestamps.INVALID) {
      String rule = "must be an ISO 8601 UTC timestamp such as 2025-01-31T08:15:00Z";
      return reject(ErrorCode.BAD_FORMAT, property, value, parent, rule);
    }
    if (millis >= TIMESTAMP_LIMIT) {
      String rule = "must be before 2100-01-01";
      return reject(ErrorCode.TIMESTAMP_OUT_OF_RANGE, property, value, parent, rule);
    }
    return millis;
  }

  private @Nullable Object integer(Property property, JsonValue value, String parent) {
    long integer;
    if (value.kind() == Kind.INTEGER) {
      integer = value.integer();
    } else if (value.kind() == Kind.NUMBER && value.number() == Math.rint(value.number())) {
      double number = value.number();
      if (number >= LONG_LIMIT || number < -LONG_LIMIT) {
        String rule = "must fit a 64-bit integer";
        return reject(ErrorCode.OUT_OF_RANGE, property, value, parent, rule);
      }
      integer = (long) number;
    } else {
      return reject(ErrorCode.WRONG_TYPE, property, value, parent, "must be an integer");
    }
    return isInRange(property, (double) integer)
        ? (Object) integer
        : outOfRange(property, value, parent);
  }

  private @Nullable Object number(Property property, JsonValue value, String parent) {
    double number;
    switch (value.kind()) {
      case INTEGER -> number = (double) value.integer();
      case NUMBER -> number = value.number() + 0.0; // -0.0 becomes 0.0
      default -> {
        return reject(ErrorCode.WRONG_TYPE, property, value, parent, "must be a number");
      }
    }
    return isInRange(property, number) ? (Object) number : outOfRange(property, value, parent);
  }

  private static boolean isInRange(Property property, double number) {
    return (property.min().isEmpty() || number >= property.min().get())
        && (property.max().isEmpty() || number <= property.max().get());
  }

  private @Nullable Object outOfRange(Property property, JsonValue value, String parent) {
    String rule =
        property.max().isEmpty()
            ? "must be at least " + plain(property.min().orElseThrow())
            : property.min().isEmpty()
                ? "must be at most " + plain(property.max().get())
                : "must be from "
                    + plain(property.min().get())
                    + " to "
                    + plain(property.max().get());
    return reject(ErrorCode.OUT_OF_RANGE, property, value, parent, rule);
  }

  private static String plain(double limit) {
    return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
  }

  private @Nullable Object strings(Property property, JsonValue value, String parent) {
    if (value.kind() != Kind.ARRAY) {
      String rule = "must be an array of strings";
      return reject(ErrorCode.WRONG_TYPE, property, value, parent, rule);
    }
    List<String> texts = new ArrayList<>(value.elements().size());
    for (int i = 0; i < value.elements().size(); i++) {
      JsonValue element = value.elements().get(i);
      if (element.kind() == Kind.TEXT && !element.text().isEmpty()) {
        texts.add(element.text());
        continue;
      }
      String path = JsonPaths.element(JsonPaths.member(parent, property.name()), i);
      if (element.isNullOrEmptyText()) {
        missing(element.order(), path);
      } else {
        violations.add(element.order(), ErrorCode.WRONG_TYPE, path, "must be a string");
      }
    }
    return texts.size() == value.elements().size() ? Collections.unmodifiableList(texts) : null;
  }

  private @Nullable Object objects(Property property, JsonValue value, String parent) {
    if (value.kind() != Kind.ARRAY) {
      String rule = "must be an array of objects";
      return reject(ErrorCode.WRONG_TYPE, property, value, parent, rule);
    }
    List<AnalyticsRecord.Fields> objects = new ArrayList<>(value.elements().size());
    for (int i = 0; i < value.elements().size(); i++) {
      JsonValue element = value.elements().get(i);
      String path = JsonPaths.element(JsonPaths.member(parent, property.name()), i);
      if (element.kind() == Kind.OBJECT) {
        objects.add(fields(property, element, path));
      } else if (element.kind() == Kind.NULL) {
        missing(element.order(), path);
      } else {
        violations.add(element.order(), ErrorCode.WRONG_TYPE, path, "must be an object");
      }
    }
    return Collections.unmodifiableList(objects);
  }

  private AnalyticsRecord.Fields fields(Property property, JsonValue object, String path) {
    List<Property> known = property.fields();
    @Nullable Object[] values = new Object[known.size()];
    Map<String, JsonValue> members = object.members();
    int used = 0;
    for (int i = 0; i < values.length; i++) {
      Property field = known.get(i);
      if (field.sinceVersion() > version) {
        continue;
      }
      JsonValue value = members.get(field.name());
      if (value != null) {
        used++;
      }
      if (value == null || isMissing(field, value)) {
        if (field.required()) {
          int order = value == null ? object.order() : value.order();
          missing(order, JsonPaths.member(path, field.name()));
        }
      } else {
        values[i] = check(field, value, path);
      }
    }
    if (used < members.size()) {
      countDropped(property, members);
    }
    return new AnalyticsRecord.Fields(Collections.unmodifiableList(Arrays.asList(values)));
  }

  private void countDropped(Property property, Map<String, JsonValue> members) {
    for (String name : members.keySet()) {
      boolean known =
          property.fields().stream()
              .anyMatch(f -> f.name().equals(name) && f.sinceVersion() <= version);
      if (!known) {
        droppedFields.add(property.name() + "[]." + name);
      }
    }
  }

  /** Whether the value counts as absent. */
  static boolean isMissing(Property property, JsonValue value) {
    return value.kind() == Kind.NULL || (property.required() && value.isNullOrEmptyText());
  }

  void missing(int order, String path) {
    violations.add(order, ErrorCode.MISSING_PROPERTY, path, REQUIRED);
  }

  private @Nullable Object reject(
      ErrorCode code, Property property, JsonValue value, String parent, String rule) {
    violations.add(value.order(), code, JsonPaths.member(parent, property.name()), rule);
    return null;
  }
}
