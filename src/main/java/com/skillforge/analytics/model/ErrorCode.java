package com.skillforge.analytics.model;

/** Why a record was rejected. The names are stable: dashboards and alerts count by them. */
public enum ErrorCode {
  MALFORMED_JSON(
      "Not one JSON text in UTF-8: syntax, encoding, duplicate keys, too deep, no value at all."),
  NOT_AN_OBJECT("JSON, but not one object."),
  UNKNOWN_EVENT("A name that the plan lacks, or of a type that does not belong on the topic."),
  UNSUPPORTED_VERSION("A schema version newer than the plan's newest."),
  MISSING_PROPERTY("A required property is absent, null or an empty string."),
  WRONG_TYPE("A value of another JSON type than the plan's."),
  BAD_FORMAT("A string outside its format or enumeration."),
  OUT_OF_RANGE("A number outside its range."),
  PERSONA_NOT_ALLOWED("A persona that does not exist, or that the event is not for."),
  TOPIC_PERSONA_MISMATCH("A persona other than the topic's."),
  TIMESTAMP_OUT_OF_RANGE(
      "An event time before 2015 or too far ahead, or any timestamp from 2100 on."),
  RAW_PII("An e-mail address or a phone number in clear."),
  TOO_LARGE("More than 1 MiB.");

  private final String meaning;

  ErrorCode(String meaning) {
    this.meaning = meaning;
  }

  /** What is wrong with a record that has it, in a sentence without a verb. */
  public String meaning() {
    return meaning;
  }
}
