package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.io.PartitionLog;
import com.skillforge.analytics.io.Retention;
import com.skillforge.analytics.io.TakenOffsets;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Expiry;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Since when the raw tables of a warehouse hold everything, by the offsets that the ledger says
 * raw-events has taken. Files have no offsets: what came from them is taken as all there was.
 */
public final class StoredHistory {
  private static final String RAW_EVENTS = "raw-events";

  private final QueryableWarehouse warehouse;
  private final List<RawTable> tables;
  private final TakenOffsets taken;

  private StoredHistory(QueryableWarehouse warehouse, List<RawTable> tables, TakenOffsets taken) {
    this.warehouse = warehouse;
    this.tables = tables;
    this.taken = taken;
  }

  /**
   * Reads the ledger.
   *
   * @param tables the raw tables that are read
   */
  public static StoredHistory of(QueryableWarehouse warehouse, List<RawTable> tables) {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT "
            + dialect.comparable("source", ColumnType.JSON)
            + " FROM "
            + dialect.name(FixedTables.PIPELINE_RUNS.name())
            + " WHERE pipeline = "
            + dialect.literal(RAW_EVENTS)
            + " AND source IS NOT NULL AND (streaming OR (launched_at IS NULL AND status = "
            + dialect.literal(RunSummary.SUCCEEDED)
            + "))";
    List<String> sources = warehouse.query(sql, row -> Objects.requireNonNull(row.text(0)));
    return new StoredHistory(
        warehouse,
        List.copyOf(tables),
        TakenOffsets.of(OffsetRows.taken(warehouse, RAW_EVENTS), sources));
  }

  /**
   * Whether raw-events is running: it may have rows that it has stamped, and not committed yet.
   *
   * @param startedAfter a run that began earlier is taken to have been killed, unless it is a
   *     stream
   */
  public static boolean isBeingWritten(
      QueryableWarehouse warehouse, Snapshot snapshot, Instant startedAfter) {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT count(*) FROM "
            + snapshot.from(FixedTables.PIPELINE_RUNS, "runs")
            + " WHERE pipeline = "
            + dialect.literal(RAW_EVENTS)
            + " AND status = "
            + dialect.literal(RunSummary.RUNNING)
            + " AND (streaming OR started_at > "
            + dialect.timestamp(startedAfter.toEpochMilli())
            + ")";
    return warehouse.query(sql, row -> Objects.requireNonNull(row.integer(0))).get(0) > 0;
  }

  /** The partitions of which the warehouse lacks the beginning, or some offsets since then. */
  public List<HistoryStart> starts() {
    List<HistoryStart> starts = new ArrayList<>();
    for (PartitionLog log : taken.logs()) {
      long from = taken.takenFrom(log);
      if (from > 0) {
        starts.add(start(log, from).orElseGet(() -> now(log, from)));
      }
    }
    starts.sort(
        Comparator.comparing(HistoryStart::topic)
            .thenComparingInt(start -> start.log().partition()));
    return starts;
  }

  /**
   * What is still lacking when the warehouse has what came before the beginning of another source.
   *
   * @param received where the other source begins
   */
  public List<HistoryStart> startsBefore(List<HistoryStart> received) {
    List<HistoryStart> starts = new ArrayList<>();
    for (HistoryStart start : received) {
      long from = taken.takenFrom(start.log(), start.firstOffset());
      if (from == start.firstOffset()) {
        starts.add(start);
      } else if (from > 0) {
        starts.add(start(start.log(), from).orElse(start));
      }
    }
    return starts;
  }

  /**
   * By record type: since when there are records, where the years of older ones were over. A run of
   * retention notes what it deletes. Where the warehouse deletes by a rule of its own, the ledger
   * still knows of runs that had stored nothing but what is too old now.
   */
  public Map<String, Instant> expired() {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT pipeline, "
            + dialect.epochMillis("launched_at")
            + ", "
            + dialect.epochMillis("max_event_time")
            + ", "
            + dialect.comparable("rows_removed", ColumnType.JSON)
            + ", "
            + dialect.comparable("accepted_by_type", ColumnType.JSON)
            + " FROM "
            + dialect.name(FixedTables.PIPELINE_RUNS.name())
            + " WHERE status = "
            + dialect.literal(RunSummary.SUCCEEDED)
            + " AND launched_at IS NOT NULL AND (pipeline = "
            + dialect.literal(Retention.PIPELINE)
            + (dialect.expiresByRule()
                ? " OR (pipeline = " + dialect.literal(RAW_EVENTS) + " AND NOT streaming)"
                : "")
            + ")";
    Instant now = Instant.now();
    Map<String, Instant> since = new HashMap<>();
    for (Note note : warehouse.query(sql, Note::read)) {
      for (RawTable raw : tables) {
        note.lost(raw, now)
            .ifPresent(start -> since.merge(raw.type().name(), start, StoredHistory::later));
      }
    }
    return since;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** What the ledger notes of a run that has deleted rows, or stored some. */
  private record Note(
      boolean deletes,
      Instant at,
      @Nullable Long newestMillis,
      Map<String, Long> rows,
      Map<String, Long> accepted) {

    static Note read(RowValues row) {
      return new Note(
          Retention.PIPELINE.equals(row.text(0)),
          Instant.ofEpochMilli(Objects.requireNonNull(row.integer(1))),
          row.integer(2),
          JsonText.counts(row.text(3)),
          JsonText.counts(row.text(4)));
    }

    /** Since when the rows of a table are there, where the note tells of older ones. */
    Optional<Instant> lost(RawTable raw, Instant now) {
      if (deletes) {
        return rows.getOrDefault(raw.table().name().toString(), 0L) > 0
            ? Optional.of(Expiry.cutoff(raw.table(), at))
            : Optional.empty();
      }
      Instant cutoff = Expiry.cutoff(raw.table(), now);
      return newestMillis != null
              && newestMillis < cutoff.toEpochMilli()
              && accepted.getOrDefault(raw.type().name(), 0L) > 0
          ? Optional.of(cutoff)
          : Optional.empty();
    }
  }

  private static HistoryStart now(PartitionLog log, long from) {
    return new HistoryStart(log, from, Instant.now());
  }

  /** Only asked where something is lacking: it looks at all stored records of a partition. */
  private Optional<HistoryStart> start(PartitionLog log, long from) {
    Dialect dialect = warehouse.dialect();
    String stored =
        tables.stream()
            .map(
                raw ->
                    "SELECT "
                        + Provenance.TIMESTAMP
                        + " FROM "
                        + dialect.name(raw.table().name())
                        + " AS r WHERE "
                        + Provenance.TOPIC
                        + " = "
                        + dialect.literal(log.topic())
                        + " AND "
                        + Provenance.PARTITION
                        + " = "
                        + log.partition()
                        + " AND "
                        + Provenance.OFFSET
                        + " >= "
                        + from
                        + dialect
                            .everyPartition("r", raw)
                            .map(condition -> " AND " + condition)
                            .orElse(""))
            .collect(Collectors.joining(" UNION ALL "));
    @Nullable Long first =
        warehouse
            .query(
                "SELECT "
                    + dialect.epochMillis("min(" + Provenance.TIMESTAMP + ")")
                    + " FROM ("
                    + stored
                    + ") AS stored WHERE "
                    + Provenance.TIMESTAMP
                    + " >= "
                    + dialect.timestamp(RawTable.EARLIEST_EVENT_TIME.toEpochMilli()),
                row -> Optional.ofNullable(row.integer(0)))
            .get(0)
            .orElse(null);
    return Optional.ofNullable(first)
        .map(millis -> new HistoryStart(log, from, Instant.ofEpochMilli(millis)));
  }
}
