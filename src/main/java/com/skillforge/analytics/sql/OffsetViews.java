package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;

/** The view in which an operator sees what runs have taken of each log, and what was lost. */
public final class OffsetViews {
  /** The name of the view. */
  public static final TableName COVERAGE = TableName.parse("offset_coverage");

  private static final String LOG =
      "pipeline, environment, cluster_id, topic, topic_id, topic_partition, outcome";

  private final Dialect dialect;

  OffsetViews(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Ranges that touch or overlap become one row, so that the view stays small. */
  View coverage() {
    String query =
        """
        SELECT
          %1$s,
          min(start_offset) AS start_offset,
          max(end_offset) AS end_offset,
          max(end_offset) - min(start_offset) AS offsets,
          min(written_at) AS first_written_at,
          max(written_at) AS last_written_at
        FROM (
          SELECT
            *,
            sum(begins) OVER (
              PARTITION BY %1$s
              ORDER BY start_offset, end_offset, run_id
              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) AS stretch
          FROM (
            SELECT
              *,
              CASE
                WHEN start_offset <= max(end_offset) OVER (
                  PARTITION BY %1$s
                  ORDER BY start_offset, end_offset, run_id
                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ) THEN 0
                ELSE 1
              END AS begins
            FROM %2$s
          ) AS ranges
        ) AS stretches
        GROUP BY %1$s, stretch"""
            .formatted(LOG, dialect.name(FixedTables.RUN_OFFSETS.name()));
    return new View(
        COVERAGE,
        "Which offsets of each partition succeeded runs have taken, and which were deleted before"
            + " any run took them (outcome lost): one row per stretch without a gap",
        query);
  }
}
