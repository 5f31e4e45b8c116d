package com.skillforge.analytics.io.local;

import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Merges what was staged into the tables, and notes it in the ledger. */
final class Commit {
  private final TrackingPlan plan;
  private final List<Term> terms;
  private final Stamp stamp;

  Commit(TrackingPlan plan, List<Term> terms, Stamp stamp) {
    this.plan = plan;
    this.terms = terms;
    this.stamp = stamp;
  }

  /**
   * Runs in one transaction with the caller's.
   *
   * @param files the staged files by table name
   */
  void run(Connection connection, Map<String, List<String>> files, RunCounts counts)
      throws SQLException {
    Map<String, Long> rowsWritten = new TreeMap<>();
    boolean streaming = stamp.run().streaming();
    try (Statement statement = connection.createStatement()) {
      for (RawTable raw : RawTable.all(plan)) {
        StagedTable staged = StagedTable.of(raw);
        if (files.containsKey(staged.name())) {
          records(statement, raw, staged.select(files.get(staged.name()), stamp), rowsWritten);
        }
      }
      StagedTable letters = StagedTable.DEAD_LETTERS;
      if (files.containsKey(letters.name())) {
        String staged = letters.select(files.get(letters.name()), stamp);
        merge(
            statement,
            letters.table(),
            Merges.deadLetters(staged, stamp.run().id(), !streaming),
            rowsWritten);
      } else if (!streaming) {
        statement.execute(Merges.noDeadLetters(stamp.run().id()));
      }
      StagedTable kpis = StagedTable.KPI_VALUES;
      if (files.containsKey(kpis.name())) {
        String staged = kpis.select(files.get(kpis.name()), stamp);
        merge(statement, kpis.table(), Merges.kpiValues(staged), rowsWritten);
      }
      if (!terms.isEmpty()) {
        statement.execute(Merges.terms(terms, stamp));
      }
    }
    if (streaming) {
      Ledger.add(connection, stamp.run().id(), counts, rowsWritten);
    } else {
      Ledger.set(connection, stamp.run().id(), counts, rowsWritten);
      Ledger.succeed(connection, stamp.run().id(), stamp.writtenAt());
    }
  }

  private void records(
      Statement statement, RawTable raw, String staged, Map<String, Long> rowsWritten)
      throws SQLException {
    boolean unique = !stamp.run().streaming();
    boolean first = unique && count(statement, raw.table()) == 0;
    String sql = first ? Merges.firstRecords(raw, staged) : Merges.records(raw, staged, unique);
    merge(statement, raw.table(), sql, rowsWritten);
  }

  private static void merge(
      Statement statement, Table table, String sql, Map<String, Long> rowsWritten)
      throws SQLException {
    long before = count(statement, table);
    statement.execute(sql);
    rowsWritten.put(table.name().toString(), count(statement, table) - before);
  }

  private static long count(Statement statement, Table table) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT count(*) FROM " + DuckDb.name(table.name()))) {
      row.next();
      return row.getLong(1);
    }
  }
}
