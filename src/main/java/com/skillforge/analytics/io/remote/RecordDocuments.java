package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.rows.RawRowDecoder;
import com.skillforge.analytics.io.rows.Snapshot;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.RawTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of raw tables as documents, see {@link StagedRow}, and back as records. */
final class RecordDocuments {
  private final Map<String, Table> tables = new HashMap<>();

  /** A table, and the names of what its rows hold. */
  private record Table(RawRowDecoder decoder, List<String> columns) {}

  /**
   * Creates it.
   *
   * @param needed which properties are needed of a record
   */
  RecordDocuments(TrackingPlan plan, Projection needed) {
    for (RawTable raw : RawTable.all(plan)) {
      RawRowDecoder decoder = new RawRowDecoder(raw, needed);
      tables.put(raw.table().name().toString(), new Table(decoder, decoder.columns()));
    }
  }

  /**
   * A query whose rows {@link #record} reads.
   *
   * @param condition which rows of the table, as {@code r}
   */
  static String query(
      RawTable raw, Projection needed, Dialect dialect, Snapshot snapshot, String condition) {
    return "SELECT "
        + dialect.literal(raw.table().name().toString())
        + " AS table_name, "
        + dialect.document(new RawRowDecoder(raw, needed).select(dialect))
        + " AS document FROM "
        + snapshot.from(raw.table(), "r")
        + " WHERE "
        + condition;
  }

  /** The record of a row. */
  AnalyticsRecord record(StagedRow row) {
    Table table = tables.get(row.table());
    return table.decoder().record(DocumentValues.of(table.columns(), row));
  }
}
