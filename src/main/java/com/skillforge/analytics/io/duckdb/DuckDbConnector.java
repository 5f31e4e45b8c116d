package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.warehouse.Staging;
import com.skillforge.analytics.io.warehouse.WarehouseConnector;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Brings rows into a DuckDB file by way of files beside it. Runs make the tables themselves. */
public final class DuckDbConnector implements WarehouseConnector {
  private final DuckDbWarehouse warehouse;

  /**
   * Creates the connector.
   *
   * @param file the DuckDB file; it is made when it does not exist
   */
  public DuckDbConnector(Path file) {
    this.warehouse = new DuckDbWarehouse(file);
  }

  @Override
  public DuckDbWarehouse warehouse() {
    return warehouse;
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
  public boolean exists() {
    return warehouse.exists();
  }

  @Override
  public void prepare(TrackingPlan plan) {
    new DuckDbSchema(plan).update(warehouse);
  }

  @Override
  public Staging open(RunInfo run, long attempt) {
    StagingArea area = new StagingArea(warehouse.file(), run.id(), attempt);
    area.prepare();
    return new DuckDbStaging(warehouse, area, run.streaming());
  }

  @Override
  public DuckDbSource history(TrackingPlan plan, Collection<RecordType> types) {
    return DuckDbSource.open(warehouse, plan, types);
  }

  @Override
  public WarehouseCatalog catalog(WarehouseSchema schema) {
    return warehouse.exists() ? warehouse.read(DuckDbSchema::catalog) : new WarehouseCatalog();
  }

  /** Compares anew, in one transaction: another process may have changed the file. */
  @Override
  public void migrate(Migration migration, TrackingPlan plan) {
    prepare(plan);
  }
}
