package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Turns rows of one raw table back into the records they were written from. The columns of the
 * query come first the properties, in the order of the record type, then what the pipeline knows of
 * the record: reading by index is much faster than by name.
 */
public final class RawRowDecoder {
  private final RawTable raw;
  private final List<Property> properties;
  private final boolean[] reads;
  private final int nameColumn;
  private final int idColumn;
  private final int versionColumn;
  private final int tenantColumn;
  private final int environmentColumn;
  private final int eventTimeColumn;

  /** Reads every property. */
  public RawRowDecoder(RawTable raw) {
    this(raw, Projection.EVERYTHING);
  }

  /**
   * Reads some properties; the others are null.
   *
   * @param needed which properties are needed of a record
   */
  public RawRowDecoder(RawTable raw, Projection needed) {
    this.raw = raw;
    this.reads = needed.reads(raw.type());
    RecordType type = raw.type();
    this.properties = type.properties();
    this.nameColumn = type.indexOf(Role.NAME);
    this.idColumn = type.indexOf(Role.ID);
    this.versionColumn = type.indexOf(Role.VERSION);
    this.tenantColumn = type.indexOf(Role.TENANT);
    this.environmentColumn = type.indexOf(Role.ENVIRONMENT);
    this.eventTimeColumn = type.indexOf(Role.EVENT_TIME);
  }

  /** The table whose rows it reads. */
  public RawTable raw() {
    return raw;
  }

  /** The names under which {@link #select} gives the values of a row, in their order. */
  public List<String> columns() {
    List<String> names = new ArrayList<>();
    properties.forEach(property -> names.add(property.name()));
    names.add(RawTable.CANONICAL_USER_ID);
    names.add(RawTable.OPTED_OUT);
    names.add(RawTable.TOMBSTONE);
    Provenance.RECORD.forEach(column -> names.add(column.name()));
    names.add(Provenance.INGESTED_AT);
    return names;
  }

  /** What stands for each of {@link #columns} in a query; what is not read is missing. */
  public Map<String, String> select(Dialect dialect) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < reads.length; i++) {
      if (reads[i]) {
        Property property = properties.get(i);
        String name = dialect.identifier(property.name());
        columns.put(
            property.name(),
            switch (property.type()) {
              case TIMESTAMP -> dialect.epochMillis(name);
              case OBJECT_LIST -> dialect.comparable(name, ColumnType.JSON);
              default -> name;
            });
      }
    }
    columns.put(RawTable.CANONICAL_USER_ID, RawTable.CANONICAL_USER_ID);
    columns.put(RawTable.OPTED_OUT, RawTable.OPTED_OUT);
    columns.put(RawTable.TOMBSTONE, raw.compacted() ? RawTable.TOMBSTONE : "false");
    for (Column column : Provenance.RECORD) {
      columns.put(
          column.name(),
          column.type() == ColumnType.TIMESTAMP
              ? dialect.epochMillis(column.name())
              : column.name());
    }
    columns.put(Provenance.INGESTED_AT, dialect.epochMillis(Provenance.INGESTED_AT));
    return columns;
  }

  /**
   * The query whose rows {@link #record} reads.
   *
   * @param condition which rows, as a condition on the table as {@code r}
   */
  public String query(String condition, Dialect dialect) {
    Map<String, String> read = select(dialect);
    return "SELECT "
        + columns().stream()
            .map(column -> read.getOrDefault(column, "NULL"))
            .collect(Collectors.joining(", "))
        + " FROM "
        + dialect.name(raw.table().name())
        + " AS r WHERE "
        + condition;
  }

  /**
   * The record of the current row.
   *
   * @throws SourceException when the row is of a type that the tracking plan does not keep there
   */
  public AnalyticsRecord record(RowValues row) {
    RecordType type = raw.type();
    String name = row.text(nameColumn);
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
      record.value(i, value(properties.get(i), row, i));
    }
    int column = properties.size();
    Long timestamp = row.integer(column + 7);
    return record
        .recordId(text(row, idColumn))
        .version((int) number(row, versionColumn))
        .tenantId(text(row, tenantColumn))
        .environment(text(row, environmentColumn))
        .eventTimeMillis(number(row, eventTimeColumn))
        .canonicalUserId(row.text(column))
        .optedOut(Boolean.TRUE.equals(row.flag(column + 1)))
        .tombstone(Boolean.TRUE.equals(row.flag(column + 2)))
        .position(
            new RecordPosition(
                text(row, column + 3),
                text(row, column + 4),
                (int) number(row, column + 5),
                number(row, column + 6)))
        .recordTimestampMillis(timestamp == null ? SourceRecord.NO_TIMESTAMP : timestamp)
        .build();
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNull(row.text(column));
  }

  private static long number(RowValues row, int column) {
    return Objects.requireNonNull(row.integer(column));
  }

  /** When the current row was written. */
  public Instant ingestedAt(RowValues row) {
    return Instant.ofEpochMilli(number(row, properties.size() + 8));
  }

  private static @Nullable Object value(Property property, RowValues row, int column) {
    return switch (property.type()) {
      case STRING -> row.text(column);
      case INTEGER, TIMESTAMP -> row.integer(column);
      case NUMBER -> row.number(column);
      case BOOLEAN -> row.flag(column);
      case STRING_LIST -> row.texts(column);
      case OBJECT_LIST -> {
        String json = row.text(column);
        yield json == null ? null : JsonText.objects(property, json);
      }
    };
  }
}
