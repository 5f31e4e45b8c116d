package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.SchemaDiff;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.function.Supplier;

/** The migrations of a warehouse that is reached over a network. */
public final class SchemaMigrations implements Migrations {
  private final Warehouse warehouse;
  private final Supplier<WarehouseCatalog> catalog;
  private final WarehouseSchema schema;

  /**
   * Creates them.
   *
   * @param catalog asks the warehouse what it has
   * @param schema what it should have
   */
  public SchemaMigrations(
      Warehouse warehouse, Supplier<WarehouseCatalog> catalog, WarehouseSchema schema) {
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
