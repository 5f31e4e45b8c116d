package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Rows.Column;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One record in an answer.
 *
 * @param heading why it is listed: a reason, or the number of the unit it belongs to
 * @param eventTimeMillis its event time; null for what is no record
 * @param user the canonical user, or whoever else sent it; empty where that is not known
 * @param note more about it
 */
record RecordLine(
    String heading,
    String recordType,
    @Nullable Long eventTimeMillis,
    String user,
    @Nullable RecordPosition position,
    String recordId,
    String note) {

  static RecordLine of(String heading, AnalyticsRecord record, RecordPosition at, String note) {
    return new RecordLine(
        heading,
        record.type().name(),
        record.eventTimeMillis(),
        record.sender(),
        at,
        record.recordId(),
        note);
  }

  /** The lines as rows, with the names of what stands first and last in them. */
  static Rows rows(String headingName, String noteName, List<RecordLine> lines) {
    return new ListedRows(
        List.of(
            Column.of(headingName),
            Column.of("record_type"),
            Column.of("event_time"),
            Column.of("user_id"),
            Column.of("record_topic"),
            Column.ofNumbers("record_partition"),
            Column.ofNumbers("record_offset"),
            Column.of("record_source"),
            Column.of("record_id"),
            Column.of(noteName)),
        lines.stream().map(RecordLine::values).toList());
  }

  private List<Value> values() {
    return List.of(
        Value.text(heading),
        Value.text(recordType),
        Value.moment(eventTimeMillis),
        Value.text(user),
        Value.text(position == null ? "" : position.topic()),
        Value.whole(position == null ? null : Long.valueOf(position.partition())),
        Value.whole(position == null ? null : Long.valueOf(position.offset())),
        Value.text(position == null ? "" : position.source()),
        Value.text(recordId),
        Value.text(note));
  }
}
