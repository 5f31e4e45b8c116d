package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.rows.Snapshot;
import com.skillforge.analytics.io.rows.StoredHistory;
import com.skillforge.analytics.model.StoredTable;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The raw tables of a warehouse over a network at one instant.
 *
 * <p>When a row was written is noted before others can see it. While raw-events is running, rows
 * may therefore come that bear a time of before the instant: those of the last hour are not taken
 * as settled, so that the next run looks at them again.
 *
 * @param asOf the instant
 * @param writing whether raw-events was running then
 * @param filled the tables that had rows
 */
record RemoteTables(Snapshot snapshot, Instant asOf, boolean writing, List<Filled> filled) {
  /** From the stamp of a row to the commit from which on others see it. */
  private static final Duration LONGEST_COMMIT = Duration.ofHours(1);

  /** The same where only the commit of identity links is in question. */
  private static final Duration COMMIT_OF_LINKS = Duration.ofMinutes(10);

  /** A run that has been going on for longer has been killed, unless it is a stream. */
  private static final Duration LONGEST_RUN = Duration.ofDays(1);

  RemoteTables {
    filled = List.copyOf(filled);
  }

  /**
   * A table that has rows.
   *
   * @param all the rows
   * @param settled those before which no other one can come
   */
  record Filled(RawTable raw, StoredTable all, StoredTable settled) {}

  /**
   * Notes the time of the warehouse, and which rows there are.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse lacks tables, or
   *     cannot be reached
   */
  static RemoteTables look(RemoteWarehouse warehouse, TrackingPlan plan, List<RawTable> all) {
    Dialect dialect = warehouse.dialect();
    Instant asOf =
        warehouse
            .query(
                "SELECT " + dialect.epochMillis(dialect.now()),
                row -> Instant.ofEpochMilli(Objects.requireNonNull(row.integer(0))))
            .get(0);
    Snapshot snapshot = new RemoteSnapshot(warehouse, asOf);
    boolean writing = StoredHistory.isBeingWritten(warehouse, snapshot, asOf.minus(LONGEST_RUN));
    // A clock of another machine may be ahead: without a run that writes, all rows are settled.
    Instant settled = writing ? asOf.minus(LONGEST_COMMIT) : asOf.plus(LONGEST_RUN);
    String sql =
        all.stream()
            .map(raw -> counted(raw, dialect, snapshot, settled))
            .collect(Collectors.joining(" UNION ALL "));
    List<Filled> filled =
        warehouse.query(
            "SELECT type_name, row_count, newest, settled_count, settled_newest FROM ("
                + sql
                + ") AS counted WHERE row_count > 0 ORDER BY type_name",
            row ->
                new Filled(
                    RawTable.of(plan.recordType(String.valueOf(row.text(0))).orElseThrow(), plan),
                    stored(row.integer(1), row.integer(2)),
                    stored(row.integer(3), row.integer(4))));
    return new RemoteTables(snapshot, asOf, writing, filled);
  }

  private static StoredTable stored(Long rows, Long newestMicros) {
    return new StoredTable(
        Objects.requireNonNull(rows), Objects.requireNonNullElse(newestMicros, 0L));
  }

  private static String counted(RawTable raw, Dialect dialect, Snapshot snapshot, Instant settled) {
    String storedAt = "r." + Provenance.INGESTED_AT;
    String isSettled = "CASE WHEN " + storedAt + " <= " + dialect.timestamp(settled.toEpochMilli());
    return "SELECT "
        + dialect.literal(raw.type().name())
        + " AS type_name, count(*) AS row_count, "
        + dialect.epochMicros("max(" + storedAt + ")")
        + " AS newest, count("
        + isSettled
        + " THEN 1 END) AS settled_count, "
        + dialect.epochMicros("max(" + isSettled + " THEN " + storedAt + " END)")
        + " AS settled_newest FROM "
        + snapshot.from(raw.table(), "r")
        + " WHERE "
        + snapshot.rows(raw, "r");
  }

  List<RawTable> raw() {
    return filled.stream().map(Filled::raw).toList();
  }

  long rows() {
    return filled.stream().mapToLong(table -> table.all().rows()).sum();
  }

  /** Before this, no change of identity links can come any more. */
  Instant linksSeenAt() {
    return asOf.minus(writing ? LONGEST_COMMIT : COMMIT_OF_LINKS);
  }

  /** When the newest row of a table was written. */
  static Instant newest(Filled table) {
    return Instant.EPOCH.plus(table.all().newestMicros(), ChronoUnit.MICROS);
  }
}
