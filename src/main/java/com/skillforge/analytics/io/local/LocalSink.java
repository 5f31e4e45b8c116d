package com.skillforge.analytics.io.local;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.WarehouseSink;
import com.skillforge.analytics.io.rows.CoveredRanges;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.ReadStored;
import com.skillforge.analytics.io.rows.RecordRows;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.plan.TrackingPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes runs to a DuckDB file. Workers stage rows in files beside it; one step merges them in one
 * transaction, together with the run's counts. A crash before that transaction leaves the tables as
 * they were.
 *
 * <p>A stream commits every second. On a runner that repeats work after a failure, rows are still
 * stored once, but counts may count a repeated record again.
 */
public final class LocalSink implements WarehouseSink {
  private static final Logger LOG = LoggerFactory.getLogger(LocalSink.class);
  private static final Duration COMMIT_INTERVAL = Duration.standardSeconds(1);

  private final LocalWarehouse warehouse;
  private final TrackingPlan plan;
  private @Nullable StagingArea area;

  /**
   * Creates the sink.
   *
   * @param file the DuckDB file; it is made when it does not exist
   */
  public LocalSink(Path file, TrackingPlan plan) {
    this.warehouse = new LocalWarehouse(file);
    this.plan = plan;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<String> check() {
    try {
      if (warehouse.exists()) {
        warehouse.write(connection -> null);
      }
      return List.of();
    } catch (WarehouseException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<TimeRange> covered(String pipeline, String environment) {
    return warehouse.exists() ? CoveredRanges.of(warehouse, pipeline, environment) : List.of();
  }

  @Override
  public void begin(RunInfo run) {
    long attempt =
        warehouse.write(
            connection -> {
              new LocalSchema(plan).update(connection);
              return Ledger.begin(connection, run);
            });
    area = new StagingArea(warehouse.file(), run.id(), attempt);
    area.prepare();
  }

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> storedOptOuts() {
    return new ReadStored.OptOuts(warehouse, plan);
  }

  @Override
  public PTransform<PBegin, PCollection<PublishedKpi>> publishedKpis() {
    return new ReadStored.PublishedKpis(warehouse);
  }

  private StagingArea area() {
    if (area == null) {
      throw new IllegalStateException("a run begins before it writes");
    }
    return area;
  }

  @Override
  public void write(WarehouseRows rows, List<Term> terms, RunInfo run) {
    List<PCollection<Staged>> staged = new ArrayList<>();
    rows.records()
        .ifPresent(
            records ->
                staged.add(
                    stage(
                        "StageRecords",
                        records,
                        new StageRowsFn<>(area(), new RecordRows(plan)),
                        run)));
    staged.add(
        stage(
            "StageDeadLetters",
            rows.deadLetters(),
            new StageRowsFn<>(area(), FixedRows.deadLetters()),
            run));
    rows.duplicates()
        .ifPresent(
            duplicates ->
                staged.add(
                    stage(
                        "StageDuplicates",
                        duplicates,
                        new StageRowsFn<>(area(), FixedRows.duplicates()),
                        run)));
    rows.kpiValues()
        .ifPresent(
            values ->
                staged.add(
                    stage(
                        "StageKpiValues",
                        values,
                        new StageRowsFn<>(area(), FixedRows.kpiValues()),
                        run)));
    rows.links()
        .ifPresent(
            links ->
                staged.add(
                    stage("StageLinks", links, new StageRowsFn<>(area(), FixedRows.links()), run)));
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
            ParDo.of(new CommitFn(warehouse, plan, terms, rows.links().isPresent(), run, area())));
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
  public RunSummary finish(RunInfo run) {
    if (run.streaming()) {
      warehouse.write(
          connection -> {
            Ledger.succeed(connection, run.id(), Instant.now());
            return null;
          });
    }
    area().remove();
    return warehouse.read(connection -> Ledger.summary(connection, run.id()));
  }

  @Override
  public boolean fail(RunInfo run, String reason) {
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
      area().remove();
    }
  }
}
