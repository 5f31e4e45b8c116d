package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.RecordRows;
import com.skillforge.analytics.io.rows.RowEncoder;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that the ledger of a warehouse over a network has as running. */
final class StagingRun implements OpenRun {
  private static final Logger LOG = LoggerFactory.getLogger(StagingRun.class);

  private final WarehouseConnector connector;
  private final Warehouse warehouse;
  private final TrackingPlan plan;
  private final Ledger ledger;
  private final RunInfo run;
  private final String stagingId;
  private final List<StagedTable> staged = new ArrayList<>();

  /**
   * Creates the run.
   *
   * @param attempt which attempt at the run this is: the places of its rows are named after both,
   *     so that each attempt has its own
   */
  StagingRun(
      WarehouseConnector connector, TrackingPlan plan, Ledger ledger, RunInfo run, long attempt) {
    this.connector = connector;
    this.warehouse = connector.warehouse();
    this.plan = plan;
    this.ledger = ledger;
    this.run = run;
    this.stagingId = run.id().replace("-", "") + "_" + attempt;
  }

  @Override
  public void write(WarehouseRows rows, List<Term> terms) {
    List<PCollection<StagedRow>> parts = new ArrayList<>();
    rows.records()
        .ifPresent(
            records -> {
              parts.add(encode("Records", records, new RecordRows(plan), run));
              RawTable.all(plan).forEach(raw -> staged.add(StagedTable.of(raw)));
            });
    parts.add(encode("DeadLetters", rows.deadLetters(), FixedRows.deadLetters(), run));
    staged.add(StagedTable.DEAD_LETTERS);
    rows.duplicates()
        .ifPresent(
            duplicates -> {
              parts.add(encode("Duplicates", duplicates, FixedRows.duplicates(), run));
              staged.add(StagedTable.DUPLICATE_RECORDS);
            });
    rows.kpiValues()
        .ifPresent(
            values -> {
              parts.add(encode("KpiValues", values, FixedRows.kpiValues(), run));
              staged.add(StagedTable.KPI_VALUES);
            });
    rows.links()
        .ifPresent(
            links -> {
              parts.add(encode("Links", links, FixedRows.links(), run));
              staged.add(StagedTable.LINKS);
            });
    parts.add(encode("Counts", rows.counts(), FixedRows.counts(), run));
    staged.add(StagedTable.RUN_COUNTS);
    PCollection<StagedRow> all =
        PCollectionList.of(parts).apply(label("Rows"), Flatten.pCollections());
    if (run.streaming()) {
      connector.stream(all, run);
      return;
    }
    warehouse.prepareStaging(stagingId, staged);
    Commit commit =
        new Commit(warehouse, plan, terms, rows.links().isPresent(), run, stagingId, staged);
    connector.stage(all, stagingId, commit);
  }

  /** Names of steps tell warehouses apart: a run may write to several. */
  private String label(String step) {
    return warehouse.label() + step;
  }

  private <T> PCollection<StagedRow> encode(
      String name, PCollection<T> elements, RowEncoder<T> encoder, RunInfo run) {
    return elements
        .apply(label(name + "Window"), StagingRun.<T>oneWindow())
        .apply(label(name), ParDo.of(new ToStagedRowsFn<>(encoder, run)))
        .setCoder(StagedRowCoder.of());
  }

  /**
   * The same windowing for all rows, with no trigger of the KPIs' left over: they are flattened.
   */
  private static <T> Window<T> oneWindow() {
    return Window.<T>into(new GlobalWindows())
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  @Override
  public RunSummary finish() {
    if (run.streaming()) {
      return new StreamLedger(warehouse, ledger).finish(run, staged);
    }
    clean();
    return ledger.summary(run.id());
  }

  @Override
  public boolean fail(String reason) {
    try {
      ledger.fail(run.id(), reason, Instant.now());
      return ledger.summary(run.id()).isComplete();
    } catch (WarehouseException e) {
      // What made the run fail is what the caller has to hear of.
      LOG.warn("The ledger could not be told that run {} has failed", run.id(), e);
      return false;
    } finally {
      clean();
    }
  }

  /** What is left behind expires by itself, and takes no part in later runs. */
  private void clean() {
    try {
      warehouse.dropStaging(stagingId, staged);
    } catch (WarehouseException e) {
      LOG.warn("Staged rows of run {} could not be removed", run.id(), e);
    }
  }
}
