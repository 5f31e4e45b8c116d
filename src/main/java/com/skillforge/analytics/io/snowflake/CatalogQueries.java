package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseCatalog.CatalogColumn;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a database of Snowflake has; only what the role may use is seen. */
final class CatalogQueries {
  private final SnowflakeWarehouse warehouse;

  CatalogQueries(SnowflakeWarehouse warehouse) {
    this.warehouse = warehouse;
  }

  WarehouseCatalog catalog() {
    WarehouseCatalog catalog = new WarehouseCatalog();
    warehouse.query(
        "SELECT schema_name FROM INFORMATION_SCHEMA.schemata", row -> catalog.schema(name(row, 0)));
    warehouse.query(
        "SELECT table_schema, table_name, comment FROM INFORMATION_SCHEMA.tables"
            + " WHERE table_type = 'BASE TABLE'",
        row -> catalog.table(name(row, 0), name(row, 1), row.text(2)));
    warehouse.query(
        "SELECT table_schema, table_name, column_name, data_type, comment"
            + " FROM INFORMATION_SCHEMA.columns",
        row ->
            catalog.column(
                name(row, 0),
                name(row, 1),
                name(row, 2),
                new CatalogColumn(name(row, 3), orEmpty(row.text(4)))));
    return catalog;
  }

  private static String name(RowValues row, int index) {
    return Objects.requireNonNull(row.text(index));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
