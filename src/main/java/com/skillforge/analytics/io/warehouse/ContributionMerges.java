package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.rows.KeptRows;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Merge;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;

/** The statements that replace what is kept of single subjects. */
final class ContributionMerges {
  private static final Table CONTRIBUTIONS = FixedTables.KPI_CONTRIBUTIONS;
  private static final Table RUNS = FixedTables.KPI_CONTRIBUTION_RUNS;

  /** The columns that tell rows apart. */
  static final List<String> KEY = List.of("scope", "tenant_id", "subject_kind", "subject");

  private final MergeSql sql;

  ContributionMerges(MergeSql sql) {
    this.sql = sql;
  }

  /** Asks whether a staged run has looked at all subjects. */
  String isAnew(String runs) {
    return "SELECT staged.follows IS NULL FROM (" + runs + ") AS staged";
  }

  /**
   * Notes a run, unless the one that it goes on from is no longer the newest. The first statement
   * of those here, so that of two runs that go on from the same one the other waits for it.
   *
   * @param runs a query of the staged run in the columns of its table
   */
  List<String> claim(String runs) {
    Dialect dialect = sql.dialect();
    String next =
        "SELECT * FROM ("
            + runs
            + ") AS claimed WHERE follows IS NULL OR concat(scope, ' ', "
            + dialect.cast(dialect.epochMillis("follows"), ColumnType.TEXT)
            + ") IN (SELECT concat(known.scope, ' ', "
            + dialect.cast(dialect.epochMillis("known.written_at"), ColumnType.TEXT)
            + ") FROM "
            + sql.name(RUNS)
            + " AS known)";
    return dialect.upsert(sql.upsert(RUNS, next, List.of("scope")).replacing("TRUE"));
  }

  /** The condition that the run of a commit is the one that is noted. */
  private String isNoted(Stamp stamp) {
    return "EXISTS (SELECT 1 FROM " + noted(stamp) + ")";
  }

  private String noted(Stamp stamp) {
    return sql.name(RUNS)
        + " AS noted WHERE noted.run_id = "
        + stamp.value(Provenance.RUN_ID, sql.dialect())
        + " AND noted.written_at = "
        + stamp.value("written_at", sql.dialect());
  }

  /**
   * Deletes what was kept for the KPIs of a run that has looked at all subjects, under whatever
   * scope, and notes of other runs for them.
   *
   * @param runs a query of the staged run, which is noted, in the columns of its table
   */
  List<String> forget(String runs) {
    String sameKpis = "kpis IN (SELECT staged.kpis FROM (" + runs + ") AS staged)";
    return List.of(
        "DELETE FROM "
            + sql.name(CONTRIBUTIONS)
            + " WHERE scope IN (SELECT noted.scope FROM "
            + sql.name(RUNS)
            + " AS noted WHERE noted."
            + sameKpis
            + ")",
        "DELETE FROM "
            + sql.name(RUNS)
            + " WHERE "
            + sameKpis
            + " AND scope NOT IN (SELECT staged.scope FROM ("
            + runs
            + ") AS staged)");
  }

  /** Deletes the sums, all of which a run that is noted has staged anew. */
  String forgetSums(Stamp stamp) {
    return "DELETE FROM "
        + sql.name(CONTRIBUTIONS)
        + " WHERE subject_kind = "
        + sql.dialect().literal(KeptRows.label(Subject.Kind.EVERYBODY))
        + " AND scope IN (SELECT noted.scope FROM "
        + noted(stamp)
        + ")";
  }

  /**
   * Replaces contributions, if their run is the one that is noted; a staged row without any says
   * that there are none any more.
   *
   * @param staged a query of the staged rows in the columns of the table
   * @param anew whether nothing is there that they could replace
   */
  List<String> contributions(String staged, boolean anew, Stamp stamp) {
    List<String> statements = new ArrayList<>();
    if (!anew) {
      String keys =
          "SELECT DISTINCT "
              + sql.columns(KEY)
              + " FROM ("
              + staged
              + ") AS changed WHERE "
              + isNoted(stamp);
      statements.add(
          new Merge(sql.dialect(), CONTRIBUTIONS, keys, sql.same("stored", "staged", KEY))
              .delete()
              .sql());
    }
    String rows =
        "SELECT * FROM ("
            + staged
            + ") AS kept WHERE (contributions IS NOT NULL OR changes_at IS NOT NULL) AND "
            + isNoted(stamp);
    statements.add(sql.insert(CONTRIBUTIONS) + sql.distinct(rows, sql.columns(KEY), "written_at"));
    return statements;
  }
}
