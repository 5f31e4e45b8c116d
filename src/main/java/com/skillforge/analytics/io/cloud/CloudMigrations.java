package com.skillforge.analytics.io.cloud;

import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.SchemaDiff;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.function.Supplier;

/** The migrations of a warehouse that is reached over a network. */
public final class CloudMigrations implements Migrations {
  private final CloudWarehouse warehouse;
  private final Supplier<WarehouseCatalog> catalog;
  private final WarehouseSchema schema;

  /**
   * Creates them.
   *
   * @param catalog asks the warehouse what it has
   * @param schema what it should have
   */
  public CloudMigrations(
      CloudWarehouse warehouse, Supplier<WarehouseCatalog> catalog, WarehouseSchema schema) {
    this.warehouse = warehouse;
    this.catalog = catalog;
    this.schema = schema;
  }

  @Override
  public Migration compare() {
    return SchemaDiff.between(catalog.get(), schema);
  }

  @Override
  public void apply(Migration migration) {
    migration.statements().forEach(warehouse::execute);
  }
}
