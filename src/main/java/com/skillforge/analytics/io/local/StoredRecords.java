package com.skillforge.analytics.io.local;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads raw tables back as the records they were written from. */
public final class StoredRecords {
  private static final String OPT_OUT = "settings_tracking_opt_out";

  private final LocalWarehouse warehouse;
  private final TrackingPlan plan;

  public StoredRecords(LocalWarehouse warehouse, TrackingPlan plan) {
    this.warehouse = warehouse;
    this.plan = plan;
  }

  /**
   * Every opt-out and opt-in that earlier runs have stored, so that a run over a part of the input
   * knows who is opted out. Empty when there is no warehouse yet.
   *
   * @return records that are marked as remembered
   */
  public List<AnalyticsRecord> optOuts() {
    return plan.recordType(OPT_OUT)
        .map(type -> read(type).stream().map(r -> r.toBuilder().remembered(true).build()).toList())
        .orElse(List.of());
  }

  /** Every record of a type, in the order of event time; empty when there is no such table yet. */
  public List<AnalyticsRecord> read(RecordType type) {
    RawTable raw = RawTable.of(type, plan);
    if (!warehouse.exists()) {
      return List.of();
    }
    return warehouse.read(
        connection -> exists(connection, raw) ? read(connection, raw) : List.of());
  }

  private static boolean exists(Connection connection, RawTable raw) throws SQLException {
    String schema = raw.table().name().schema();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database()"
                + " AND schema_name = ? AND table_name = ?")) {
      select.setString(1, schema.isEmpty() ? DuckDb.DEFAULT_SCHEMA : schema);
      select.setString(2, raw.table().name().table());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static List<AnalyticsRecord> read(Connection connection, RawTable raw)
      throws SQLException {
    List<AnalyticsRecord> records = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT * FROM " + DuckDb.name(raw.table().name()))) {
      while (row.next()) {
        records.add(record(raw, row));
      }
    }
    records.sort(AnalyticsRecord.BY_TIME);
    return records;
  }

  private static AnalyticsRecord record(RawTable raw, ResultSet row) throws SQLException {
    RecordType type = raw.type();
    AnalyticsRecord.Builder record = AnalyticsRecord.builder(type);
    List<Property> properties = type.properties();
    for (int i = 0; i < properties.size(); i++) {
      record.value(i, value(properties.get(i), row));
    }
    Long eventTime = millis(row, type.eventTimeProperty());
    Long recordTimestamp = millis(row, Provenance.TIMESTAMP);
    return record
        .recordId(row.getString(raw.idColumn()))
        .version(row.getInt("schema_version"))
        .tenantId(row.getString("tenant_id"))
        .environment(row.getString("environment"))
        .canonicalUserId(row.getString(RawTable.CANONICAL_USER_ID))
        .optedOut(row.getBoolean(RawTable.OPTED_OUT))
        .tombstone(raw.compacted() && row.getBoolean(RawTable.TOMBSTONE))
        .eventTimeMillis(eventTime == null ? 0 : eventTime)
        .recordTimestampMillis(recordTimestamp == null ? -1 : recordTimestamp)
        .position(
            new RecordPosition(
                row.getString(Provenance.SOURCE),
                row.getString(Provenance.TOPIC),
                row.getInt(Provenance.PARTITION),
                row.getLong(Provenance.OFFSET)))
        .build();
  }

  private static @Nullable Object value(Property property, ResultSet row) throws SQLException {
    String name = property.name();
    if (row.getObject(name) == null) {
      return null;
    }
    return switch (property.type()) {
      case STRING -> row.getString(name);
      case INTEGER -> row.getLong(name);
      case NUMBER -> row.getDouble(name);
      case BOOLEAN -> row.getBoolean(name);
      case TIMESTAMP -> millis(row, name);
      case STRING_LIST -> texts(row.getArray(name));
      case OBJECT_LIST -> Json.objects(property, row.getString(name));
    };
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
  }

  private static @Nullable Long millis(ResultSet row, String column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
