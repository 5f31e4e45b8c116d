package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.Permissions;
import com.skillforge.analytics.sql.SchemaDiff;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.Optional;

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

  @Override
  public void setMinGroupSize(int people) {
    Warehouse warehouse = connector.warehouse();
    warehouse.execute(Permissions.minGroupSize(warehouse.dialect(), Optional.of(people)));
  }
}
