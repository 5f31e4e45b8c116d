package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.RawRowDecoder;
import com.skillforge.analytics.io.rows.ResultSetValues;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RawTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads raw tables back as the records they were written from. */
public final class RawTableReader {
  /** How many rows of a table are fetched at a time. */
  private static final long SLICE_ROWS = 50_000;

  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;

  public RawTableReader(DuckDbWarehouse warehouse, TrackingPlan plan) {
    this.warehouse = warehouse;
    this.plan = plan;
  }

  /** Every record of a type, in the order of event time; empty when there is no such table yet. */
  public List<AnalyticsRecord> read(RecordType type) {
    List<AnalyticsRecord> records = new ArrayList<>();
    if (warehouse.exists()) {
      warehouse.read(
          connection -> {
            records.clear(); // the work may be repeated
            RawTable raw = RawTable.of(type, plan);
            if (DuckDbCatalog.has(connection, raw.table().name())) {
              forEach(
                  connection,
                  new RawRowDecoder(raw),
                  "true",
                  (record, ingestedAt) -> records.add(record));
            }
            return null;
          });
    }
    records.sort(AnalyticsRecord.BY_TIME);
    return records;
  }

  /**
   * Hands over the records of a table one by one, in no order; only a slice of them is in memory.
   *
   * @param stored what is read of each record of the table
   * @param condition which rows, as an SQL condition
   * @return how many there were
   * @throws WarehouseException when the table cannot be read to its end
   */
  long forEach(RawRowDecoder stored, String condition, Consumer<AnalyticsRecord> consumer) {
    return forEach(stored, condition, (record, ingestedAt) -> consumer.accept(record));
  }

  /**
   * Hands over an institution's records of a type, each with the time at which it was stored.
   *
   * @param beforeMillis only events before this instant
   */
  public void forEach(
      RecordType type,
      String tenantId,
      long beforeMillis,
      BiConsumer<AnalyticsRecord, Instant> consumer) {
    RawTable raw = RawTable.of(type, plan);
    if (warehouse.read(connection -> DuckDbCatalog.has(connection, raw.table().name()))) {
      String condition =
          "tenant_id = "
              + DuckDb.SQL.literal(tenantId)
              + " AND "
              + DuckDb.SQL.identifier(type.eventTimeProperty())
              + " < "
              + DuckDb.SQL.timestamp(beforeMillis);
      forEach(new RawRowDecoder(raw), condition, consumer);
    }
  }

  private long forEach(
      RawRowDecoder stored, String condition, BiConsumer<AnalyticsRecord, Instant> consumer) {
    RawTable raw = stored.raw();
    return warehouse.read(
        connection -> {
          long end = endOf(connection, raw);
          long records = 0;
          try {
            for (long start = 0; start < end; start += SLICE_ROWS) {
              String slice = "rowid >= " + start + " AND rowid < " + (start + SLICE_ROWS);
              records += forEach(connection, stored, condition + " AND " + slice, consumer);
            }
          } catch (SQLException e) {
            // Not to be tried again: some records have been handed over.
            throw new WarehouseException(
                "Table "
                    + raw.table().name()
                    + " of the local warehouse cannot be read to its end ("
                    + e.getMessage()
                    + "): check --localWarehouse.",
                e);
          }
          return records;
        });
  }

  private static long endOf(Connection connection, RawTable raw) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(max(rowid) + 1, 0) FROM " + DuckDb.SQL.name(raw.table().name()))) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Hands over the records of a table on an open connection; returns how many there were. */
  static long forEach(
      Connection connection,
      RawRowDecoder stored,
      String condition,
      BiConsumer<AnalyticsRecord, Instant> consumer)
      throws SQLException {
    long records = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(stored.query(condition, DuckDb.SQL))) {
      RowValues values = new ResultSetValues(row);
      while (row.next()) {
        consumer.accept(stored.record(values), stored.ingestedAt(values));
        records++;
      }
    } catch (ResultSetValues.Unreadable e) {
      throw e.reason();
    }
    return records;
  }
}
