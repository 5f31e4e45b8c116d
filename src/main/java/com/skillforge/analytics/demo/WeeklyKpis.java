package com.skillforge.analytics.demo;

import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Seven KPIs week by week over all institutions: people belong to one institution each, so that
 * counts add up, and ratios are taken of the sums. Medians do not add up, so that the planner's is
 * that of the institution with the most sessions.
 */
final class WeeklyKpis {
  /** By their names, under which heading they stand. */
  enum Column {
    ACTIVE("weekly_active_users"),
    ONBOARDING("onboarding_completion"),
    ADHERENCE("plan_adherence"),
    CONVERSION("resume_conversion"),
    PLANNER("planner_engagement"),
    ADVISEES("advisee_activation"),
    INTERVENTION("intervention_effectiveness");

    private final String kpi;

    Column(String kpi) {
      this.kpi = kpi;
    }

    KpiDeclaration kpi() {
      return KpiDeclarations.named(kpi).orElseThrow();
    }
  }

  static final String QUERY =
      """
      WITH headline AS (
        SELECT *, CAST(date_trunc('week', period_start) AS DATE) AS week
        FROM kpi_current
        WHERE persona = 'all' AND dimension = ''
          AND kpi NOT IN ('data_freshness', 'readiness_delta')
          AND (kpi <> 'planner_engagement' OR period_grain = 'week')
        QUALIFY kpi <> 'advisee_activation'
          OR period_start = max(period_start) OVER (PARTITION BY kpi, week))
      SELECT
        week, kpi,
        sum(numerator) AS numerator,
        sum(denominator) AS denominator,
        CASE
          WHEN kpi = 'planner_engagement' THEN arg_max(value, denominator)
          WHEN kpi = 'weekly_active_users' THEN sum(value)
          ELSE sum(numerator) / nullif(sum(denominator), 0)
        END AS value,
        sum(pending) AS pending
      FROM headline
      GROUP BY week, kpi
      ORDER BY week, kpi
      """;

  /** What a KPI came to in a week. */
  record Cell(
      LocalDate week,
      String kpi,
      double numerator,
      double denominator,
      @Nullable Double value,
      long pending) {
    static Cell read(ResultSet row) throws SQLException {
      return new Cell(
          row.getObject(1, LocalDate.class),
          row.getString(2),
          row.getDouble(3),
          row.getDouble(4),
          (Double) row.getObject(5),
          row.getLong(6));
    }
  }

  private final TreeMap<LocalDate, List<Cell>> weeks = new TreeMap<>();

  WeeklyKpis(List<Cell> cells) {
    cells.forEach(
        cell ->
            weeks.put(
                cell.week(),
                cells.stream().filter(other -> other.week().equals(cell.week())).toList()));
  }

  /** The weeks, in their order. */
  List<LocalDate> weeks() {
    return List.copyOf(weeks.keySet());
  }

  /** What people read of a KPI in a week. */
  String text(LocalDate week, Column column) {
    return weeks.get(week).stream()
        .filter(cell -> cell.kpi().equals(column.kpi().name()) && cell.value() != null)
        .map(cell -> column.kpi().valueText(cell.value(), cell.numerator(), cell.denominator()))
        .findFirst()
        .orElse("-");
  }

  /** How many units of a week can still change it. */
  long pending(LocalDate week) {
    return weeks.get(week).stream().mapToLong(Cell::pending).sum();
  }

  /** The values of a KPI, week by week; null where there is none. */
  List<@Nullable Double> trend(Column column) {
    return weeks.values().stream()
        .map(
            cells ->
                cells.stream()
                    .filter(cell -> cell.kpi().equals(column.kpi().name()))
                    .findFirst()
                    .map(Cell::value)
                    .orElse(null))
        .toList();
  }
}
