package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.WarehouseSink;
import com.skillforge.analytics.io.rows.CoveredRanges;
import com.skillforge.analytics.io.rows.OffsetRows;
import com.skillforge.analytics.io.rows.ReadHistory;
import com.skillforge.analytics.io.rows.WatchedErasures;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes runs to a warehouse through its connector. In batch the connector brings rows to a place
 * of the run's own, from which one transaction merges them, together with the run's counts; a crash
 * before that transaction leaves the tables as they were.
 */
public final class StagingSink implements WarehouseSink {
  private final WarehouseConnector connector;
  private final Warehouse warehouse;
  private final TrackingPlan plan;

  public StagingSink(WarehouseConnector connector, TrackingPlan plan) {
    this.connector = connector;
    this.warehouse = connector.warehouse();
    this.plan = plan;
  }

  @Override
  public String name() {
    return warehouse.name();
  }

  @Override
  public List<String> check() {
    return connector.check();
  }

  @Override
  public List<TimeRange> covered(String pipeline, String environment) {
    return connector.exists() ? CoveredRanges.of(warehouse, pipeline, environment) : List.of();
  }

  @Override
  public OffsetCoverage coverage(String pipeline, String environment) {
    if (!connector.exists()) {
      return OffsetCoverage.NOTHING;
    }
    connector.prepare(plan); // a file may be of a release that kept no offsets
    return OffsetRows.coverage(warehouse, pipeline, environment);
  }

  @Override
  public OpenRun begin(RunInfo run) {
    connector.prepare(plan);
    List<String> lacked = run.streaming() ? connector.lackedByStreams(plan) : List.of();
    if (!lacked.isEmpty()) {
      throw new WarehouseException(String.join(" ", lacked));
    }
    Ledger ledger = new Ledger(warehouse.dialect());
    long attempt = warehouse.transaction(transaction -> ledger.begin(transaction, run));
    return new StagingRun(warehouse, plan, run, connector.open(run, attempt));
  }

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> storedOptOuts() {
    return new ReadHistory.OptOuts(warehouse, plan);
  }

  @Override
  public Optional<Instant> letInLate(String pipeline, String audit) {
    if (!connector.exists()) {
      return Optional.empty();
    }
    connector.prepare(plan); // the tables may be of an earlier release
    String query =
        new OptOutMerges(new MergeSql(warehouse.dialect(), false), plan).letInLate(pipeline, audit);
    return warehouse
        .transaction(
            transaction -> transaction.query(query, row -> Optional.ofNullable(row.integer(0))))
        .stream()
        .flatMap(Optional::stream)
        .map(Instant::ofEpochMilli)
        .findFirst();
  }

  @Override
  public SuppressionList erased() {
    return new WatchedErasures(warehouse);
  }

  @Override
  public PTransform<PBegin, PCollection<PublishedKpi>> publishedKpis(Optional<Instant> from) {
    return new ReadHistory.PublishedKpis(warehouse, from);
  }

  @Override
  public Optional<WarehouseException> explain(RuntimeException failure) {
    return connector.explain(failure);
  }
}
