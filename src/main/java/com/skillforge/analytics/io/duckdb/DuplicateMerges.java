package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that note dropped copies. A note is identified by the position of the dropped
 * record; the run that noted it first owns it.
 */
final class DuplicateMerges {
  /** The stage of copies of which another run had stored one. */
  private static final String ACROSS_RUNS = "store";

  private static final String TABLE = DuckDb.SQL.name(FixedTables.DUPLICATE_RECORDS.name());

  private DuplicateMerges() {}

  /**
   * Merges the notes of one run.
   *
   * @param whole whether the staged notes are all that the run has: those of an earlier attempt
   *     that have not come again are then deleted
   */
  static String withinRun(String staged, String runId, boolean whole) {
    String sql =
        "MERGE INTO "
            + TABLE
            + " AS stored USING ("
            + staged
            + ") AS staged ON "
            + Provenance.POSITION.stream()
                .map(column -> "stored." + column + " = staged." + column)
                .collect(Collectors.joining(" AND "))
            + " WHEN NOT MATCHED THEN INSERT BY NAME";
    return whole
        ? sql + " WHEN NOT MATCHED BY SOURCE AND " + own("stored.", runId) + " THEN DELETE"
        : sql;
  }

  /** Deletes the notes of a run that has none any more. */
  static String none(String runId) {
    return "DELETE FROM " + TABLE + " WHERE " + own("", runId);
  }

  private static String own(String qualifier, String runId) {
    return qualifier
        + "run_id = "
        + DuckDb.SQL.literal(runId)
        + " AND "
        + qualifier
        + "stage = "
        + DuckDb.SQL.literal(FixedRows.WITHIN_RUN);
  }

  /**
   * Notes, for records that are about to be merged, those whose id the same sender has used in
   * another run: the later of the two records is the copy. The same record read again is none.
   *
   * @param staged a query of the staged rows
   */
  static String acrossRuns(RawTable raw, String staged, Stamp stamp) {
    return """
        INSERT INTO %1$s BY NAME
        WITH staged AS MATERIALIZED (%2$s),
        pairs AS MATERIALIZED (
          SELECT staged, stored,
            (%3$s) < (%4$s) AS replaces
          FROM staged JOIN %5$s AS stored ON %6$s
          WHERE (%7$s) IS DISTINCT FROM (%8$s))
        SELECT * FROM (
          SELECT %9$s FROM pairs WHERE NOT replaces
          UNION ALL
          SELECT %10$s FROM pairs WHERE replaces)
        ANTI JOIN %1$s USING (%11$s)
        """
        .formatted(
            TABLE,
            staged,
            Merges.columns(raw.orderColumns(), Merges::staged),
            Merges.columns(raw.orderColumns(), Merges::stored),
            DuckDb.SQL.name(raw.table().name()),
            Merges.sameRecord(raw),
            Merges.columns(Provenance.POSITION, Merges::staged),
            Merges.columns(Provenance.POSITION, Merges::stored),
            note(raw, "staged", "stored", stamp),
            note(raw, "stored", "staged", stamp),
            String.join(", ", Provenance.POSITION));
  }

  private static String note(RawTable raw, String dropped, String kept, Stamp stamp) {
    List<String> columns = new ArrayList<>();
    columns.add(dropped + ".environment AS environment");
    columns.add(dropped + ".tenant_id AS tenant_id");
    columns.add(DuckDb.SQL.literal(raw.type().name()) + " AS record_type");
    columns.add(dropped + "." + DuckDb.SQL.identifier(raw.idColumn()) + " AS record_id");
    columns.add(
        dropped + "." + DuckDb.SQL.identifier(raw.type().eventTimeProperty()) + " AS event_time");
    for (Column column : Provenance.RECORD) {
      columns.add(dropped + "." + column.name() + " AS " + column.name());
    }
    columns.add(kept + "." + Provenance.SOURCE + " AS kept_source");
    columns.add(kept + "." + Provenance.TOPIC + " AS kept_topic");
    columns.add(kept + "." + Provenance.PARTITION + " AS kept_partition");
    columns.add(kept + "." + Provenance.OFFSET + " AS kept_offset");
    columns.add(DuckDb.SQL.literal(ACROSS_RUNS) + " AS stage");
    columns.add(stamp.value(Provenance.RUN_ID, DuckDb.SQL) + " AS run_id");
    columns.add(stamp.value("written_at", DuckDb.SQL) + " AS written_at");
    return String.join(", ", columns);
  }
}
