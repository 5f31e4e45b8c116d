package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.rows.WantedNames;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The names that one run asks for, in tables of the staging schema: there are more of them than a
 * query can hold.
 */
final class WantedTables {
  /** Both warehouses take statements of one megabyte. */
  private static final int MAX_CHARACTERS = 300_000;

  private static final int MAX_ROWS = 5_000;

  private final RemoteWarehouse warehouse;
  private final Map<WantedNames, Table> tables = new HashMap<>();

  WantedTables(RemoteWarehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The table of some names as it stands in a statement; it is made when it is asked for first. */
  String of(WantedNames names) {
    return warehouse.dialect().name(tables.computeIfAbsent(names, this::make).name());
  }

  private Table make(WantedNames names) {
    Dialect dialect = warehouse.dialect();
    Table table = FixedTables.wantedNames(UUID.randomUUID().toString().replace("-", ""));
    dialect.createTable(table).forEach(warehouse::execute);
    String insert =
        "INSERT INTO "
            + dialect.name(table.name())
            + " ("
            + String.join(", ", table.columnNames())
            + ") VALUES ";
    StringBuilder values = new StringBuilder();
    int rows = 0;
    for (WantedNames.Row row : names.rows()) {
      values
          .append(rows++ == 0 ? "(" : ", (")
          .append(dialect.literal(row.kind()))
          .append(", ")
          .append(dialect.literal(row.tenantId()))
          .append(", ")
          .append(dialect.literal(row.name()))
          .append(')');
      if (rows == MAX_ROWS || values.length() > MAX_CHARACTERS) {
        warehouse.execute(insert + values);
        values.setLength(0);
        rows = 0;
      }
    }
    if (rows > 0) {
      warehouse.execute(insert + values);
    }
    return table;
  }

  /** Removes them. */
  void drop() {
    tables
        .values()
        .forEach(
            table ->
                warehouse.execute(
                    "DROP TABLE IF EXISTS " + warehouse.dialect().name(table.name())));
    tables.clear();
  }
}
