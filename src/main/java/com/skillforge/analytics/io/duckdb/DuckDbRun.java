package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.RecordRows;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that the ledger of a DuckDB file has as running, with the place for its staged rows. */
final class DuckDbRun implements OpenRun {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbRun.class);
  private static final Duration COMMIT_INTERVAL = Duration.standardSeconds(1);

  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;
  private final RunInfo run;
  private final StagingArea area;

  DuckDbRun(DuckDbWarehouse warehouse, TrackingPlan plan, RunInfo run, StagingArea area) {
    this.warehouse = warehouse;
    this.plan = plan;
    this.run = run;
    this.area = area;
  }

  @Override
  public void write(WarehouseRows rows, List<Term> terms) {
    List<PCollection<Staged>> staged = new ArrayList<>();
    rows.records()
        .ifPresent(
            records ->
                staged.add(
                    stage(
                        "StageRecords",
                        records,
                        new StageRowsFn<>(area, new RecordRows(plan)),
                        run)));
    staged.add(
        stage(
            "StageDeadLetters",
            rows.deadLetters(),
            new StageRowsFn<>(area, FixedRows.deadLetters()),
            run));
    rows.duplicates()
        .ifPresent(
            duplicates ->
                staged.add(
                    stage(
                        "StageDuplicates",
                        duplicates,
                        new StageRowsFn<>(area, FixedRows.duplicates()),
                        run)));
    rows.kpiValues()
        .ifPresent(
            values ->
                staged.add(
                    stage(
                        "StageKpiValues",
                        values,
                        new StageRowsFn<>(area, FixedRows.kpiValues()),
                        run)));
    rows.links()
        .ifPresent(
            links ->
                staged.add(
                    stage("StageLinks", links, new StageRowsFn<>(area, FixedRows.links()), run)));
    staged.add(stage("StageCounts", rows.counts(), new StageCountsFn(), run));
    if (!run.streaming()) {
      // A run without any input commits too: its ledger row must not stay at running.
      Staged nothing = new Staged.Counts(new RunCounts());
      staged.add(
          rows.counts()
              .getPipeline()
              .apply("StageEnd", Create.of(nothing).withCoder(new Staged.Coder())));
    }
    PCollectionList.of(staged)
        .apply("AllStaged", Flatten.pCollections())
        .apply("OneCommit", WithKeys.<Integer, Staged>of(0).withKeyType(TypeDescriptors.integers()))
        .apply("WaitForAll", GroupByKey.create())
        .apply(
            "Commit",
            ParDo.of(new CommitFn(warehouse, plan, terms, rows.links().isPresent(), run, area)));
  }

  private static <T> PCollection<Staged> stage(
      String name, PCollection<T> rows, DoFn<T, Staged> fn, RunInfo run) {
    Window<T> window = Window.into(new GlobalWindows());
    if (run.streaming()) {
      window =
          window
              .triggering(
                  Repeatedly.forever(
                      AfterProcessingTime.pastFirstElementInPane().plusDelayOf(COMMIT_INTERVAL)))
              .withAllowedLateness(Duration.ZERO)
              .discardingFiredPanes();
    }
    return rows.apply(name + "Window", window)
        .apply(name, ParDo.of(fn))
        .setCoder(new Staged.Coder());
  }

  @Override
  public RunSummary finish() {
    if (run.streaming()) {
      warehouse.write(
          connection -> {
            Ledger.succeed(connection, run.id(), Instant.now());
            return null;
          });
    }
    area.remove();
    return warehouse.read(connection -> Ledger.summary(connection, run.id()));
  }

  @Override
  public boolean fail(String reason) {
    try {
      return warehouse.write(
          connection -> {
            Ledger.fail(connection, run.id(), reason, Instant.now());
            return Ledger.summary(connection, run.id()).isComplete();
          });
    } catch (WarehouseException e) {
      // What made the run fail is what the caller has to hear of.
      LOG.warn("The ledger could not be told that run {} has failed", run.id(), e);
      return false;
    } finally {
      area.remove();
    }
  }
}
