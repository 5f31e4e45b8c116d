package com.skillforge.analytics.io.bigquery;

import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.Schema;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseCatalog.CatalogColumn;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.Optional;
import java.util.Set;

/** What a project has of the datasets and tables that it should have. */
final class CatalogReader {
  private final BigQueryWarehouse warehouse;

  CatalogReader(BigQueryWarehouse warehouse) {
    this.warehouse = warehouse;
  }

  WarehouseCatalog catalog(WarehouseSchema schema) {
    WarehouseCatalog catalog = new WarehouseCatalog();
    for (Schema dataset : schema.schemas()) {
      Optional<Set<String>> names = warehouse.client().tables(dataset.name());
      if (names.isPresent()) {
        catalog.schema(dataset.name());
        // Tables of single runs come and go.
        if (!dataset.name().equals(WarehouseSchema.STAGING)) {
          names.get().forEach(name -> add(catalog, dataset.name(), name));
        }
      }
    }
    return catalog;
  }

  private void add(WarehouseCatalog catalog, String dataset, String name) {
    Table table =
        warehouse
            .client()
            .table(BigQueryTables.reference(warehouse.project(), new TableName(dataset, name)));
    if (!"TABLE".equals(table.getType())) {
      return;
    }
    catalog.table(dataset, name, table.getDescription());
    for (TableFieldSchema field : table.getSchema().getFields()) {
      String description = field.getDescription() == null ? "" : field.getDescription();
      catalog.column(
          dataset, name, field.getName(), new CatalogColumn(typeName(field), description));
    }
    if (table.getTimePartitioning() != null && table.getTimePartitioning().getField() != null) {
      catalog.partitioned(dataset, name, table.getTimePartitioning().getField());
    }
  }

  /** The type as SQL spells it; the service has older names. */
  private static String typeName(TableFieldSchema field) {
    String type =
        switch (field.getType()) {
          case "INTEGER" -> "INT64";
          case "FLOAT" -> "FLOAT64";
          case "BOOLEAN" -> "BOOL";
          default -> field.getType();
        };
    return "REPEATED".equals(field.getMode()) ? "ARRAY<" + type + ">" : type;
  }
}
