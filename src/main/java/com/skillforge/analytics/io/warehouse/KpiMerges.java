package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that adds rows to the KPI mart. */
final class KpiMerges {
  private static final Table TABLE = FixedTables.KPI_VALUES;

  private final MergeSql sql;

  KpiMerges(MergeSql sql) {
    this.sql = sql;
  }

  /**
   * Adds KPI rows. Stored rows never change: a row whose figures differ from the newest ones of the
   * same key and as_of is added under the next pane index, one with the same figures is not. What
   * was final when somebody of the institution was erased is not added to any more: it was computed
   * with that person's records.
   *
   * @param staged a query of the staged rows in the columns of the table
   */
  String kpiValues(String staged) {
    List<String> key = new ArrayList<>(FixedTables.KPI_KEY);
    key.add("as_of");
    String keys = sql.columns(key);
    List<String> figures = FixedTables.KPI_FIGURES;
    String inOrder = "OVER (PARTITION BY " + keys + " ORDER BY pane_index)";
    String before =
        MergeSql.list(
            figures,
            figure ->
                "CASE WHEN nth = 1 THEN newest_%1$s ELSE lag(%1$s) %2$s END AS before_%1$s"
                    .formatted(figure, inOrder));
    List<String> columns =
        TABLE.columnNames().stream()
            .map(
                column ->
                    column.equals("pane_index")
                        ? "greatest(pane_index, coalesce(newest_pane_index, -1) + nth)"
                        : sql.dialect().identifier(column))
            .toList();
    return sql.insert(TABLE)
        + """
        WITH staged AS (%1$s),
        newest AS (
          SELECT * FROM %2$s AS published
          WHERE EXISTS (SELECT 1 FROM staged WHERE %3$s)
          QUALIFY row_number() OVER (
            PARTITION BY %4$s ORDER BY pane_index DESC, written_at DESC) = 1),
        numbered AS (
          SELECT staged.*, row_number() OVER (
            PARTITION BY %5$s ORDER BY staged.pane_index) AS nth,
            newest.pane_index AS newest_pane_index, %6$s
          FROM staged LEFT JOIN newest ON %7$s),
        compared AS (
          SELECT numbered.*, %8$s
          FROM numbered),
        settled AS (
          SELECT * FROM (
            SELECT published.*, erasures.erased_at
            FROM %2$s AS published
            JOIN (
              SELECT tenant_id, max(written_at) AS erased_at FROM %11$s
              GROUP BY tenant_id) AS erasures ON erasures.tenant_id = published.tenant_id
            WHERE EXISTS (SELECT 1 FROM staged WHERE %12$s)
            QUALIFY row_number() OVER (
              PARTITION BY %13$s
              ORDER BY published.as_of DESC, published.pane_index DESC) = 1) AS newest_of_all
          WHERE is_final AND written_at < erased_at)
        SELECT %9$s
        FROM compared
        WHERE ((nth = 1 AND newest_pane_index IS NULL) OR %10$s)
          AND NOT EXISTS (SELECT 1 FROM settled WHERE %14$s)
        """
            .formatted(
                staged,
                sql.name(TABLE),
                sql.same("staged", "published", key),
                keys,
                sql.columns("staged", key),
                MergeSql.list(figures, figure -> "newest." + figure + " AS newest_" + figure),
                sql.same("staged", "newest", key),
                before,
                String.join(", ", columns),
                changed(),
                sql.name(PrivacyTables.SUPPRESSION_LIST),
                sql.same("staged", "published", FixedTables.KPI_KEY),
                sql.columns("published", FixedTables.KPI_KEY),
                sql.same("settled", "compared", FixedTables.KPI_KEY));
  }

  private String changed() {
    return FixedTables.KPI_FIGURES.stream()
        .map(this::comparison)
        .collect(Collectors.joining(" OR "));
  }

  private String comparison(String figure) {
    ColumnType type =
        TABLE.columns().stream()
            .filter(column -> column.name().equals(figure))
            .findFirst()
            .orElseThrow()
            .type();
    Dialect dialect = sql.dialect();
    return dialect.comparable(figure, type)
        + " IS DISTINCT FROM "
        + dialect.comparable("before_" + figure, type);
  }
}
