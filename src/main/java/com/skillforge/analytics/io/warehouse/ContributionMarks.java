package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.rows.KeptRows;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.model.SessionName;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Merge;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells what is kept of contributions to KPIs that rows go from raw tables. How many go is noted,
 * so that the next KPI run does not take it for a reason to look at everybody; and subjects that it
 * would not come upon by itself are marked: theirs are to be looked at whatever time it is.
 */
final class ContributionMarks {
  private static final List<String> CHANGES_AT = List.of("changes_at");

  private final MergeSql sql;
  private final Dialect dialect;

  ContributionMarks(MergeSql sql) {
    this.sql = sql;
    this.dialect = sql.dialect();
  }

  /**
   * Whether records of a table concern nobody but their sender and their session. Whom others
   * concern cannot be told from what is kept.
   */
  static boolean concernNobodyElse(RawTable raw) {
    return routes(raw).stream().allMatch(Route::toSession);
  }

  /** Whether records of a table concern their session. */
  static boolean concernSessions(RawTable raw) {
    return routes(raw).stream().anyMatch(Route::toSession);
  }

  private static List<Route> routes(RawTable raw) {
    return Arrays.stream(Route.values())
        .filter(route -> route.recordType().equals(raw.type().name()))
        .toList();
  }

  /**
   * The statements for rows that opt-outs are about to remove. Their senders are looked at already,
   * by the change of preference itself.
   *
   * @param found a query of the rows
   */
  List<String> beforeOptOut(RawTable raw, String found, Stamp stamp) {
    List<String> statements = new ArrayList<>();
    if (concernNobodyElse(raw)) {
      statements.add(note(raw, found, stamp));
    }
    if (concernSessions(raw)) {
      String sessions =
          "SELECT DISTINCT r.tenant_id AS tenant_id, "
              + kind(Subject.Kind.SESSION)
              + " AS subject_kind, "
              + sessionOf(raw)
              + " AS subject FROM ("
              + found
              + ") AS r";
      statements.add(mark(sessions, stamp));
    }
    return statements;
  }

  /**
   * Notes rows that are about to go.
   *
   * @param found a query with the column ingested_at
   */
  String note(RawTable raw, String found, Stamp stamp) {
    return sql.insert(FixedTables.KPI_CONTRIBUTION_REMOVALS)
        + """
        SELECT %1$s AS table_name, found.ingested_at AS stored_at, count(*) AS row_count,
          %2$s AS run_id, %3$s AS written_at
        FROM (%4$s) AS found
        GROUP BY found.ingested_at
        """
            .formatted(
                dialect.literal(raw.table().name().toString()),
                stamp.value(Provenance.RUN_ID, dialect),
                stamp.value("written_at", dialect),
                found);
  }

  /**
   * Has the next run of every scope look at subjects, also at those of which nothing is kept.
   *
   * @param subjects a query with the columns tenant_id, subject_kind and subject, each row once
   */
  String mark(String subjects, Stamp stamp) {
    String staged =
        """
        SELECT runs.scope AS scope, marked.tenant_id AS tenant_id,
          marked.subject_kind AS subject_kind, marked.subject AS subject,
          %1$s AS contributions, %2$s AS changes_at, %3$s AS run_id, %4$s AS written_at
        FROM (%5$s) AS marked CROSS JOIN %6$s AS runs
        """
            .formatted(
                dialect.cast("NULL", ColumnType.TEXT),
                always(),
                stamp.value(Provenance.RUN_ID, dialect),
                stamp.value("written_at", dialect),
                subjects,
                sql.name(FixedTables.KPI_CONTRIBUTION_RUNS));
    return new Merge(
            dialect,
            FixedTables.KPI_CONTRIBUTIONS,
            staged,
            sql.same(MergeSql.STORED, MergeSql.STAGED, ContributionMerges.KEY))
        .update("TRUE", CHANGES_AT)
        .insert()
        .sql();
  }

  /** From which as-of on what is marked is looked at: before any. */
  String always() {
    return dialect.timestamp(0);
  }

  String kind(Subject.Kind kind) {
    return dialect.literal(KeptRows.label(kind));
  }

  /** The session of a row of a raw table called {@code r}, as {@link Route} has it. */
  String sessionOf(RawTable raw) {
    String id = sql.column("r", Role.SESSION.property());
    return "coalesce(CASE WHEN "
        + id
        + " <> '' THEN "
        + named(SessionName.ofId(""), id)
        + " END, "
        + named(SessionName.ofUser(""), "r." + RawTable.CANONICAL_USER_ID)
        + ", "
        + named(SessionName.ofVisitor(""), senderOf(raw))
        + ")";
  }

  /** The sender of a row of a raw table called {@code r}. */
  String senderOf(RawTable raw) {
    return "coalesce(" + sql.columns("r", raw.senderColumns()) + ")";
  }

  /** A name behind a prefix; null where it is. */
  String named(String prefix, String name) {
    return dialect.literal(prefix) + " || " + name;
  }
}
