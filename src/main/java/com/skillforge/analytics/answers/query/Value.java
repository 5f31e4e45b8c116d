package com.skillforge.analytics.answers.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A value in a row of an answer, by its type; no type has a null inside, which is {@link None}. */
public sealed interface Value {
  /** No value. */
  record None() implements Value {}

  /** A text, which may be empty. */
  record Text(String text) implements Value {}

  /** An integer of any size. */
  record Whole(BigInteger number) implements Value {}

  /** A floating-point number; NaN and the infinities are some too. */
  record Real(double number) implements Value {}

  /** A number with a fixed number of decimal places. */
  record Decimal(BigDecimal number) implements Value {}

  /** True or false. */
  record Flag(boolean on) implements Value {}

  /** A point in time. */
  record Moment(Instant instant) implements Value {}

  /** Values in their order. */
  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A JSON document, or what is best shown as one. */
  record Document(JsonNode json) implements Value {}

  /** A text; no value for null. */
  static Value text(@Nullable String text) {
    return text == null ? new None() : new Text(text);
  }

  /** An integer; no value for null. */
  static Value whole(@Nullable Long number) {
    return number == null ? new None() : new Whole(BigInteger.valueOf(number));
  }

  /** A floating-point number; no value for null. */
  static Value real(@Nullable Double number) {
    return number == null ? new None() : new Real(number);
  }

  /** A point in time, in milliseconds since 1970; no value for null. */
  static Value moment(@Nullable Long millis) {
    return millis == null ? new None() : new Moment(Instant.ofEpochMilli(millis));
  }

  /** Whether there is no value. */
  default boolean isNone() {
    return this instanceof None;
  }

  /** The value in one piece of text: an empty one for none, ISO 8601 in UTC for a moment. */
  default String text() {
    if (this instanceof None) {
      return "";
    }
    JsonNode json = json();
    return json.isTextual() ? json.textValue() : json.toString();
  }

  /** The value as JSON, which has no word for NaN and the infinities: those are texts. */
  default JsonNode json() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (this instanceof Text value) {
      return nodes.textNode(value.text());
    } else if (this instanceof Whole value) {
      return nodes.numberNode(value.number());
    } else if (this instanceof Real value) {
      return Double.isFinite(value.number())
          ? nodes.numberNode(value.number())
          : nodes.textNode(String.valueOf(value.number()));
    } else if (this instanceof Decimal value) {
      return nodes.numberNode(value.number());
    } else if (this instanceof Flag value) {
      return nodes.booleanNode(value.on());
    } else if (this instanceof Moment value) {
      return nodes.textNode(value.instant().toString());
    } else if (this instanceof Items value) {
      ArrayNode list = nodes.arrayNode();
      value.items().forEach(item -> list.add(item.json()));
      return list;
    } else if (this instanceof Document value) {
      return value.json();
    }
    return nodes.nullNode();
  }
}
