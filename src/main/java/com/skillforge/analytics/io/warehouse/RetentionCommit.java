package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Expiry;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How rows go that are kept no longer: counted, and deleted in the same transaction. What is kept
 * of their contributions to KPIs goes with them, since sums cannot be told apart; the next KPI run
 * looks at everybody.
 */
final class RetentionCommit implements Serializable {
  private static final long serialVersionUID = 1L;

  /** So many tables one statement asks at most: warehouses refuse what is too complex to plan. */
  private static final int TABLES_AT_ONCE = 4;

  private final TrackingPlan plan;
  private final Instant at;

  /**
   * Creates the commit.
   *
   * @param at which time it is
   */
  RetentionCommit(TrackingPlan plan, Instant at) {
    this.plan = plan;
    this.at = at;
  }

  /** Has the ledger count, by table, what the statements are about to delete. */
  void count(MergeSql sql, RowsWritten counts) {
    for (Table table : Expiry.tables(plan)) {
      counts.removed(table.name().toString(), "SELECT count(*) FROM " + tooOld(sql, table));
    }
  }

  /** The statements, in their order. */
  List<String> statements(MergeSql sql) {
    List<String> statements = new ArrayList<>();
    List<Table> raw = RawTable.all(plan).stream().map(RawTable::table).toList();
    for (int from = 0; from < raw.size(); from += TABLES_AT_ONCE) {
      statements.add(
          raw.subList(from, Math.min(raw.size(), from + TABLES_AT_ONCE)).stream()
              .map(table -> "EXISTS (SELECT 1 FROM " + tooOld(sql, table) + ")")
              .collect(
                  Collectors.joining(
                      " OR ",
                      "DELETE FROM " + sql.name(FixedTables.KPI_CONTRIBUTION_RUNS) + " WHERE ",
                      "")));
    }
    statements.add(
        "DELETE FROM "
            + sql.name(FixedTables.KPI_CONTRIBUTIONS)
            + " WHERE scope NOT IN (SELECT runs.scope FROM "
            + sql.name(FixedTables.KPI_CONTRIBUTION_RUNS)
            + " AS runs)");
    Expiry.tables(plan).forEach(table -> statements.add("DELETE FROM " + tooOld(sql, table)));
    return statements;
  }

  private String tooOld(MergeSql sql, Table table) {
    return sql.name(table) + " WHERE " + Expiry.isOver(sql.dialect(), table, at);
  }
}
