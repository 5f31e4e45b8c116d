package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.PropertyType;

/** What a column holds, whatever a warehouse calls it. */
public enum ColumnType {
  TEXT,
  /** 64 bits, signed. */
  INTEGER,
  /** An IEEE 754 double. */
  NUMBER,
  BOOLEAN,
  /** A point in time in UTC, to the millisecond. */
  TIMESTAMP,
  TEXT_LIST,
  JSON;

  /** The column type that stores a property of the tracking plan. */
  public static ColumnType of(PropertyType type) {
    return switch (type) {
      case STRING -> TEXT;
      case INTEGER -> INTEGER;
      case NUMBER -> NUMBER;
      case BOOLEAN -> BOOLEAN;
      case TIMESTAMP -> TIMESTAMP;
      case STRING_LIST -> TEXT_LIST;
      case OBJECT_LIST -> JSON;
    };
  }
}
