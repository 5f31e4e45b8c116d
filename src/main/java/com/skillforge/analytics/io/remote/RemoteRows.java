package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.warehouse.StagedRows;
import com.skillforge.analytics.io.warehouse.Transaction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of a batch run in the places of a warehouse that hold them. A loading step that was done
 * twice may have left a row twice.
 */
record RemoteRows(RemoteWarehouse warehouse, String stagingId) implements StagedRows {

  @Override
  public Set<String> filled(Transaction transaction, List<StagedTable> expected) {
    String sql =
        expected.stream()
            .map(
                table ->
                    "SELECT %s AS table_name, count(*) AS row_count FROM (%s) AS staged"
                        .formatted(
                            warehouse.dialect().literal(table.name()),
                            warehouse.staged(table, stagingId)))
            .collect(Collectors.joining(" UNION ALL "));
    return new LinkedHashSet<>(
        transaction.query(
            "SELECT table_name FROM (" + sql + ") AS counted WHERE row_count > 0",
            row -> Objects.requireNonNull(row.text(0))));
  }

  @Override
  public String query(StagedTable table) {
    return warehouse.staged(table, stagingId);
  }

  @Override
  public boolean mayRepeat() {
    return true;
  }
}
