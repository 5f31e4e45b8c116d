package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How many rows of the KPI mart an attempt at a run has written that have other figures than the
 * row before of the same key and period: numbers that somebody has seen otherwise.
 */
public record RestatedRows(String kpi, String environment, long rows) {
  private static final TableName RESTATEMENTS = TableName.parse("kpi_restatements");

  /**
   * Asks a warehouse, about no more periods than the run has written.
   *
   * @param since when the attempt began
   * @return by KPI and environment
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be reached
   */
  public static List<RestatedRows> of(QueryableWarehouse warehouse, String runId, Instant since) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(firstPeriod(dialect, runId, since), row -> row.integer(0)).stream()
        .filter(Objects::nonNull)
        .flatMap(
            first ->
                warehouse.query(query(dialect, runId, since, first), RestatedRows::read).stream())
        .toList();
  }

  static String firstPeriod(Dialect dialect, String runId, Instant since) {
    return "SELECT "
        + dialect.epochMillis("min(period_start)")
        + " FROM "
        + dialect.name(FixedTables.KPI_VALUES.name())
        + " WHERE run_id = "
        + dialect.literal(runId)
        + writtenSince(dialect, since);
  }

  static String query(Dialect dialect, String runId, Instant since, long firstMillis) {
    return "SELECT kpi, environment, count(*) FROM "
        + dialect.name(RESTATEMENTS)
        + " WHERE run_id_after = "
        + dialect.literal(runId)
        + writtenSince(dialect, since)
        + " AND period_start >= "
        + dialect.timestamp(firstMillis)
        + " GROUP BY kpi, environment ORDER BY kpi, environment";
  }

  private static String writtenSince(Dialect dialect, Instant since) {
    return " AND written_at >= " + dialect.timestamp(since.toEpochMilli());
  }

  private static RestatedRows read(RowValues row) {
    return new RestatedRows(
        Objects.requireNonNull(row.text(0)),
        Objects.requireNonNull(row.text(1)),
        Objects.requireNonNull(row.integer(2)));
  }
}
