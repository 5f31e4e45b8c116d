package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.SchemaDiff;
import com.skillforge.analytics.sql.WarehouseSchema;

/** The migrations of a warehouse to what a tracking plan asks for. */
public final class SchemaMigrations implements Migrations {
  private final WarehouseConnector connector;
  private final TrackingPlan plan;

  public SchemaMigrations(WarehouseConnector connector, TrackingPlan plan) {
    this.connector = connector;
    this.plan = plan;
  }

  @Override
  public Migration compare() {
    WarehouseSchema schema = WarehouseSchema.of(connector.warehouse().dialect(), plan);
    return SchemaDiff.between(connector.catalog(schema), schema);
  }

  @Override
  public void apply(Migration migration) {
    connector.migrate(migration, plan);
  }
}
