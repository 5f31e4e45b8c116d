package com.skillforge.analytics.io.warehouse;

import static com.skillforge.analytics.io.warehouse.MergeSql.STAGED;
import static com.skillforge.analytics.io.warehouse.MergeSql.STORED;

import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Merge;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.Upsert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements that merge records, dead letters and notes of duplicates, so that a repeated run
 * changes nothing, overlapping runs store nothing twice, and the order of runs does not matter.
 *
 * <p>{@code staged} is each time a query of the staged rows in the columns of the table.
 */
final class RecordMerges {
  /** The stage of copies of which another run had stored one. */
  private static final String ACROSS_RUNS = "store";

  private final MergeSql sql;
  private final Dialect dialect;

  RecordMerges(MergeSql sql) {
    this.sql = sql;
    this.dialect = sql.dialect();
  }

  /** Adds records to a table that has none; no two of them are the same. */
  String firstRecords(RawTable raw, String staged) {
    return sql.insert(raw.table()) + staged;
  }

  /**
   * Merges records: a stored one stays unless the staged one of the same identity is earlier, or is
   * the same one without what an opt-out had taken from it: by then that did not hold.
   */
  List<String> records(RawTable raw, String staged) {
    String order = sql.columns(raw.orderColumns());
    return dialect.upsert(
        new Upsert(
            raw.table(),
            sql.distinct(staged, identity(raw), order),
            List.of("tenant_id", raw.idColumn()),
            sameRecord(raw),
            Optional.of(replaces(raw)),
            Optional.empty()));
  }

  private String replaces(RawTable raw) {
    String earlier = sql.before(STAGED, STORED, raw.orderColumns());
    return raw.type().behaviour().essential()
        ? "("
            + earlier
            + " OR ("
            + sql.sameReceived(STAGED, STORED)
            + " AND "
            + sql.column(STORED, RawTable.OPTED_OUT)
            + " AND NOT "
            + sql.column(STAGED, RawTable.OPTED_OUT)
            + "))"
        : earlier;
  }

  /** The stored rows of a table, of copies the earliest. */
  String firstOfCopies(RawTable raw) {
    String all = dialect.everyPartition("stored_row", raw).orElse("TRUE");
    String rows = "SELECT * FROM " + sql.name(raw.table()) + " AS stored_row WHERE " + all;
    return dialect.storesCopies()
        ? sql.first(rows, identity(raw), sql.columns(raw.orderColumns()))
        : rows;
  }

  private String identity(RawTable raw) {
    return "tenant_id, "
        + dialect.identifier(raw.idColumn())
        + ", coalesce("
        + sql.columns(raw.senderColumns())
        + ")";
  }

  private String sameRecord(RawTable raw) {
    String same =
        sql.same(STORED, STAGED, List.of("tenant_id", raw.idColumn()))
            + " AND coalesce("
            + sql.columns(STORED, raw.senderColumns())
            + ") = coalesce("
            + sql.columns(STAGED, raw.senderColumns())
            + ")";
    return dialect.everyPartition(STORED, raw).map(all -> same + " AND " + all).orElse(same);
  }

  /**
   * Notes, for records that are about to be merged, those whose id the same sender has used in
   * another run: the later of the two records is the copy. The same record read again is none.
   */
  List<String> duplicatesAcrossRuns(RawTable raw, String staged, Stamp stamp) {
    Table notes = FixedTables.DUPLICATE_RECORDS;
    String pairs =
        "SELECT "
            + note(raw, stamp)
            + " FROM ("
            + staged
            + ") AS staged JOIN "
            + sql.name(raw.table())
            + " AS stored ON "
            + sameRecord(raw)
            + " WHERE NOT ("
            + sql.sameReceived(STAGED, STORED)
            + ")";
    String dropped = sql.first(pairs, sql.columns(Provenance.RECEIVED), "kept_topic");
    return dialect.upsert(sql.ofReceived(notes, dropped));
  }

  private String note(RawTable raw, Stamp stamp) {
    String replaces = sql.before(STAGED, STORED, raw.orderColumns());
    List<String> columns = new ArrayList<>();
    columns.add(choose(replaces, "environment", "environment", false));
    columns.add(choose(replaces, "tenant_id", "tenant_id", false));
    columns.add(dialect.literal(raw.type().name()) + " AS record_type");
    columns.add(choose(replaces, raw.idColumn(), "record_id", false));
    columns.add(choose(replaces, raw.type().eventTimeProperty(), "event_time", false));
    Provenance.RECORD.forEach(
        column -> columns.add(choose(replaces, column.name(), column.name(), false)));
    columns.add(choose(replaces, Provenance.SOURCE, "kept_source", true));
    columns.add(choose(replaces, Provenance.TOPIC, "kept_topic", true));
    columns.add(choose(replaces, Provenance.PARTITION, "kept_partition", true));
    columns.add(choose(replaces, Provenance.OFFSET, "kept_offset", true));
    columns.add(dialect.literal(ACROSS_RUNS) + " AS stage");
    columns.add(stamp.value(Provenance.RUN_ID, dialect) + " AS run_id");
    columns.add(stamp.value("written_at", dialect) + " AS written_at");
    return String.join(", ", columns);
  }

  /** A column of the record that is dropped, or of the one that is kept. */
  private String choose(String replaces, String column, String as, boolean kept) {
    return "CASE WHEN "
        + replaces
        + " THEN "
        + sql.column(kept ? STAGED : STORED, column)
        + " ELSE "
        + sql.column(kept ? STORED : STAGED, column)
        + " END AS "
        + dialect.identifier(as);
  }

  /**
   * Adds notes about copies within a run.
   *
   * @param whole the run, when the staged notes are all that it has: those of an earlier attempt
   *     that have not come again are then deleted
   */
  List<String> duplicatesWithinRun(String staged, Optional<String> whole) {
    return dialect.upsert(
        sql.ofReceived(FixedTables.DUPLICATE_RECORDS, staged)
            .deleting(whole.map(run -> notedWithin("stored.", run))));
  }

  /** Deletes the notes about copies within a run that has none any more. */
  String noDuplicatesWithin(String runId) {
    return "DELETE FROM "
        + sql.name(FixedTables.DUPLICATE_RECORDS)
        + " WHERE "
        + notedWithin("", runId);
  }

  private String notedWithin(String qualifier, String runId) {
    return qualifier
        + "stage = "
        + dialect.literal(FixedRows.WITHIN_RUN)
        + " AND "
        + ownedBy(qualifier, runId);
  }

  /**
   * Adds dead letters: the run that stored one first owns it, and may replace it.
   *
   * @param whole the run, when the staged dead letters are all that it has: those of an earlier
   *     attempt that have not come again are then deleted
   */
  List<String> deadLetters(String staged, Optional<String> whole) {
    Table letters = FixedTables.DEAD_LETTERS;
    List<String> content =
        List.of("environment", "stage", "error_codes", "json_paths", "message", "payload");
    return dialect.upsert(
        sql.ofReceived(letters, staged)
            .replacing(
                sql.same(STORED, STAGED, List.of(Provenance.RUN_ID))
                    + " AND "
                    + sql.differ(STORED, STAGED, letters, content))
            .deleting(whole.map(run -> ownedBy("stored.", run))));
  }

  /** Deletes the dead letters of a run that has none any more. */
  String noDeadLetters(String runId) {
    return "DELETE FROM " + sql.name(FixedTables.DEAD_LETTERS) + " WHERE " + ownedBy("", runId);
  }

  private String ownedBy(String qualifier, String runId) {
    return qualifier + Provenance.RUN_ID + " = " + dialect.literal(runId);
  }

  /** Gives stored records to whom the same records belong that were read again. */
  String reattributeSame(RawTable raw, String staged) {
    String rows = sql.distinct(staged, sql.columns(sql.key(raw)), RawTable.CANONICAL_USER_ID);
    return sql.reattribute(raw, rows, sql.sameRow(raw));
  }

  /** Of stored records that have become one, the earliest stays. */
  String deleteCopies(RawTable raw) {
    String all = dialect.everyPartition("stored_row", raw).orElse("TRUE");
    String copies =
        "SELECT "
            + sql.columns(sql.key(raw))
            + " FROM "
            + sql.name(raw.table())
            + " AS stored_row WHERE "
            + all
            + " QUALIFY row_number() OVER (PARTITION BY "
            + identity(raw)
            + " ORDER BY "
            + sql.columns(raw.orderColumns())
            + ") > 1";
    return new Merge(dialect, raw.table(), copies, sql.sameRow(raw)).delete().sql();
  }
}
