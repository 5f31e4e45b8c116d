package com.skillforge.analytics.io.local;

import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.SchemaDiff;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;

/** The migrations of a DuckDB file; one that does not exist is made. */
public final class LocalMigrations implements Migrations {
  private final LocalWarehouse warehouse;
  private final TrackingPlan plan;

  public LocalMigrations(LocalWarehouse warehouse, TrackingPlan plan) {
    this.warehouse = warehouse;
    this.plan = plan;
  }

  @Override
  public Migration compare() {
    return warehouse.exists()
        ? warehouse.read(new LocalSchema(plan)::compare)
        : SchemaDiff.between(new WarehouseCatalog(), WarehouseSchema.duckDb(plan));
  }

  /** Compares anew: another process may have changed the file. */
  @Override
  public void apply(Migration migration) {
    warehouse.write(
        connection -> {
          new LocalSchema(plan).update(connection);
          return migration;
        });
  }
}
