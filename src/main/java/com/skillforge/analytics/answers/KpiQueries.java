package com.skillforge.analytics.answers;

import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import java.util.stream.Collectors;

/** The queries behind {@code list}, {@code show} and {@code history}. */
public final class KpiQueries {
  private static final String KEY_ORDER =
      "period_start, environment, tenant_id, persona, dimension, dimension_value";

  /** The measures that differ, each with what it was and what it is. */
  private static final String MEASURES_CHANGED =
      """
      array_to_string(list_transform(
        list_filter(json_keys(measures), lambda name:
          json_extract_string(measures, name)
            IS DISTINCT FROM json_extract_string(measures_before, name)),
        lambda name: name || ' ' || coalesce(json_extract_string(measures_before, name), 'none')
          || ' → ' || coalesce(json_extract_string(measures, name), 'none')), ', ')"""
          .strip();

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

  /** How the rows of a KPI have changed, in whatever figure. */
  public static String history(String kpi, RowFilter filter) {
    String before =
        KpiAudit.FIGURES.stream().map(KpiQueries::before).collect(Collectors.joining(", "));
    String changes =
        KpiAudit.FIGURES.stream()
            .map(figure -> figure + "_before, " + figure + " AS " + figure + "_after")
            .collect(Collectors.joining(", "));
    String changed =
        KpiAudit.FIGURES.stream()
            .map(figure -> figure + " IS DISTINCT FROM " + figure + "_before")
            .collect(Collectors.joining(" OR "));
    return """
        WITH history AS (
          SELECT *, %s, %s, %s
          FROM kpi_values
          WHERE %s)
        SELECT environment, tenant_id, persona, dimension, dimension_value, period_grain,
          period_start, as_of_before, as_of AS as_of_after,
          %s, value - value_before AS value_delta,
          %s AS measures_changed,
          is_final AS is_final_after, run_id AS run_id_after, written_at
        FROM history
        WHERE as_of_before IS NOT NULL AND (%s OR measures_changed <> '')
        ORDER BY %s, as_of, pane_index
        """
        .formatted(
            before("as_of"),
            before("measures"),
            before,
            filter.ofKpi(kpi).condition(),
            changes,
            MEASURES_CHANGED,
            changed,
            KEY_ORDER);
  }

  private static String before(String column) {
    return "lag(%1$s) OVER (PARTITION BY %2$s ORDER BY as_of, pane_index, written_at) AS %1$s_before"
        .formatted(column, String.join(", ", FixedTables.KPI_KEY));
  }
}
