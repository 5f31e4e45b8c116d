package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Which ranges the ledger has as covered. */
public final class CoveredRanges {
  private CoveredRanges() {}

  /**
   * The ranges of a pipeline's succeeded batch runs. A run without an end tells nothing about time
   * and is left out, as is one that a killed process has left as running.
   */
  public static List<TimeRange> of(
      QueryableWarehouse warehouse, String pipeline, String environment) {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT "
            + dialect.epochMillis("range_from")
            + ", "
            + dialect.epochMillis("range_to")
            + " FROM "
            + dialect.name(FixedTables.PIPELINE_RUNS.name())
            + " WHERE pipeline = "
            + dialect.literal(pipeline)
            + " AND environment = "
            + dialect.literal(environment)
            + " AND status = "
            + dialect.literal(RunSummary.SUCCEEDED)
            + " AND NOT streaming AND range_to IS NOT NULL";
    return warehouse.query(sql, CoveredRanges::read);
  }

  private static TimeRange read(RowValues row) {
    Long from = row.integer(0);
    return new TimeRange(
        from == null ? Instant.MIN : Instant.ofEpochMilli(from),
        Instant.ofEpochMilli(Objects.requireNonNull(row.integer(1))));
  }
}
