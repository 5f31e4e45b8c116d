package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;

/** The statements that replace what is kept of single subjects. */
final class ContributionMerges {
  private static final Table CONTRIBUTIONS = FixedTables.KPI_CONTRIBUTIONS;
  private static final Table RUNS = FixedTables.KPI_CONTRIBUTION_RUNS;
  private static final List<String> KEY = List.of("scope", "tenant_id", "subject_kind", "subject");

  private final MergeSql sql;

  ContributionMerges(MergeSql sql) {
    this.sql = sql;
  }

  /** Asks whether a staged run has looked at all subjects. */
  String isAnew(String runs) {
    return "SELECT staged.follows IS NULL FROM (" + runs + ") AS staged";
  }

  /** Asks whether the run that a staged one goes on from is still the newest. */
  String isNext(String runs) {
    return "SELECT EXISTS (SELECT 1 FROM "
        + sql.name(RUNS)
        + " AS stored JOIN ("
        + runs
        + ") AS staged ON stored.scope = staged.scope AND "
        + sql.dialect().epochMillis("stored.written_at")
        + " = "
        + sql.dialect().epochMillis("staged.follows")
        + ")";
  }

  /**
   * Deletes what was kept for the KPIs of a run that has looked at all subjects, under whatever
   * scope.
   *
   * @param runs a query of the staged run in the columns of its table
   */
  List<String> forget(String runs) {
    String sameKpis = "kpis IN (SELECT staged.kpis FROM (" + runs + ") AS staged)";
    return List.of(
        "DELETE FROM "
            + sql.name(CONTRIBUTIONS)
            + " WHERE scope IN (SELECT stored.scope FROM "
            + sql.name(RUNS)
            + " AS stored WHERE stored."
            + sameKpis
            + ")",
        "DELETE FROM " + sql.name(RUNS) + " WHERE " + sameKpis);
  }

  /**
   * Replaces contributions; a staged row without any says that there are none any more.
   *
   * @param staged a query of the staged rows in the columns of the table
   * @param anew whether nothing is there that they could replace
   */
  List<String> contributions(String staged, boolean anew) {
    List<String> statements = new ArrayList<>();
    if (!anew) {
      statements.add(
          "DELETE FROM "
              + sql.name(CONTRIBUTIONS)
              + " AS stored WHERE EXISTS (SELECT 1 FROM ("
              + staged
              + ") AS staged WHERE "
              + sql.same("stored", "staged", KEY)
              + ")");
    }
    String rows =
        "SELECT * FROM ("
            + staged
            + ") AS kept WHERE contributions IS NOT NULL OR changes_at IS NOT NULL";
    statements.add(sql.insert(CONTRIBUTIONS) + sql.distinct(rows, sql.columns(KEY), "written_at"));
    return statements;
  }

  /** Notes what the run has seen. */
  List<String> runs(String runs) {
    return sql.dialect().upsert(sql.upsert(RUNS, runs, List.of("scope")).replacing("TRUE"));
  }
}
