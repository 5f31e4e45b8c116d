package com.skillforge.analytics.answers;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.sql.DuckDb;
import java.util.List;
import java.util.stream.Collectors;
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

  /** A query whose rows are the lines, to be printed like any other. */
  static String query(String headingName, String noteName, List<RecordLine> lines) {
    String columns =
        headingName
            + ", record_type, event_time, user_id, record_topic, record_partition, record_offset,"
            + " record_source, record_id, "
            + noteName;
    String none =
        "('', '', CAST(NULL AS TIMESTAMP), '', '', CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), '',"
            + " '', '')";
    String rows =
        lines.isEmpty()
            ? none
            : lines.stream().map(RecordLine::values).collect(Collectors.joining(", "));
    return "SELECT * FROM (VALUES "
        + rows
        + ") AS lines("
        + columns
        + ")"
        + (lines.isEmpty() ? " WHERE false" : "");
  }

  private String values() {
    return List.of(
            text(heading),
            text(recordType),
            eventTimeMillis == null
                ? "CAST(NULL AS TIMESTAMP)"
                : DuckDb.SQL.timestamp(eventTimeMillis),
            text(user),
            text(position == null ? "" : position.topic()),
            number(position == null ? null : Long.valueOf(position.partition())),
            number(position == null ? null : Long.valueOf(position.offset())),
            text(position == null ? "" : position.source()),
            text(recordId),
            text(note))
        .stream()
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String text(String text) {
    return DuckDb.SQL.literal(text);
  }

  private static String number(@Nullable Long number) {
    return "CAST(" + (number == null ? "NULL" : number) + " AS BIGINT)";
  }
}
