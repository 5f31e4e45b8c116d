package com.skillforge.analytics.answers;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.sql.PrivacyTables;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A request for erasure that was carried out in a warehouse.
 *
 * @param at when the last rows were removed
 */
record ErasureReceipt(String requestId, Instant at, long rowsRemoved) {

  /** The requests of an institution for which rows were removed, in the order of time. */
  static List<ErasureReceipt> read(DuckDbWarehouse warehouse, String tenantId) {
    String sql =
        """
        SELECT request_id, epoch_ms(max(written_at)), CAST(sum(rows_removed) AS BIGINT)
        FROM %s WHERE tenant_id = %s AND store = %s AND rows_removed > 0
        GROUP BY request_id ORDER BY 2, 1"""
            .formatted(
                warehouse.dialect().name(PrivacyTables.ERASURE_RECEIPTS.name()),
                warehouse.dialect().literal(tenantId),
                warehouse.dialect().literal(warehouse.name()));
    return warehouse.query(
        sql,
        row ->
            new ErasureReceipt(
                Objects.requireNonNull(row.text(0)),
                Instant.ofEpochMilli(Objects.requireNonNull(row.integer(1))),
                Objects.requireNonNull(row.integer(2))));
  }

  /** Whose rows they were is not kept. */
  String toText() {
    return String.format(
        Locale.ROOT, "request %s removed %,d rows of one person", requestId, rowsRemoved);
  }
}
