package com.skillforge.analytics.io.warehouse;

import static com.skillforge.analytics.io.warehouse.MergeSql.STAGED;
import static com.skillforge.analytics.io.warehouse.MergeSql.STORED;

import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that merge records, dead letters and notes of duplicates, so that a repeated run
 * changes nothing, overlapping runs store nothing twice, and the order of runs does not matter.
 *
 * <p>{@code staged} is each time a query of the staged rows in the columns of the table.
 */
public final class RecordMerges {
  /** The stage of copies of which another run had stored one. */
  private static final String ACROSS_RUNS = "store";

  private final MergeSql sql;
  private final Dialect dialect;

  public RecordMerges(Dialect dialect) {
    this.sql = new MergeSql(dialect);
    this.dialect = dialect;
  }

  /** Merges records: a stored one stays unless the staged one of the same identity is earlier. */
  public String records(RawTable raw, String staged) {
    Table table = raw.table();
    String order = sql.columns(raw.orderColumns());
    return sql.merge(table, sql.first(staged, identity(raw), order), sameRecord(raw))
        + "WHEN MATCHED AND "
        + sql.before(STAGED, STORED, raw.orderColumns())
        + " THEN "
        + sql.update(table.columnNames())
        + sql.insertNew(table);
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
  public String duplicatesAcrossRuns(RawTable raw, String staged, Stamp stamp) {
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
            + sql.same(STAGED, STORED, Provenance.POSITION)
            + ")";
    return sql.merge(
            notes,
            sql.first(pairs, sql.columns(Provenance.POSITION), "kept_topic"),
            sql.same(STORED, STAGED, Provenance.POSITION))
        + sql.insertNew(notes);
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

  /** Makes the notes of one run about copies within it those that are staged. */
  public List<String> duplicatesWithinRun(String staged, String runId) {
    Table notes = FixedTables.DUPLICATE_RECORDS;
    String own =
        "noted.stage = "
            + dialect.literal(FixedRows.WITHIN_RUN)
            + " AND "
            + ownedBy("noted", runId);
    return List.of(
        deleteGone(notes, staged, own),
        sql.merge(notes, staged, sql.same(STORED, STAGED, Provenance.POSITION))
            + sql.insertNew(notes));
  }

  /** Makes the dead letters of one run those that are staged; the run that stored one owns it. */
  public List<String> deadLetters(String staged, String runId) {
    Table letters = FixedTables.DEAD_LETTERS;
    List<String> content =
        List.of("environment", "stage", "error_codes", "json_paths", "message", "payload");
    return List.of(
        deleteGone(letters, staged, ownedBy("noted", runId)),
        sql.merge(letters, staged, sql.same(STORED, STAGED, Provenance.POSITION))
            + "WHEN MATCHED AND "
            + ownedBy(STORED, runId)
            + " AND "
            + sql.differ(STORED, STAGED, letters, content)
            + " THEN "
            + sql.update(letters.columnNames())
            + sql.insertNew(letters));
  }

  private String ownedBy(String qualifier, String runId) {
    return qualifier + ".run_id = " + dialect.literal(runId);
  }

  /** Deletes rows of an earlier attempt that have not come again; {@code own} says which. */
  private String deleteGone(Table table, String staged, String own) {
    String gone =
        "SELECT "
            + sql.columns("noted", Provenance.POSITION)
            + " FROM "
            + sql.name(table)
            + " AS noted LEFT JOIN ("
            + staged
            + ") AS again ON "
            + sql.same("noted", "again", Provenance.POSITION)
            + " WHERE "
            + own
            + " AND again."
            + Provenance.TOPIC
            + " IS NULL";
    return sql.merge(table, gone, sql.same(STORED, STAGED, Provenance.POSITION))
        + "WHEN MATCHED THEN DELETE";
  }

  /** Gives stored records to whom the same records belong that were read again. */
  public String reattributeSame(RawTable raw, String staged) {
    String on =
        sql.same(STORED, STAGED, Provenance.POSITION)
            + " AND "
            + sql.same(STORED, STAGED, List.of("tenant_id", raw.idColumn()))
            + dialect.everyPartition(STORED, raw).map(all -> " AND " + all).orElse("");
    return sql.merge(
            raw.table(),
            sql.first(staged, sql.columns(Provenance.POSITION), RawTable.CANONICAL_USER_ID),
            on)
        + "WHEN MATCHED AND "
        + sql.differ(STORED, STAGED, raw.table(), List.of(RawTable.CANONICAL_USER_ID))
        + " THEN "
        + sql.update(List.of(RawTable.CANONICAL_USER_ID));
  }

  /** Of stored records that have become one, the earliest stays. */
  public String deleteCopies(RawTable raw) {
    String all = dialect.everyPartition("stored_row", raw).orElse("TRUE");
    String copies =
        "SELECT "
            + sql.columns(Provenance.POSITION)
            + " FROM "
            + sql.name(raw.table())
            + " AS stored_row WHERE "
            + all
            + " QUALIFY row_number() OVER (PARTITION BY "
            + identity(raw)
            + " ORDER BY "
            + sql.columns(raw.orderColumns())
            + ") > 1";
    String on =
        sql.same(STORED, STAGED, Provenance.POSITION)
            + dialect.everyPartition(STORED, raw).map(every -> " AND " + every).orElse("");
    return sql.merge(raw.table(), copies, on) + "WHEN MATCHED THEN DELETE";
  }
}
