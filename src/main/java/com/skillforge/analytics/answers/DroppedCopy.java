package com.skillforge.analytics.answers;

import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A row of {@code duplicate_records}. */
record DroppedCopy(
    String recordType,
    String recordId,
    long eventTimeMillis,
    RecordPosition position,
    RecordPosition kept,
    Instant notedAt) {

  static List<DroppedCopy> read(Connection connection, String tenantId) throws SQLException {
    List<DroppedCopy> duplicates = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT record_type, record_id, epoch_ms(event_time), record_source, record_topic,"
                    + " record_partition, record_offset, kept_source, kept_topic, kept_partition,"
                    + " kept_offset, epoch_us(written_at) FROM "
                    + DuckDb.SQL.name(FixedTables.DUPLICATE_RECORDS.name())
                    + " WHERE tenant_id = "
                    + DuckDb.SQL.literal(tenantId))) {
      while (row.next()) {
        duplicates.add(
            new DroppedCopy(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                position(row, 4),
                position(row, 8),
                Instant.EPOCH.plus(row.getLong(12), ChronoUnit.MICROS)));
      }
    }
    return duplicates;
  }

  private static RecordPosition position(ResultSet row, int column) throws SQLException {
    return new RecordPosition(
        row.getString(column),
        row.getString(column + 1),
        row.getInt(column + 2),
        row.getLong(column + 3));
  }
}
