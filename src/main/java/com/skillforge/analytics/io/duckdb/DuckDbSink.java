package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.WarehouseSink;
import com.skillforge.analytics.io.rows.CoveredRanges;
import com.skillforge.analytics.io.rows.OffsetRows;
import com.skillforge.analytics.io.rows.ReadHistory;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.plan.TrackingPlan;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes runs to a DuckDB file. Workers stage rows in files beside it; one step merges them in one
 * transaction, together with the run's counts. A crash before that transaction leaves the tables as
 * they were.
 *
 * <p>A stream commits every second. On a runner that repeats work after a failure, rows are still
 * stored once, but counts may count a repeated record again.
 */
public final class DuckDbSink implements WarehouseSink {
  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;

  /**
   * Creates the sink.
   *
   * @param file the DuckDB file; it is made when it does not exist
   */
  public DuckDbSink(Path file, TrackingPlan plan) {
    this.warehouse = new DuckDbWarehouse(file);
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
  public OffsetCoverage coverage(String pipeline, String environment) {
    if (!warehouse.exists()) {
      return OffsetCoverage.NOTHING;
    }
    updateSchema(); // the file may be of a release that kept no offsets
    return OffsetRows.coverage(warehouse, pipeline, environment);
  }

  private void updateSchema() {
    warehouse.write(
        connection -> {
          new DuckDbSchema(plan).update(connection);
          return null;
        });
  }

  @Override
  public OpenRun begin(RunInfo run) {
    long attempt =
        warehouse.write(
            connection -> {
              new DuckDbSchema(plan).update(connection);
              return Ledger.begin(connection, run);
            });
    StagingArea area = new StagingArea(warehouse.file(), run.id(), attempt);
    area.prepare();
    return new DuckDbRun(warehouse, plan, run, area);
  }

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> storedOptOuts() {
    return new ReadHistory.OptOuts(warehouse, plan);
  }

  @Override
  public PTransform<PBegin, PCollection<PublishedKpi>> publishedKpis() {
    return new ReadHistory.PublishedKpis(warehouse);
  }
}
