package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.RawRowDecoder;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The rows of raw tables that a {@link RecordChoice} wants, as records. */
final class ChosenRecords implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;
  private final ArrayList<TableSnapshot> tables;
  private final RecordChoice choice;
  private final Projection needed;

  /**
   * Creates the choice.
   *
   * @param tables those that have rows
   */
  ChosenRecords(
      DuckDbWarehouse warehouse,
      TrackingPlan plan,
      List<TableSnapshot> tables,
      RecordChoice choice,
      Projection needed) {
    this.warehouse = warehouse;
    this.plan = plan;
    this.tables =
        tables.stream()
            .filter(table -> choice.types().isEmpty() || choice.types().contains(table.type()))
            .collect(Collectors.toCollection(ArrayList::new));
    this.choice = choice;
    this.needed = needed;
  }

  void forEach(Consumer<AnalyticsRecord> consumer) {
    if (choice.isNothing()) {
      return;
    }
    warehouse.read(
        connection -> {
          if (!choice.subjects().isEmpty()) {
            WantedRows.ofSenders(connection, choice.subjects());
            WantedRows.ofSessions(connection, choice.subjects());
          }
          if (!choice.hashes().isEmpty()) {
            WantedRows.ofHashes(connection, choice.hashes());
          }
          for (TableSnapshot table : tables) {
            read(connection, table, consumer);
          }
          return null;
        });
  }

  private void read(Connection connection, TableSnapshot table, Consumer<AnalyticsRecord> consumer)
      throws SQLException {
    RawTable raw = RawTable.of(plan.recordType(table.type()).orElseThrow(), plan);
    List<String> wanted = conditions(raw);
    if (!wanted.isEmpty()) {
      String condition = table.condition() + " AND (" + String.join(" OR ", wanted) + ")";
      RawTableReader.forEach(
          connection,
          new RawRowDecoder(raw, needed),
          condition,
          (record, ingestedAt) -> consumer.accept(record));
    }
  }

  private List<String> conditions(RawTable raw) {
    List<String> conditions = new ArrayList<>();
    Long after = choice.storedAfterMicros().get(raw.type().name());
    if (after != null && after == RecordChoice.ALL_MICROS) {
      return List.of("true");
    }
    if (after != null) {
      conditions.add("r." + Provenance.INGESTED_AT + " > make_timestamp(" + after + ")");
    }
    choice.eventTimes().forEach(times -> conditions.add(within(times, raw)));
    if (!choice.subjects().isEmpty()) {
      String sender =
          raw.senderColumns().stream()
              .map(column -> "r." + DuckDb.SQL.identifier(column))
              .collect(Collectors.joining(", ", "coalesce(", ")"));
      conditions.add(isAmong(sender, WantedRows.SENDERS));
      if (raw.type().has(Role.SESSION)) {
        conditions.add(isAmong(column(raw, Role.SESSION), WantedRows.SESSIONS));
      }
    }
    if (!choice.hashes().isEmpty() && raw.type().has(Role.PII_HASH)) {
      String version =
          raw.type().has(Role.SALT_VERSION)
              ? "coalesce(" + column(raw, Role.SALT_VERSION) + ", 1)"
              : "1";
      conditions.add(
          isAmong(
              "'v' || " + version + " || ':' || " + column(raw, Role.PII_HASH), WantedRows.HASHES));
    }
    return conditions;
  }

  private static String isAmong(String name, String table) {
    return "(r.tenant_id, " + name + ") IN (SELECT (tenant_id, name) FROM " + table + ")";
  }

  private static String column(RawTable raw, Role role) {
    return "r."
        + DuckDb.SQL.identifier(raw.type().properties().get(raw.type().indexOf(role)).name());
  }

  private static String within(RecordChoice.EventTimes times, RawTable raw) {
    String time = "r." + DuckDb.SQL.identifier(raw.type().eventTimeProperty());
    List<String> conditions = new ArrayList<>();
    if (!times.tenantId().isEmpty()) {
      conditions.add("r.tenant_id = " + DuckDb.SQL.literal(times.tenantId()));
    }
    if (times.fromMillis() > RawTable.EARLIEST_EVENT_TIME.toEpochMilli()) {
      conditions.add(time + " >= " + DuckDb.SQL.timestamp(times.fromMillis()));
    }
    conditions.add(time + " < " + DuckDb.SQL.timestamp(times.toMillis()));
    return "(" + String.join(" AND ", conditions) + ")";
  }
}
