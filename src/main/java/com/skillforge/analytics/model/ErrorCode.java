package com.skillforge.analytics.model;

/** Why a record was rejected. The names are stable: dashboards and alerts count by them. */
public enum ErrorCode {
  /** Not one JSON text in UTF-8: syntax, encoding, duplicate keys, too deep, no value at all. */
  MALFORMED_JSON,
  /** JSON, but not one object. */
  NOT_AN_OBJECT,
  /** A name that the plan lacks, or of a type that does not belong on the topic. */
  UNKNOWN_EVENT,
  /** A schema version newer than the plan's newest. */
  UNSUPPORTED_VERSION,
  /** A required property is absent, null or an empty string. */
  MISSING_PROPERTY,
  /** A value of another JSON type than the plan's. */
  WRONG_TYPE,
  /** A string outside its format or enumeration. */
  BAD_FORMAT,
  /** A number outside its range. */
  OUT_OF_RANGE,
  /** A persona that does not exist, or that the event is not for. */
  PERSONA_NOT_ALLOWED,
  /** A persona other than the topic's. */
  TOPIC_PERSONA_MISMATCH,
  /** An event time before 2015 or too far ahead, or any timestamp from 2100 on. */
  TIMESTAMP_OUT_OF_RANGE,
  /** An e-mail address or a phone number in clear. */
  RAW_PII,
  /** More than 1 MiB. */
  TOO_LARGE
}
