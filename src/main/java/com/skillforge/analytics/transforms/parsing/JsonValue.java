package com.skillforge.analytics.transforms.parsing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of the document at hand. The values of top-level members are reused from record to
 * record; only lists of records that have some are allocated.
 */
final class JsonValue {
  /** The JSON type; numbers by whether they are written without fraction and fit a long. */
  enum Kind {
    NULL,
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    ARRAY,
    OBJECT
  }

  private Kind kind = Kind.NULL;
  private int order;
  private String text = "";
  private long integer;
  private double number;
  private List<JsonValue> elements = List.of();
  private Map<String, JsonValue> members = Map.of();

  Kind kind() {
    return kind;
  }

  /** Values of one document compare by this in document order. */
  int order() {
    return order;
  }

  /** The string of a TEXT. */
  String text() {
    return text;
  }

  /** The number of an INTEGER; 1 for a BOOLEAN that is true. */
  long integer() {
    return integer;
  }

  /** The number of a NUMBER. */
  double number() {
    return number;
  }

  /** The elements of an ARRAY; empty when the document's reader had no use for them. */
  List<JsonValue> elements() {
    return elements;
  }

  /** The members of an OBJECT in document order; empty like {@link #elements}. */
  Map<String, JsonValue> members() {
    return members;
  }

  boolean isNullOrEmptyText() {
    return kind == Kind.NULL || (kind == Kind.TEXT && text.isEmpty());
  }

  void setOrder(int order) {
    this.order = order;
  }

  void setNull() {
    kind = Kind.NULL;
  }

  void setText(String text) {
    kind = Kind.TEXT;
    this.text = text;
  }

  void setInteger(long integer) {
    kind = Kind.INTEGER;
    this.integer = integer;
  }

  void setNumber(double number) {
    kind = Kind.NUMBER;
    this.number = number;
  }

  void setBoolean(boolean value) {
    kind = Kind.BOOLEAN;
    integer = value ? 1 : 0;
  }

  void setArray() {
    kind = Kind.ARRAY;
    elements = new ArrayList<>();
  }

  void setObject() {
    kind = Kind.OBJECT;
    members = new LinkedHashMap<>();
  }
}
