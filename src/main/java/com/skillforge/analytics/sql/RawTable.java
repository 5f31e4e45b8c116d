package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The raw table of one record type, under its Snowflake name: the type's properties in the plan's
 * order, then what the pipeline knows about the record.
 *
 * <p>A row's identity is (tenant, sender, record id). The sender is not stored: it is the first of
 * {@link #senderColumns()} that is not null.
 */
public final class RawTable implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final String CANONICAL_USER_ID = "canonical_user_id";
  public static final String OPTED_OUT = "opted_out";
  public static final String TOMBSTONE = "tombstone";

  /** Later than any event; every warehouse can hold it. */
  public static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  /** No record that a pipeline accepts is older. */
  public static final Instant EARLIEST_EVENT_TIME = Instant.parse("2015-01-01T00:00:00Z");

  private final RecordType type;
  private final boolean compacted;
  private final Table table;

  private RawTable(RecordType type, boolean compacted) {
    this.type = type;
    this.compacted = compacted;
    this.table =
        new Table(
            type.storage().snowflake(),
            describe(type),
            columns(type, compacted),
            new Layout(
                type.eventTimeProperty(),
                List.of(
                    Role.TENANT.property(),
                    Role.ENVIRONMENT.property(),
                    CANONICAL_USER_ID,
                    type.kind().idProperty()),
                true,
                type.storage().retentionYears()));
  }

  /** The raw tables of all record types, in the order of the plan. */
  public static List<RawTable> all(TrackingPlan plan) {
    return plan.recordTypes().stream().map(type -> of(type, plan)).toList();
  }

  public static RawTable of(RecordType type, TrackingPlan plan) {
    boolean compacted =
        plan.topics().stream()
            .anyMatch(topic -> topic.compacted() && topic.recordTypes().contains(type.name()));
    return new RawTable(type, compacted);
  }

  public RecordType type() {
    return type;
  }

  public Table table() {
    return table;
  }

  /** Whether the type travels on a compacted topic, so that a record can be a tombstone. */
  public boolean compacted() {
    return compacted;
  }

  /** The column that holds the record's id. */
  public String idColumn() {
    return type.kind().idProperty();
  }

  /** The columns that name the sender, the most telling one first. */
  public List<String> senderColumns() {
    return type.has(Role.VISITOR)
        ? List.of(CANONICAL_USER_ID, Role.VISITOR.property(), Provenance.TOPIC)
        : List.of(CANONICAL_USER_ID, Provenance.TOPIC);
  }

  /** The columns that say which of two records with the same identity is the earlier one. */
  public List<String> orderColumns() {
    return Stream.concat(Stream.of(type.eventTimeProperty()), Provenance.POSITION.stream())
        .toList();
  }

  /**
   * The condition that picks one of all stored copies of a record, to stand behind QUALIFY.
   *
   * @param dialect how to spell it
   */
  String firstOfItsCopies(Dialect dialect) {
    return """
        row_number() OVER (
          PARTITION BY %s, %s, coalesce(%s)
          ORDER BY %s) = 1"""
        .formatted(
            dialect.identifier(Role.TENANT.property()),
            dialect.identifier(idColumn()),
            identifiers(dialect, senderColumns()),
            identifiers(dialect, orderColumns()));
  }

  private static String identifiers(Dialect dialect, List<String> columns) {
    return columns.stream().map(dialect::identifier).collect(Collectors.joining(", "));
  }

  private static String describe(RecordType type) {
    return type.description()
        + ": one row per accepted "
        + type.name()
        + " record; kept for "
        + type.storage().retentionYears()
        + " years";
  }

  private static List<Column> columns(RecordType type, boolean compacted) {
    List<Column> columns = new ArrayList<>();
    for (Property property : type.properties()) {
      columns.add(
          new Column(property.name(), ColumnType.of(property.type()), property.description()));
    }
    columns.add(
        new Column(
            CANONICAL_USER_ID,
            ColumnType.TEXT,
            "Person behind the record after identity resolution; null for an unresolved visitor."));
    columns.add(
        new Column(
            OPTED_OUT,
            ColumnType.BOOLEAN,
            "True for an essential event of a user who is opted out: kept with reduced columns,"
                + " part of no KPI."));
    if (compacted) {
      columns.add(
          new Column(
              TOMBSTONE, ColumnType.BOOLEAN, "True when the record deletes its key's record."));
    }
    columns.addAll(Provenance.RECORD);
    columns.addAll(Provenance.LOAD);
    return columns;
  }
}
