package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.StoredTable;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What raw tables are asked about single subjects, in the SQL of any warehouse. Raw tables are
 * called {@code r}.
 *
 * @param snapshot the tables as the run sees them
 * @param tables the raw tables that have rows
 */
public record SubjectQueries(Dialect dialect, Snapshot snapshot, List<RawTable> tables)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What raw tables are called. */
  public static final String RAW = "r";

  public SubjectQueries {
    tables = new ArrayList<>(tables); // serializable
  }

  private String rows(RawTable raw) {
    return " FROM " + snapshot.from(raw.table(), RAW) + " WHERE " + snapshot.rows(raw, RAW);
  }

  private static String union(List<RawTable> tables, Function<RawTable, String> query) {
    return tables.stream().map(query).collect(Collectors.joining(" UNION ALL "));
  }

  /** One row and column: the latest event time of all, in epoch milliseconds. */
  String latestEventTime() {
    return "SELECT max(latest) FROM ("
        + union(
            tables,
            raw ->
                "SELECT "
                    + dialect.epochMillis("max(" + eventTime(raw) + ")")
                    + " AS latest"
                    + rows(raw))
        + ") AS every_table";
  }

  private String eventTime(RawTable raw) {
    return column(raw.type().eventTimeProperty());
  }

  private String column(String name) {
    return RAW + "." + dialect.identifier(name);
  }

  private String storedAt() {
    return RAW + "." + Provenance.INGESTED_AT;
  }

  /** By type, how many rows were stored up to what an earlier run has seen; empty for no query. */
  Optional<String> rowsOf(Map<String, StoredTable> earlier) {
    return ofKnown(
        earlier,
        raw ->
            "SELECT "
                + dialect.literal(raw.type().name())
                + " AS type_name, count(*) AS row_count"
                + rows(raw)
                + " AND "
                + storedAt()
                + " <= "
                + newest(earlier, raw));
  }

  private String newest(Map<String, StoredTable> earlier, RawTable raw) {
    return dialect.timestampMicros(earlier.get(raw.type().name()).newestMicros());
  }

  private Optional<String> ofKnown(
      Map<String, StoredTable> earlier, Function<RawTable, String> query) {
    List<RawTable> known =
        tables.stream().filter(raw -> earlier.containsKey(raw.type().name())).toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(union(known, query));
  }

  /**
   * By type, how many rows have come since of which another copy was noted: the note names the one
   * that was kept. Empty for no query.
   */
  Optional<String> replacedSince(Map<String, StoredTable> earlier) {
    String kept =
        Provenance.POSITION.stream()
            .map(column -> RAW + "." + column + " = d." + column.replace("record_", "kept_"))
            .collect(Collectors.joining(" AND "));
    return ofKnown(
        earlier,
        raw ->
            "SELECT "
                + dialect.literal(raw.type().name())
                + " AS type_name, count(*) AS row_count FROM "
                + snapshot.from(FixedTables.DUPLICATE_RECORDS, "d")
                + " JOIN "
                + snapshot.from(raw.table(), RAW)
                + " ON "
                + kept
                + " AND "
                + snapshot.rows(raw, RAW)
                + " AND "
                + storedAt()
                + " > "
                + newest(earlier, raw)
                + " WHERE d.record_type = "
                + dialect.literal(raw.type().name())
                + " AND d.stage = 'store'");
  }

  /** The raw tables that may have records of a choice. */
  public List<RawTable> tablesOf(RecordChoice choice) {
    return tables.stream()
        .filter(raw -> choice.types().isEmpty() || choice.types().contains(raw.type().name()))
        .toList();
  }

  /**
   * The condition that holds for the rows of a raw table that are chosen; empty where none can be.
   *
   * @param wanted the table of {@link WantedNames}
   */
  public Optional<String> chosen(RawTable raw, RecordChoice choice, String wanted) {
    List<String> conditions = new ArrayList<>();
    Long after = choice.storedAfterMicros().get(raw.type().name());
    if (after != null && after == RecordChoice.ALL_MICROS) {
      return Optional.of(snapshot.rows(raw, RAW));
    }
    if (after != null) {
      conditions.add(storedAt() + " > " + dialect.timestampMicros(after));
    }
    choice.eventTimes().forEach(times -> conditions.add(within(times, raw)));
    String person = choice.persons().get(raw.type().name());
    if (!choice.subjects().isEmpty() && person != null) {
      conditions.add(among(wanted, KeptRows.label(Subject.Kind.PERSON), column(person)));
    } else if (!choice.subjects().isEmpty()) {
      conditions.add(among(wanted, WantedNames.SENDER, sender(raw)));
      if (raw.type().has(Role.SESSION)) {
        conditions.add(among(wanted, WantedNames.SESSION, column(raw, Role.SESSION)));
      }
    }
    if (!choice.hashes().isEmpty() && raw.type().has(Role.PII_HASH)) {
      conditions.add(among(wanted, WantedNames.HASH, hash(raw)));
    }
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of(snapshot.rows(raw, RAW) + " AND (" + String.join(" OR ", conditions) + ")");
  }

  private String sender(RawTable raw) {
    return raw.senderColumns().stream()
        .map(this::column)
        .collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  /**
   * Who has sent records of a choice, each once: institution and name. Empty where none can be.
   *
   * @param choice one that asks for nothing by name
   */
  Optional<String> senders(RecordChoice choice) {
    List<String> queries =
        tablesOf(choice).stream()
            .flatMap(
                raw ->
                    chosen(raw, choice, "").stream()
                        .map(
                            condition ->
                                "SELECT DISTINCT "
                                    + RAW
                                    + ".tenant_id, "
                                    + sender(raw)
                                    + " AS sender FROM "
                                    + snapshot.from(raw.table(), RAW)
                                    + " WHERE "
                                    + condition))
            .toList();
    return queries.isEmpty() ? Optional.empty() : Optional.of(String.join(" UNION ALL ", queries));
  }

  private String among(String wanted, String kind, String name) {
    return WantedNames.among(dialect, wanted, kind, RAW + ".tenant_id", name);
  }

  private String hash(RawTable raw) {
    String version =
        raw.type().has(Role.SALT_VERSION)
            ? "coalesce(" + column(raw, Role.SALT_VERSION) + ", 1)"
            : "1";
    return "concat('v', "
        + dialect.cast(version, ColumnType.TEXT)
        + ", ':', "
        + column(raw, Role.PII_HASH)
        + ")";
  }

  private String column(RawTable raw, Role role) {
    return column(raw.type().properties().get(raw.type().indexOf(role)).name());
  }

  private String within(RecordChoice.EventTimes times, RawTable raw) {
    String time = eventTime(raw);
    List<String> conditions = new ArrayList<>();
    if (!times.tenantId().isEmpty()) {
      conditions.add(RAW + ".tenant_id = " + dialect.literal(times.tenantId()));
    }
    if (times.fromMillis() > RawTable.EARLIEST_EVENT_TIME.toEpochMilli()) {
      conditions.add(time + " >= " + dialect.timestamp(times.fromMillis()));
    }
    conditions.add(time + " < " + dialect.timestamp(times.toMillis()));
    return "(" + String.join(" AND ", conditions) + ")";
  }
}
