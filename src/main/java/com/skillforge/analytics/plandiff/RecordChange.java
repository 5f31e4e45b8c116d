package com.skillforge.analytics.plandiff;

import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Value;
import java.util.List;

/**
 * What would become of some records otherwise than it does.
 *
 * @param event the record type, or what a rejected record says that it is
 * @param property the property concerned, or the JSON path of a violation; empty for none
 * @param code the error code concerned; empty for none
 * @param example the position of one of them
 */
record RecordChange(
    Kind kind, String event, String property, String code, long records, String example) {
  /** What changes. */
  enum Kind {
    REJECTED("would be rejected"),
    NOT_STORED("would not be stored: a copy, or suppressed"),
    ACCEPTED("would be accepted"),
    REJECTED_OTHERWISE("would be rejected for something else"),
    FILLED("would have the property"),
    LOST("would lack the property"),
    DIFFERENT("would be stored with another value");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  static final List<Rows.Column> COLUMNS =
      List.of(
          Rows.Column.of("records"),
          Rows.Column.of("event"),
          Rows.Column.of("property"),
          Rows.Column.of("code"),
          Rows.Column.ofNumbers("count"),
          Rows.Column.of("example"));

  List<Value> row() {
    return List.of(
        Value.text(kind.label),
        Value.text(event),
        Value.text(property),
        Value.text(code),
        Value.whole(records),
        Value.text(example));
  }
}
