package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.Optional;

/** When a pipeline has last ended well, as the ledger has it. */
public final class LastSuccess {
  private LastSuccess() {}

  /**
   * Asks a warehouse.
   *
   * @return empty when it never has
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be reached
   */
  public static Optional<Instant> of(
      QueryableWarehouse warehouse, String pipeline, String environment) {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT "
            + dialect.epochMillis("max(finished_at)")
            + " FROM "
            + dialect.name(FixedTables.PIPELINE_RUNS.name())
            + " WHERE pipeline = "
            + dialect.literal(pipeline)
            + " AND environment = "
            + dialect.literal(environment)
            + " AND status = "
            + dialect.literal(RunSummary.SUCCEEDED);
    return warehouse
        .query(sql, row -> Optional.ofNullable(row.integer(0)))
        .get(0)
        .map(Instant::ofEpochMilli);
  }
}
