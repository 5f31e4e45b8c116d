package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.OffsetRows;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Merges what was staged into the tables, and notes it in the ledger. */
final class Commit {
  private final TrackingPlan plan;
  private final List<Term> terms;
  private final boolean usesLinks;
  private final Stamp stamp;

  /**
   * Creates the commit of a run.
   *
   * @param usesLinks whether senders were resolved by identity links
   */
  Commit(TrackingPlan plan, List<Term> terms, boolean usesLinks, Stamp stamp) {
    this.plan = plan;
    this.terms = terms;
    this.usesLinks = usesLinks;
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
      if (usesLinks) {
        links(statement, files.get(StagedTable.LINKS.name()), rowsWritten);
      }
      boolean linked = count(statement, FixedTables.IDENTITY_LINK_CHANGES) > 0;
      duplicates(statement, files, rowsWritten);
      for (RawTable raw : RawTable.all(plan)) {
        StagedTable staged = StagedTable.of(raw);
        if (files.containsKey(staged.name())) {
          String rows = StagedFiles.select(staged, files.get(staged.name()), stamp);
          if (linked) {
            reattribute(statement, raw, IdentityMerges.reattributeSame(raw, rows));
          }
          records(statement, raw, rows, rowsWritten);
        }
      }
      StagedTable letters = StagedTable.DEAD_LETTERS;
      if (files.containsKey(letters.name())) {
        String staged = StagedFiles.select(letters, files.get(letters.name()), stamp);
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
        String staged = StagedFiles.select(kpis, files.get(kpis.name()), stamp);
        merge(statement, kpis.table(), Merges.kpiValues(staged), rowsWritten);
      }
      if (!terms.isEmpty()) {
        statement.execute(Merges.terms(terms, stamp));
      }
      for (String sql : OffsetRows.note(DuckDb.SQL, stamp)) {
        statement.execute(sql);
      }
    }
    if (streaming) {
      Ledger.add(connection, stamp.run().id(), counts, rowsWritten);
    } else {
      Ledger.set(connection, stamp.run().id(), counts, rowsWritten);
      Ledger.succeed(connection, stamp.run().id(), stamp.writtenAt());
    }
  }

  /** The mirror of the identity table, and with it to whom stored records belong. */
  private void links(
      Statement statement, @Nullable List<String> files, Map<String, Long> rowsWritten)
      throws SQLException {
    boolean whole = !stamp.run().streaming();
    if (files == null && !whole) {
      return;
    }
    StagedTable links = StagedTable.LINKS;
    String staged =
        files == null ? IdentityMerges.noLinks() : StagedFiles.select(links, files, stamp);
    long before = count(statement, FixedTables.IDENTITY_LINK_CHANGES);
    statement.execute(IdentityMerges.changes(staged, whole, stamp));
    merge(statement, links.table(), IdentityMerges.mirror(staged, whole), rowsWritten);
    if (count(statement, FixedTables.IDENTITY_LINK_CHANGES) > before) {
      for (RawTable raw : RawTable.all(plan)) {
        if (raw.type().has(Role.USER)) {
          reattribute(statement, raw, IdentityMerges.reattribute(raw, stamp));
        }
      }
    }
  }

  private static void reattribute(Statement statement, RawTable raw, String sql)
      throws SQLException {
    if (statement.executeUpdate(sql) > 0) {
      statement.execute(IdentityMerges.deleteCopies(raw));
    }
  }

  /** Before the records: what the run has dropped itself is not compared with what is stored. */
  private void duplicates(
      Statement statement, Map<String, List<String>> files, Map<String, Long> rowsWritten)
      throws SQLException {
    StagedTable duplicates = StagedTable.DUPLICATE_RECORDS;
    String runId = stamp.run().id();
    boolean whole = !stamp.run().streaming();
    if (files.containsKey(duplicates.name())) {
      String staged = StagedFiles.select(duplicates, files.get(duplicates.name()), stamp);
      merge(
          statement,
          duplicates.table(),
          DuplicateMerges.withinRun(staged, runId, whole),
          rowsWritten);
    } else if (whole) {
      statement.execute(DuplicateMerges.none(runId));
    }
  }

  private void records(
      Statement statement, RawTable raw, String staged, Map<String, Long> rowsWritten)
      throws SQLException {
    boolean unique = !stamp.run().streaming();
    boolean empty = count(statement, raw.table()) == 0;
    if (!empty) {
      long noted = statement.executeLargeUpdate(DuplicateMerges.acrossRuns(raw, staged, stamp));
      if (noted > 0) {
        rowsWritten.merge(StagedTable.DUPLICATE_RECORDS.name(), noted, Long::sum);
      }
    }
    boolean first = unique && empty;
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
        statement.executeQuery("SELECT count(*) FROM " + DuckDb.SQL.name(table.name()))) {
      row.next();
      return row.getLong(1);
    }
  }
}
