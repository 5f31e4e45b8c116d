package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The statements that merge staged rows into their tables, so that a repeated run changes nothing,
 * overlapping runs store nothing twice, and the order of runs does not matter.
 */
final class Merges {
  private Merges() {}

  /**
   * Merges records: a stored record stays unless the staged one of the same identity is earlier.
   *
   * @param staged a query of the staged rows
   * @param unique whether no two staged rows have the same identity
   */
  static String records(RawTable raw, String staged, boolean unique) {
    String table = DuckDb.SQL.name(raw.table().name());
    List<String> identity =
        List.of("tenant_id", raw.idColumn(), coalesce(raw.senderColumns(), name -> name));
    String rows =
        unique
            ? staged
            : "SELECT * FROM ("
                + staged
                + ") QUALIFY row_number() OVER (PARTITION BY "
                + String.join(", ", identity)
                + " ORDER BY "
                + columns(raw.orderColumns(), name -> name)
                + ") = 1";
    return "MERGE INTO "
        + table
        + " AS stored USING ("
        + rows
        + ") AS staged ON "
        + sameRecord(raw)
        + " WHEN MATCHED AND ("
        + columns(raw.orderColumns(), Merges::staged)
        + ") < ("
        + columns(raw.orderColumns(), Merges::stored)
        + ") THEN UPDATE BY NAME WHEN NOT MATCHED THEN INSERT BY NAME";
  }

  /** Adds records to a table that has none. */
  static String firstRecords(RawTable raw, String staged) {
    return "INSERT INTO " + DuckDb.SQL.name(raw.table().name()) + " BY NAME " + staged;
  }

  /**
   * Merges dead letters: the run that stored one first owns it.
   *
   * @param runId the run that may replace its own
   * @param whole whether the staged dead letters are all that the run has: those of an earlier
   *     attempt that have not come again are then deleted
   */
  static String deadLetters(String staged, String runId, boolean whole) {
    String own = stored(Provenance.RUN_ID) + " = " + DuckDb.SQL.literal(runId);
    List<String> content =
        List.of("environment", "stage", "error_codes", "json_paths", "message", "payload");
    String changed =
        "("
            + columns(content, Merges::stored)
            + ") IS DISTINCT FROM ("
            + columns(content, Merges::staged)
            + ")";
    String sql =
        "MERGE INTO "
            + DuckDb.SQL.name(FixedTables.DEAD_LETTERS.name())
            + " AS stored USING ("
            + staged
            + ") AS staged ON "
            + Provenance.POSITION.stream().map(Merges::equal).collect(Collectors.joining(" AND "))
            + " WHEN MATCHED AND "
            + own
            + " AND "
            + changed
            + " THEN UPDATE BY NAME WHEN NOT MATCHED THEN INSERT BY NAME";
    return whole ? sql + " WHEN NOT MATCHED BY SOURCE AND " + own + " THEN DELETE" : sql;
  }

  /** Deletes the dead letters of a run that has none any more. */
  static String noDeadLetters(String runId) {
    return "DELETE FROM "
        + DuckDb.SQL.name(FixedTables.DEAD_LETTERS.name())
        + " WHERE run_id = "
        + DuckDb.SQL.literal(runId);
  }

  /**
   * Adds KPI rows. Stored rows never change: a row whose figures differ from the newest ones of the
   * same key and as_of is added under the next pane index, one with the same figures is not.
   */
  static String kpiValues(String staged) {
    List<String> key = new ArrayList<>(FixedTables.KPI_KEY);
    key.add("as_of");
    String keys = String.join(", ", key);
    String figures = "row(" + String.join(", ", FixedTables.KPI_FIGURES) + ")";
    String table = DuckDb.SQL.name(FixedTables.KPI_VALUES.name());
    return """
        INSERT INTO %1$s BY NAME
        WITH staged AS (%2$s),
        newest AS (
          SELECT %3$s,
            max(pane_index) AS newest_pane,
            arg_max(%4$s, row(pane_index, written_at)) AS newest_figures
          FROM %1$s
          SEMI JOIN staged USING (%3$s)
          GROUP BY %3$s),
        compared AS (
          SELECT staged.*, newest_pane, %4$s AS figures,
            lag(%4$s, 1, newest_figures) OVER (
              PARTITION BY %3$s ORDER BY pane_index) AS figures_before
          FROM staged LEFT JOIN newest USING (%3$s))
        SELECT * EXCLUDE (newest_pane, figures, figures_before) REPLACE (
          greatest(pane_index, coalesce(newest_pane, -1) + row_number() OVER (
            PARTITION BY %3$s ORDER BY pane_index)) AS pane_index)
        FROM compared
        WHERE figures IS DISTINCT FROM figures_before
        """
        .formatted(table, staged, keys, figures);
  }

  /** The condition that a stored and a staged row have the same identity. */
  static String sameRecord(RawTable raw) {
    return equal("tenant_id")
        + " AND "
        + equal(raw.idColumn())
        + " AND "
        + coalesce(raw.senderColumns(), Merges::stored)
        + " = "
        + coalesce(raw.senderColumns(), Merges::staged);
  }

  /** Makes the table of terms hold exactly those given; a term that is there already stays. */
  static String terms(List<Term> terms, Stamp stamp) {
    String rows =
        terms.stream()
            .map(
                term ->
                    "(%s, %s, %s, %s)"
                        .formatted(
                            DuckDb.SQL.literal(term.tenantId()),
                            DuckDb.SQL.literal(term.termId()),
                            DuckDb.SQL.timestamp(term.startMillis()),
                            DuckDb.SQL.timestamp(term.endMillis())))
            .collect(Collectors.joining(", "));
    return """
        MERGE INTO %s AS stored
        USING (
          SELECT *, %s AS run_id, %s AS written_at
          FROM (VALUES %s) AS given(tenant_id, term_id, starts_at, ends_at)) AS staged
        ON stored.tenant_id = staged.tenant_id AND stored.term_id = staged.term_id
        WHEN MATCHED AND (stored.starts_at, stored.ends_at) <> (staged.starts_at, staged.ends_at)
          THEN UPDATE BY NAME
        WHEN NOT MATCHED THEN INSERT BY NAME
        WHEN NOT MATCHED BY SOURCE THEN DELETE
        """
        .formatted(
            DuckDb.SQL.name(FixedTables.TERMS.name()),
            stamp.value(Provenance.RUN_ID, DuckDb.SQL),
            stamp.value("written_at", DuckDb.SQL),
            rows);
  }

  private static String equal(String column) {
    return stored(column) + " = " + staged(column);
  }

  static String stored(String column) {
    return "stored." + DuckDb.SQL.identifier(column);
  }

  static String staged(String column) {
    return "staged." + DuckDb.SQL.identifier(column);
  }

  private static String coalesce(List<String> names, UnaryOperator<String> qualify) {
    return "coalesce(" + columns(names, qualify) + ")";
  }

  static String columns(List<String> names, UnaryOperator<String> qualify) {
    return names.stream().map(qualify).collect(Collectors.joining(", "));
  }
}
