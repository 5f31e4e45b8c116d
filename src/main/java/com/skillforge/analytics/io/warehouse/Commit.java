package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.ErasureRequest;
import com.skillforge.analytics.io.LinkStore;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.OffsetRows;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.sql.RawTable;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Merges what a run has staged into the tables, and notes it in the ledger, in one transaction: in
 * batch all of the run at once, in a stream what has come since the last commit. A batch run's may
 * be run again: then it changes nothing more.
 */
public final class Commit implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Warehouse warehouse;
  private final TrackingPlan plan;
  private final List<Term> terms;
  private final List<StagedTable> tables;
  private final RunInfo run;
  private final @Nullable ErasureCommit erasure;
  private final boolean enforcesOptOuts;
  private final @Nullable RetentionCommit retention;

  /**
   * Creates the commit of a run.
   *
   * @param terms the academic terms that the run uses; without any, those stored stay
   * @param tables the tables that the run may have rows for
   */
  public Commit(
      Warehouse warehouse,
      TrackingPlan plan,
      List<Term> terms,
      List<StagedTable> tables,
      RunInfo run) {
    this(warehouse, plan, terms, tables, run, null, false, null);
  }

  private Commit(
      Warehouse warehouse,
      TrackingPlan plan,
      List<Term> terms,
      List<StagedTable> tables,
      RunInfo run,
      @Nullable ErasureCommit erasure,
      boolean enforcesOptOuts,
      @Nullable RetentionCommit retention) {
    this.warehouse = warehouse;
    this.plan = plan;
    this.terms = new ArrayList<>(terms);
    this.tables = new ArrayList<>(tables);
    this.run = run;
    this.erasure = erasure;
    this.enforcesOptOuts = enforcesOptOuts;
    this.retention = retention;
  }

  /**
   * The same for a run that erases those whom the staged requests are about.
   *
   * @param links where else their identity links stand
   */
  Commit erasing(Optional<LinkStore> links) {
    return new Commit(
        warehouse,
        plan,
        terms,
        tables,
        run,
        new ErasureCommit(plan, run, links.orElse(null)),
        enforcesOptOuts,
        null);
  }

  /** The same for a run that makes stored records agree with the opt-outs that are known by now. */
  Commit enforcingOptOuts() {
    return new Commit(warehouse, plan, terms, tables, run, erasure, true, null);
  }

  /** The same for a run that deletes what is too old at the time of its launch. */
  Commit deletingTooOld() {
    return new Commit(
        warehouse,
        plan,
        terms,
        tables,
        run,
        null,
        false,
        new RetentionCommit(plan, run.launchedAt()));
  }

  /** The tables that the run may have rows for. */
  public List<StagedTable> tables() {
    return List.copyOf(tables);
  }

  /**
   * Commits.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse refuses: then nothing
   *     of what was staged is visible
   */
  public void run(StagedRows rows) {
    if (erasure != null) {
      inTransaction(rows, Merging::announceErasure);
      erasure.eraseLinks(warehouse, inTransaction(rows, Merging::requests));
    }
    inTransaction(
        rows,
        merging -> {
          if (rows.claim(merging.transaction)) {
            merging.run();
          }
          return run;
        });
  }

  private <T> T inTransaction(StagedRows rows, Function<Merging, T> work) {
    // The time is taken in the transaction: where no other can commit meanwhile, it rises from
    // commit to commit.
    return warehouse.transaction(
        transaction -> {
          Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
          return work.apply(new Merging(transaction, rows, now));
        });
  }

  /** The statements of one commit, in their order. */
  private final class Merging {
    private final Transaction transaction;
    private final StagedRows rows;
    private final Stamp stamp;
    private final MergeSql sql;
    private final RecordMerges records;
    private final OptOutMerges optOuts;
    private final DimensionMerges dimensions;
    private final Set<String> filled;
    private final RowsWritten written;

    /** The run, when what is staged is all that it has: what it had stored before goes. */
    private final Optional<String> whole;

    Merging(Transaction transaction, StagedRows rows, Instant at) {
      Dialect dialect = warehouse.dialect();
      this.transaction = transaction;
      this.rows = rows;
      this.stamp = new Stamp(run, at);
      this.sql = new MergeSql(dialect, rows.mayRepeat());
      this.records = new RecordMerges(sql);
      this.optOuts = new OptOutMerges(sql, plan);
      this.dimensions = new DimensionMerges(sql);
      this.filled = rows.filled(transaction, tables);
      this.written = new RowsWritten(dialect, stamp);
      this.whole = run.streaming() ? Optional.empty() : Optional.of(run.id());
    }

    /**
     * Whom the run erases is noted first, and counts at once: from then on nothing of theirs is
     * stored, and an attempt that dies later leaves their names behind, as hashes, for the next one
     * to find all the rest by.
     */
    RunInfo announceErasure() {
      links();
      if (isFilled(erasure().staged())) {
        transaction.execute(erasure().announce(sql, staged(erasure().staged()), stamp));
      }
      return run;
    }

    List<ErasureRequest> requests() {
      return isFilled(erasure().staged())
          ? erasure().requests(sql, transaction, staged(erasure().staged()))
          : List.of();
    }

    private ErasureCommit erasure() {
      return Objects.requireNonNull(erasure);
    }

    void run() {
      if (erasure != null) {
        erase();
        return;
      }
      if (retention != null) {
        retain(retention);
        return;
      }
      boolean linked = links();
      // Before the records: what the run has dropped itself is not compared with what is stored.
      duplicatesWithinRun();
      for (RawTable raw : RawTable.all(plan)) {
        if (isFilled(StagedTable.of(raw))) {
          records(raw, linked);
        }
      }
      if (enforcesOptOuts) {
        enforceOptOuts();
      }
      deadLetters();
      repairs();
      if (isFilled(StagedTable.KPI_VALUES)) {
        transaction.execute(new KpiMerges(sql).kpiValues(staged(StagedTable.KPI_VALUES)));
        written.add(FixedTables.KPI_VALUES, "written_at");
      }
      if (isFilled(StagedTable.KPI_CONTRIBUTION_RUNS)) {
        contributions();
      }
      if (!terms.isEmpty()) {
        transaction.execute(dimensions.terms(terms, stamp));
      }
      eraseWhoWasErasedMeanwhile();
      transaction.execute(OffsetRows.note(sql.dialect(), stamp));
      ledger();
    }

    private void erase() {
      deadLetters();
      boolean asked = isFilled(erasure().staged());
      transaction.execute(
          erasure()
              .erase(
                  sql,
                  asked ? Optional.of(staged(erasure().staged())) : Optional.empty(),
                  warehouse.name(),
                  stamp));
      written.add(PrivacyTables.ERASURE_RECEIPTS, "written_at");
      transaction.execute(OffsetRows.note(sql.dialect(), stamp));
      ledger();
    }

    /** Rows are counted while they are there. */
    private void retain(RetentionCommit tooOld) {
      tooOld.count(sql, written);
      new Ledger(warehouse.dialect())
          .succeedOnce(transaction, run.id(), written, stamp.writtenAt());
      transaction.execute(tooOld.statements(sql));
    }

    /** What a batch run has read before somebody was erased must not come back with its commit. */
    private void eraseWhoWasErasedMeanwhile() {
      if (whole.isPresent() && isTrue(ErasureCommit.haveBeenErasedSince(sql, run.startedAt()))) {
        transaction.execute(
            new ErasureCommit(plan, run, null)
                .erase(sql, Optional.empty(), warehouse.name(), stamp));
      }
    }

    private boolean isFilled(StagedTable table) {
      return filled.contains(table.name());
    }

    /** The staged rows of a table with the columns that a commit stamps. */
    private String staged(StagedTable table) {
      return sql.stamped(table, rows.query(table), stamp);
    }

    /**
     * The mirror of the identity table, and with it to whom stored records belong.
     *
     * @return whether stored records may follow links
     */
    private boolean links() {
      StagedTable links = StagedTable.LINKS;
      boolean changed = false;
      // Links that an earlier attempt at an erasure has deleted still say whose records are whose.
      boolean all = whole.isPresent() && erasure == null;
      if (tables.contains(links) && (all || isFilled(links))) {
        String used = isFilled(links) ? staged(links) : sql.none(links.table());
        changed = transaction.execute(dimensions.linkChanges(used, all, stamp));
        transaction.execute(dimensions.mirror(used, all));
        written.add(links.table(), "written_at");
      }
      if (changed) {
        for (RawTable raw : RawTable.all(plan)) {
          if (raw.type().has(Role.USER)) {
            reattribute(raw, dimensions.reattribute(raw, stamp));
          }
        }
      }
      return changed || haveEverChanged();
    }

    private boolean haveEverChanged() {
      String changes = sql.name(FixedTables.IDENTITY_LINK_CHANGES);
      return transaction
              .query(
                  "SELECT count(*) FROM " + changes, row -> Objects.requireNonNull(row.integer(0)))
              .get(0)
          > 0;
    }

    private void reattribute(RawTable raw, String statement) {
      if (transaction.execute(statement)) {
        transaction.execute(records.deleteCopies(raw));
      }
    }

    private void duplicatesWithinRun() {
      StagedTable duplicates = StagedTable.DUPLICATE_RECORDS;
      if (isFilled(duplicates)) {
        transaction.execute(records.duplicatesWithinRun(staged(duplicates), whole));
        written.add(duplicates.table(), "written_at");
      } else if (tables.contains(duplicates)) {
        whole.ifPresent(id -> transaction.execute(records.noDuplicatesWithin(id)));
      }
    }

    private void records(RawTable raw, boolean linked) {
      String staged = staged(StagedTable.of(raw));
      written.add(raw);
      if (transaction.isEmpty(raw.table())) {
        transaction.execute(
            rows.mayRepeat()
                ? records.records(raw, staged)
                : List.of(records.firstRecords(raw, staged)));
        return;
      }
      if (linked) {
        reattribute(raw, records.reattributeSame(raw, staged));
      }
      transaction.execute(records.duplicatesAcrossRuns(raw, staged, stamp));
      written.add(FixedTables.DUPLICATE_RECORDS, "written_at");
      transaction.execute(records.records(raw, staged));
    }

    private void enforceOptOuts() {
      transaction.execute(optOuts.enforce(stamp));
      optOuts.noteRemoved(written, stamp);
    }

    private void deadLetters() {
      StagedTable letters = StagedTable.DEAD_LETTERS;
      if (isFilled(letters)) {
        transaction.execute(records.deadLetters(staged(letters), whole));
        written.add(letters.table(), "dead_lettered_at");
      } else {
        whole.ifPresent(id -> transaction.execute(records.noDeadLetters(id)));
      }
    }

    /** The first repair of a letter stays, as the letter itself does. */
    private void repairs() {
      StagedTable repairs = StagedTable.REPAIRS;
      if (isFilled(repairs)) {
        transaction.execute(
            warehouse.dialect().upsert(sql.ofReceived(repairs.table(), staged(repairs))));
        written.add(repairs.table(), "written_at");
      }
    }

    /**
     * What a run has worked out beside what an earlier one has kept is of no use when another run
     * has replaced that meanwhile, whose own is left as it is.
     */
    private void contributions() {
      ContributionMerges merges = new ContributionMerges(sql);
      String runs = staged(StagedTable.KPI_CONTRIBUTION_RUNS);
      boolean anew = isTrue(merges.isAnew(runs));
      boolean noted = false;
      for (String statement : merges.claim(runs)) {
        noted |= transaction.execute(statement);
      }
      if (!noted) {
        return;
      }
      transaction.execute(anew ? merges.forget(runs) : List.of(merges.forgetSums(stamp)));
      if (isFilled(StagedTable.KPI_CONTRIBUTIONS)) {
        transaction.execute(
            merges.contributions(staged(StagedTable.KPI_CONTRIBUTIONS), anew, stamp));
        written.add(FixedTables.KPI_CONTRIBUTIONS, "written_at");
      }
    }

    private boolean isTrue(String query) {
      return transaction.query(query, row -> row.flag(0)).stream().anyMatch(Boolean.TRUE::equals);
    }

    private void ledger() {
      StagedTable parts = StagedTable.RUN_COUNTS;
      RunCounts counts =
          isFilled(parts)
              ? Ledger.counts(
                  transaction, "SELECT part_id, counts FROM (" + rows.query(parts) + ") AS staged")
              : new RunCounts();
      Ledger ledger = new Ledger(warehouse.dialect());
      if (run.streaming()) {
        ledger.add(transaction, run.id(), counts, written);
      } else {
        ledger.succeed(transaction, run.id(), counts, written, stamp.writtenAt());
      }
    }
  }
}
