package com.skillforge.analytics.io.local;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.rows.JsonText;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.PropertyType;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Turns rows of one raw table back into the records they were written from. The columns of the
 * query come first the properties, in the order of the record type, then what the pipeline knows of
 * the record: reading by index is much faster than by name.
 */
final class StoredRow {
  private final RawTable raw;
  private final List<Property> properties;
  private final int nameColumn;
  private final int idColumn;
  private final int versionColumn;
  private final int tenantColumn;
  private final int environmentColumn;
  private final int eventTimeColumn;

  StoredRow(RawTable raw) {
    this.raw = raw;
    RecordType type = raw.type();
    this.properties = type.properties();
    this.nameColumn = columnOf(type.kind().nameProperty());
    this.idColumn = columnOf(raw.idColumn());
    this.versionColumn = columnOf("schema_version");
    this.tenantColumn = columnOf("tenant_id");
    this.environmentColumn = columnOf("environment");
    this.eventTimeColumn = columnOf(type.eventTimeProperty());
  }

  private int columnOf(String property) {
    return raw.type().indexOf(property) + 1;
  }

  /**
   * The query whose rows {@link #record} reads.
   *
   * @param condition which rows, for example {@code true}
   */
  String query(String condition) {
    List<String> columns = new ArrayList<>();
    for (Property property : properties) {
      String name = DuckDb.SQL.identifier(property.name());
      columns.add(property.type() == PropertyType.TIMESTAMP ? epochMillis(name) : name);
    }
    columns.add(RawTable.CANONICAL_USER_ID);
    columns.add(RawTable.OPTED_OUT);
    columns.add(raw.compacted() ? RawTable.TOMBSTONE : "false");
    columns.add(Provenance.SOURCE);
    columns.add(Provenance.TOPIC);
    columns.add(Provenance.PARTITION);
    columns.add(Provenance.OFFSET);
    columns.add(epochMillis(Provenance.TIMESTAMP));
    columns.add("epoch_us(" + Provenance.INGESTED_AT + ")");
    return "SELECT "
        + String.join(", ", columns)
        + " FROM "
        + DuckDb.SQL.name(raw.table().name())
        + " WHERE "
        + condition;
  }

  private static String epochMillis(String column) {
    return "epoch_ms(" + column + ")";
  }

  /**
   * The record of the current row.
   *
   * @throws SourceException when the row is of a type that the tracking plan does not keep there
   */
  AnalyticsRecord record(ResultSet row) throws SQLException {
    RecordType type = raw.type();
    String name = row.getString(nameColumn);
    if (!type.name().equals(name)) {
      throw new SourceException(
          "Table "
              + raw.table().name()
              + " holds a record of type '"
              + name
              + "', which the tracking plan does not keep there: record types are never removed or"
              + " renamed; read it with the release that wrote it.");
    }
    AnalyticsRecord.Builder record = AnalyticsRecord.builder(type);
    for (int i = 0; i < properties.size(); i++) {
      record.value(i, value(properties.get(i), row, i + 1));
    }
    int column = properties.size();
    return record
        .recordId(row.getString(idColumn))
        .version(row.getInt(versionColumn))
        .tenantId(row.getString(tenantColumn))
        .environment(row.getString(environmentColumn))
        .eventTimeMillis(row.getLong(eventTimeColumn))
        .canonicalUserId(row.getString(++column))
        .optedOut(row.getBoolean(++column))
        .tombstone(row.getBoolean(++column))
        .position(
            new RecordPosition(
                row.getString(++column),
                row.getString(++column),
                row.getInt(++column),
                row.getLong(++column)))
        .recordTimestampMillis(timestamp(row, ++column))
        .build();
  }

  /** When the current row was written. */
  Instant ingestedAt(ResultSet row) throws SQLException {
    return Instant.EPOCH.plus(row.getLong(properties.size() + 9), ChronoUnit.MICROS);
  }

  private static @Nullable Object value(Property property, ResultSet row, int column)
      throws SQLException {
    Object value =
        switch (property.type()) {
          case STRING -> row.getString(column);
          case INTEGER, TIMESTAMP -> row.getLong(column);
          case NUMBER -> row.getDouble(column);
          case BOOLEAN -> row.getBoolean(column);
          case STRING_LIST -> texts(row.getArray(column));
          case OBJECT_LIST -> {
            String json = row.getString(column);
            yield json == null ? null : JsonText.objects(property, json);
          }
        };
    return row.wasNull() ? null : value;
  }

  private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
    return array == null
        ? null
        : Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
  }

  private static long timestamp(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? SourceRecord.NO_TIMESTAMP : millis;
  }
}
