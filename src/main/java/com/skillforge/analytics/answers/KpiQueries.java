package com.skillforge.analytics.answers;

import com.skillforge.analytics.sql.DuckDb;

/** The queries behind {@code list}, {@code show} and {@code history}. */
public final class KpiQueries {
  private static final String KEY_ORDER =
      "period_start, environment, tenant_id, persona, dimension, dimension_value";

  private KpiQueries() {}

  /** Every KPI that has rows. */
  public static String list(RowFilter filter) {
    return """
        SELECT kpi, definition_version, max(as_of) AS newest_as_of,
          count(*) AS current_rows, sum(pending) AS pending,
          count(*) FILTER (is_final) AS final_rows
        FROM kpi_current
        WHERE %s
        GROUP BY ALL
        ORDER BY kpi, definition_version
        """
        .formatted(filter.condition());
  }

  /**
   * The newest rows of a KPI: the columns of its typed view, which does not always name numerator
   * and denominator, and those two.
   */
  public static String show(String kpi, RowFilter filter) {
    // Not every column that can be filtered by is in every view.
    return """
        SELECT typed.*, stored.numerator, stored.denominator
        FROM %1$s AS typed
        JOIN (
          SELECT definition_version, period_end, %2$s, numerator, denominator
          FROM kpi_current
          WHERE %3$s) AS stored
          USING (definition_version, period_end, %2$s)
        ORDER BY %2$s
        """
        .formatted(DuckDb.SQL.identifier(kpi), KEY_ORDER, filter.ofKpi(kpi).condition());
  }

  /** How the rows of a KPI have changed. */
  public static String history(String kpi, RowFilter filter) {
    return """
        SELECT environment, tenant_id, persona, dimension, dimension_value, period_grain,
          period_start, as_of_before, as_of_after,
          numerator_before, numerator_after, denominator_before, denominator_after,
          value_before, value_after, value_delta, is_final_after, run_id_after, written_at
        FROM kpi_restatements
        WHERE %s
        ORDER BY %s, as_of_after, pane_index_after
        """
        .formatted(filter.ofKpi(kpi).condition(), KEY_ORDER);
  }
}
