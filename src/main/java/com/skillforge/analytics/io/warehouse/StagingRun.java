package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.KeptRows;
import com.skillforge.analytics.io.rows.QualityRows;
import com.skillforge.analytics.io.rows.RecordRows;
import com.skillforge.analytics.io.rows.RowEncoder;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that the ledger of a warehouse has as running, with the place for its rows. */
final class StagingRun implements OpenRun {
  private static final Logger LOG = LoggerFactory.getLogger(StagingRun.class);

  private final Warehouse warehouse;
  private final TrackingPlan plan;
  private final Ledger ledger;
  private final RunInfo run;
  private final Staging staging;
  private boolean erases;
  private boolean storesRecords;
  private boolean deletesTooOld;

  StagingRun(Warehouse warehouse, TrackingPlan plan, RunInfo run, Staging staging) {
    this.warehouse = warehouse;
    this.plan = plan;
    this.ledger = new Ledger(warehouse.dialect());
    this.run = run;
    this.staging = staging;
  }

  @Override
  public void write(WarehouseRows rows, List<Term> terms) {
    Output output = new Output();
    List<StagedTable> raw = RawTable.all(plan).stream().map(StagedTable::of).toList();
    rows.records().ifPresent(some -> output.add("Records", some, new RecordRows(plan), raw));
    if (run.streaming() && rows.records().isPresent()) {
      rows.records()
          .get()
          .apply(
              "EnforceLateOptOuts_" + warehouse.name(),
              new EnforceLateOptOuts(warehouse, plan, run));
      storesRecords = true;
    }
    output.add(
        "DeadLetters", rows.deadLetters(), FixedRows.deadLetters(), StagedTable.DEAD_LETTERS);
    rows.repairs()
        .ifPresent(some -> output.add("Repairs", some, FixedRows.repairs(), StagedTable.REPAIRS));
    rows.duplicates()
        .ifPresent(
            some ->
                output.add(
                    "Duplicates", some, FixedRows.duplicates(), StagedTable.DUPLICATE_RECORDS));
    rows.kpiValues()
        .ifPresent(
            some -> output.add("KpiValues", some, FixedRows.kpiValues(), StagedTable.KPI_VALUES));
    rows.links().ifPresent(some -> output.add("Links", some, FixedRows.links(), StagedTable.LINKS));
    rows.kept()
        .ifPresent(
            some -> {
              String scope = some.run().scope();
              output.add(
                  "Contributions",
                  some.contributions(),
                  KeptRows.contributions(scope),
                  StagedTable.KPI_CONTRIBUTIONS);
              output.add(
                  "ContributionRun",
                  some.seen(),
                  KeptRows.runs(),
                  StagedTable.KPI_CONTRIBUTION_RUNS);
            });
    rows.erasure()
        .ifPresent(
            some ->
                output.add(
                    "Requests",
                    some.requests(),
                    new RecordRows(plan),
                    StagedTable.of(ErasureCommit.requests(plan))));
    output.add("Counts", rows.counts(), FixedRows.counts(), StagedTable.RUN_COUNTS);
    erases = rows.erasure().isPresent();
    deletesTooOld = rows.deletesTooOld();
    staging.write(output.parts, commit(rows, terms, output.tables));
  }

  private Commit commit(WarehouseRows rows, List<Term> terms, List<StagedTable> tables) {
    Commit commit = new Commit(warehouse, plan, terms, tables, run);
    if (rows.deletesTooOld()) {
      return commit.deletingTooOld();
    }
    if (rows.enforcesOptOuts()) {
      commit = commit.enforcingOptOuts();
    }
    return rows.erasure().isPresent() ? commit.erasing(rows.erasure().get().links()) : commit;
  }

  /** What a run writes, and the tables that it may have rows for. */
  private static final class Output {
    private final List<RunPart<?>> parts = new ArrayList<>();
    private final List<StagedTable> tables = new ArrayList<>();

    <T> void add(String name, PCollection<T> rows, RowEncoder<T> encoder, StagedTable table) {
      add(name, rows, encoder, List.of(table));
    }

    <T> void add(String name, PCollection<T> rows, RowEncoder<T> encoder, List<StagedTable> into) {
      parts.add(new RunPart<>(name, rows, encoder));
      tables.addAll(into);
    }
  }

  @Override
  public void note(List<QualityCheck> checks, Set<Gate> warning) {
    Stamp stamp = new Stamp(run, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    List<String> statements = QualityRows.note(warehouse.dialect(), stamp, checks, warning);
    warehouse.transaction(
        transaction -> {
          statements.forEach(transaction::execute);
          return run;
        });
  }

  @Override
  public RunSummary finish() {
    if (run.streaming()) {
      Optional<OptOutMerges> optOuts =
          storesRecords
              ? OptOutMerges.ofChangesSince(run.startedAt(), warehouse, plan)
              : Optional.empty();
      warehouse.transaction(
          transaction -> {
            close(transaction, optOuts, new Stamp(run, Instant.now()));
            return run;
          });
    }
    staging.remove();
    RunSummary summary = soFar();
    if (erases || (deletesTooOld && summary.rowsRemoved().values().stream().anyMatch(n -> n > 0))) {
      staging.purge();
    }
    return summary;
  }

  /** All preference changes of a stream that has ended decide about all that it has stored. */
  private void close(Transaction transaction, Optional<OptOutMerges> optOuts, Stamp stamp) {
    RowsWritten written = new RowsWritten(warehouse.dialect(), stamp);
    optOuts.ifPresent(
        merges -> {
          transaction.execute(merges.enforce(stamp));
          merges.noteRemoved(written, stamp);
        });
    ledger.close(transaction, run, written, stamp.writtenAt());
  }

  @Override
  public RunSummary soFar() {
    return warehouse.transaction(transaction -> ledger.summary(transaction, run.id()));
  }

  @Override
  public boolean fail(String reason) {
    try {
      warehouse.transaction(
          transaction -> {
            ledger.fail(transaction, run.id(), reason, Instant.now());
            return run;
          });
      return soFar().isComplete();
    } catch (WarehouseException e) {
      // What made the run fail is what the caller has to hear of.
      LOG.warn("The ledger could not be told that run {} has failed", run.id(), e);
      return false;
    } finally {
      staging.remove();
    }
  }
}
