package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.StoredColumn;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.ArrayList;
import java.util.List;

/** The columns that a warehouse should have, and has not. */
final class MissingColumns {
  private MissingColumns() {}

  /** Their names with those of their tables; a table that is missing as a whole alone. */
  static List<String> of(WarehouseCatalog there, WarehouseSchema schema) {
    List<String> missing = new ArrayList<>();
    for (Table table : schema.tables()) {
      TableName name =
          table.name().schema().isEmpty()
              ? new TableName(schema.dialect().defaultSchema(), table.name().table())
              : table.name();
      List<String> columns = new ArrayList<>(table.columnNames());
      List<String> known = there.columnsOf(name).stream().map(StoredColumn::name).toList();
      columns.removeAll(known);
      if (known.isEmpty()) {
        missing.add(table.name().toString());
      } else {
        columns.forEach(column -> missing.add(table.name() + "." + column));
      }
    }
    return missing;
  }
}
