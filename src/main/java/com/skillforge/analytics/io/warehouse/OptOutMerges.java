package com.skillforge.analytics.io.warehouse;

import static com.skillforge.analytics.io.warehouse.MergeSql.STORED;

import com.skillforge.analytics.io.NoRecords;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Merge;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statements that make raw tables agree with the opt-outs that are stored: a run judges a
 * record by the opt-outs that it knows, and one of an earlier event time may come later. What they
 * mean is said by {@link OptOutIntervals}.
 */
final class OptOutMerges {
  private static final String ROW = "r";

  /** What was done to rows. */
  private enum Action {
    REMOVED,
    REDUCED
  }

  private final MergeSql sql;
  private final TrackingPlan plan;
  private final RawTable preferences;
  private final Optional<Recent> recent;

  /**
   * Changes that are yet to be carried out.
   *
   * @param storedSince when the first of them was stored
   * @param from their earliest event time: what happened before is none of theirs
   */
  record Recent(Instant storedSince, Instant from) {}

  /**
   * Those for the preference changes that were stored since an instant: only the persons who
   * changed something are looked at, and only from the time on from which it counts. Empty where
   * nobody did.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  static Optional<OptOutMerges> ofChangesSince(
      Instant storedSince, Warehouse warehouse, TrackingPlan plan) {
    MergeSql sql = new MergeSql(warehouse.dialect(), true);
    String query = new OptOutMerges(sql, plan).earliestChange(storedSince);
    return warehouse.query(query, row -> Optional.ofNullable(row.integer(0))).stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(from -> new Recent(storedSince, Instant.ofEpochMilli(from)))
        .map(changes -> of(changes, sql, plan));
  }

  /** Those for some changes. */
  static OptOutMerges of(Recent changes, MergeSql sql, TrackingPlan plan) {
    return new OptOutMerges(sql, plan, Optional.of(changes));
  }

  /** Those that look at everybody. */
  OptOutMerges(MergeSql sql, TrackingPlan plan) {
    this(sql, plan, Optional.empty());
  }

  /**
   * Those that look at some persons only.
   *
   * @param recent whose changes decide
   */
  private OptOutMerges(MergeSql sql, TrackingPlan plan, Optional<Recent> recent) {
    this.sql = sql;
    this.plan = plan;
    this.recent = recent;
    this.preferences =
        RawTable.of(plan.recordType(OptOutIntervals.RECORD_TYPE).orElseThrow(), plan);
  }

  /** Removes, or reduces, what is stored of persons at times at which they had opted out. */
  List<String> enforce(Stamp stamp) {
    List<String> statements = new ArrayList<>();
    for (RawTable raw : RawTable.all(plan)) {
      Optional<Action> action = action(raw);
      action.ifPresent(of -> statements.add(note(raw, of, found(raw, of), stamp)));
      if (action.equals(Optional.of(Action.REMOVED))) {
        statements.addAll(new ContributionMarks(sql).beforeOptOut(raw, hidden(raw), stamp));
        statements.add(remove(raw));
      } else if (action.isPresent()) {
        statements.add(reduce(raw));
        if (sql.dialect().storesCopies()) {
          statements.add(removeReducedCopies(raw));
        }
      }
    }
    return statements;
  }

  /** What becomes of rows of a table that an opt-out hides; empty where it hides none. */
  private static Optional<Action> action(RawTable raw) {
    if (raw.type().behaviour().suppressible()) {
      return Optional.of(Action.REMOVED);
    }
    return raw.type().behaviour().essential() ? Optional.of(Action.REDUCED) : Optional.empty();
  }

  private String found(RawTable raw, Action action) {
    return action == Action.REMOVED ? hidden(raw) : whole(raw);
  }

  /** Has the ledger count how many rows a run has removed, by table. */
  void noteRemoved(RowsWritten written, Stamp stamp) {
    for (RawTable raw : RawTable.all(plan)) {
      if (action(raw).equals(Optional.of(Action.REMOVED))) {
        String table = raw.table().name().toString();
        written.removed(table, removed(table, stamp));
      }
    }
    written.add(PrivacyTables.OPT_OUT_ACTIONS, "written_at");
  }

  private String removed(String table, Stamp stamp) {
    return "SELECT coalesce(sum(row_count), 0) FROM %s WHERE run_id = %s AND table_name = %s AND action = %s"
        .formatted(
            sql.name(PrivacyTables.OPT_OUT_ACTIONS),
            stamp.value(Provenance.RUN_ID, sql.dialect()),
            sql.dialect().literal(table),
            label(Action.REMOVED));
  }

  private String label(Action action) {
    return sql.dialect().literal(action.name().toLowerCase(Locale.ROOT));
  }

  /** A query of how many rows {@link #enforce} would remove or reduce: tables with counts. */
  String counts() {
    return RawTable.all(plan).stream()
        .flatMap(raw -> action(raw).map(action -> count(raw, found(raw, action))).stream())
        .collect(Collectors.joining(" UNION ALL "));
  }

  private String count(RawTable raw, String rows) {
    return "SELECT "
        + sql.dialect().literal(raw.table().name().toString())
        + " AS table_name, count(*) AS row_count FROM ("
        + rows
        + ") AS found";
  }

  /**
   * A query of the earliest event time of an opt-in that came after a run had read later records:
   * what that run has suppressed since may be stored. One column, epoch milliseconds, null for
   * none. What an audit has followed up by reading again is not asked for once more. A stream lets
   * through itself what an opt-in of the last hour does.
   *
   * @param pipeline the pipeline that fills the raw tables
   * @param audit the pipeline that follows up
   */
  String letInLate(String pipeline, String audit) {
    String runs = sql.name(FixedTables.PIPELINE_RUNS);
    return """
        SELECT %1$s
        FROM (%2$s) AS changes
        JOIN %3$s AS earlier ON earlier.pipeline = %4$s
          AND earlier.max_event_time > changes.from_time
          AND earlier.started_at < changes.ingested_at
          AND ((NOT earlier.streaming AND earlier.run_id <> changes.run_id)
            OR (earlier.streaming AND changes.ingested_at > %8$s))
        WHERE NOT changes.opts_out AND changes.was_out
          AND changes.ingested_at > (
            SELECT coalesce(max(audited.started_at), %5$s)
            FROM %3$s AS audited
            WHERE audited.pipeline = %6$s AND audited.status = 'succeeded'
              AND %7$s IS NULL)
        """
        .formatted(
            sql.dialect().epochMillis("min(changes.from_time)"),
            changes(),
            runs,
            sql.dialect().literal(pipeline),
            sql.dialect().timestamp(0),
            sql.dialect().literal(audit),
            sql.dialect().jsonText("audited.source", NoRecords.MEMBER),
            sql.dialect().plus("changes.from_time", 1, Dialect.Unit.HOUR));
  }

  /** Suppressible rows of a table that their person's opt-outs hide. */
  private String hidden(RawTable raw) {
    return "SELECT r.* FROM "
        + sql.rows(raw, ROW)
        + " JOIN ("
        + intervals()
        + ") AS hidden ON hidden.environment = r.environment AND hidden.tenant_id = r.tenant_id"
        + " AND hidden.canonical_user_id = r.canonical_user_id AND hidden.from_time <= "
        + eventTime(raw)
        + " AND "
        + eventTime(raw)
        + " < hidden.to_time"
        + notBefore(ROW, raw);
  }

  /** Spares a warehouse the partitions in which nothing can be found. */
  private String notBefore(String qualifier, RawTable raw) {
    return recent
        .map(
            changes ->
                " AND "
                    + sql.column(qualifier, raw.type().eventTimeProperty())
                    + " >= "
                    + sql.dialect().timestamp(changes.from().toEpochMilli()))
        .orElse("");
  }

  private String sameRow(RawTable raw) {
    return sql.sameRow(raw) + notBefore(STORED, raw);
  }

  /** Essential rows that such an interval covers and that still have all their columns. */
  private String whole(RawTable raw) {
    return hidden(raw) + " WHERE NOT coalesce(r." + RawTable.OPTED_OUT + ", FALSE)";
  }

  private String eventTime(RawTable raw) {
    return sql.column(ROW, raw.type().eventTimeProperty());
  }

  private String intervals() {
    return "SELECT * FROM (" + changes() + ") AS switches WHERE switches.opts_out";
  }

  /**
   * Each preference change with the time from which it holds and that of the next one: at an
   * instant the last change up to it counts.
   */
  private String changes() {
    String order =
        "PARTITION BY r.environment, r.tenant_id, r.canonical_user_id ORDER BY %1$s, %2$s"
            .formatted(eventTime(preferences), sql.column(ROW, preferences.idColumn()));
    String own = "coalesce(" + sql.column(ROW, Role.OPT_OUT.property()) + ", FALSE)";
    return """
        SELECT r.environment AS environment, r.tenant_id AS tenant_id,
          r.canonical_user_id AS canonical_user_id, r.run_id AS run_id,
          r.ingested_at AS ingested_at, %1$s AS opts_out,
          coalesce(lag(%1$s) OVER (%2$s), FALSE) AS was_out,
          %3$s AS from_time,
          coalesce(lead(%3$s) OVER (%2$s), %4$s) AS to_time
        FROM (%5$s) AS r%6$s
        WHERE r.canonical_user_id IS NOT NULL
        """
        .formatted(
            own,
            order,
            eventTime(preferences),
            sql.dialect().timestamp(RawTable.END_OF_TIME.toEpochMilli()),
            new RecordMerges(sql).firstOfCopies(preferences),
            recent.map(changes -> ofThoseWhoChanged(changes.storedSince())).orElse(""));
  }

  private String earliestChange(Instant storedSince) {
    return "SELECT "
        + sql.dialect()
            .epochMillis("min(" + sql.column("p", preferences.type().eventTimeProperty()) + ")")
        + " FROM "
        + sql.rows(preferences, "p")
        + " WHERE p.ingested_at >= "
        + sql.dialect().timestamp(storedSince.toEpochMilli());
  }

  private String ofThoseWhoChanged(Instant instant) {
    return " JOIN (SELECT DISTINCT p.tenant_id AS tenant_id,"
        + " p.canonical_user_id AS canonical_user_id FROM "
        + sql.rows(preferences, "p")
        + " WHERE p.ingested_at >= "
        + sql.dialect().timestamp(instant.toEpochMilli())
        + ") AS changed ON changed.tenant_id = r.tenant_id"
        + " AND changed.canonical_user_id = r.canonical_user_id";
  }

  /** A stream that has let a record through after all has written it beside the reduced one. */
  private String removeReducedCopies(RawTable raw) {
    String whole =
        "SELECT DISTINCT "
            + sql.columns(ROW, sql.key(raw))
            + " FROM "
            + sql.rows(raw, ROW)
            + " WHERE NOT coalesce(r."
            + RawTable.OPTED_OUT
            + ", FALSE)"
            + notBefore(ROW, raw);
    String on = sameRow(raw) + " AND " + sql.column(STORED, RawTable.OPTED_OUT);
    return new Merge(sql.dialect(), raw.table(), whole, on).delete().sql();
  }

  private String remove(RawTable raw) {
    return new Merge(sql.dialect(), raw.table(), keysOf(raw, hidden(raw), ""), sameRow(raw))
        .delete()
        .sql();
  }

  private String reduce(RawTable raw) {
    StringBuilder values = new StringBuilder(", TRUE AS " + RawTable.OPTED_OUT);
    List<String> columns = new ArrayList<>(reducedColumns(raw));
    for (Column column : raw.table().columns()) {
      if (columns.contains(column.name())) {
        values
            .append(", ")
            .append(sql.dialect().cast("NULL", column.type()))
            .append(" AS ")
            .append(sql.dialect().identifier(column.name()));
      }
    }
    columns.add(RawTable.OPTED_OUT);
    return new Merge(
            sql.dialect(), raw.table(), keysOf(raw, whole(raw), values.toString()), sameRow(raw))
        .update("NOT coalesce(" + sql.column(STORED, RawTable.OPTED_OUT) + ", FALSE)", columns)
        .sql();
  }

  /** Rows may stand in the table twice, where a stream has repeated what it had written. */
  private String keysOf(RawTable raw, String rows, String more) {
    return "SELECT DISTINCT " + sql.columns(sql.key(raw)) + more + " FROM (" + rows + ") AS found";
  }

  /** The columns that an essential record of somebody who has opted out does not have. */
  private static List<String> reducedColumns(RawTable raw) {
    return Role.DROPPED_WHEN_OPTED_OUT.stream()
        .filter(raw.type()::has)
        .map(Role::property)
        .toList();
  }

  private String note(RawTable raw, Action action, String rows, Stamp stamp) {
    return sql.insert(PrivacyTables.OPT_OUT_ACTIONS)
        + """
        SELECT %1$s AS run_id, %2$s AS table_name, %3$s AS action, found.ingested_at AS stored_at,
          count(*) AS row_count, %4$s AS written_at
        FROM (%5$s) AS found
        GROUP BY found.ingested_at
        """
            .formatted(
                stamp.value(Provenance.RUN_ID, sql.dialect()),
                sql.dialect().literal(raw.table().name().toString()),
                label(action),
                stamp.value("written_at", sql.dialect()),
                rows);
  }
}
