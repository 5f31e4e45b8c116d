package com.skillforge.analytics.plan;

/** The JSON shape of a property's value, and with it the column type that stores it. */
public enum PropertyType {
  /** A JSON string. */
  STRING,
  /** A JSON number without a fraction that fits a 64-bit signed integer. */
  INTEGER,
  /** A JSON number that an IEEE 754 double can hold. */
  NUMBER,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** An ISO 8601 UTC string, {@code Z} or {@code +00:00}; kept as milliseconds since the epoch. */
  TIMESTAMP,
  /** An array of strings. */
  STRING_LIST,
  /** An array of objects, the fields of which are properties themselves. */
  OBJECT_LIST
}
