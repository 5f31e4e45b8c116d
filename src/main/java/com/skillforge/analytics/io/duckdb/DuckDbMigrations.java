package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.SchemaDiff;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;

/** The migrations of a DuckDB file; one that does not exist is made. */
public final class DuckDbMigrations implements Migrations {
  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;

  public DuckDbMigrations(DuckDbWarehouse warehouse, TrackingPlan plan) {
    this.warehouse = warehouse;
    this.plan = plan;
  }

  @Override
  public Migration compare() {
    return warehouse.exists()
        ? warehouse.read(new DuckDbSchema(plan)::compare)
        : SchemaDiff.between(new WarehouseCatalog(), WarehouseSchema.duckDb(plan));
  }

  /** Compares anew: another process may have changed the file. */
  @Override
  public void apply(Migration migration) {
    warehouse.write(
        connection -> {
          new DuckDbSchema(plan).update(connection);
          return migration;
        });
  }
}
