package com.skillforge.analytics.demo;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Prints the nine KPIs of the demo.
 *
 * <p>Seven stand week by week over all institutions: people belong to one institution each, so that
 * counts add up, and ratios are taken of the sums. Medians do not add up, so that the planner's is
 * that of the institution with the most sessions.
 */
public final class DemoKpis {
  private static final String BY_WEEK =
      """
      WITH headline AS (
        SELECT *, CAST(date_trunc('week', period_start) AS DATE) AS week
        FROM kpi_current
        WHERE persona = 'all' AND dimension = ''),
      last_days AS (
        SELECT week, sum(numerator) / nullif(sum(denominator), 0) AS activated
        FROM headline
        WHERE kpi = 'advisee_activation'
          AND period_start = (
            SELECT max(period_start) FROM headline AS same
            WHERE same.week = headline.week AND same.kpi = headline.kpi)
        GROUP BY week),
      planner AS (
        SELECT week, arg_max(value, denominator) AS minutes
        FROM headline
        WHERE kpi = 'planner_engagement' AND period_grain = 'week'
        GROUP BY week),
      sums AS (
        SELECT
          week,
          sum(value) FILTER (kpi = 'weekly_active_users') AS active_users,
          ratio('onboarding_completion'),
          ratio('plan_adherence'),
          ratio('resume_conversion'),
          ratio('intervention_effectiveness'),
          sum(pending) AS pending
        FROM headline
        WHERE kpi NOT IN ('data_freshness', 'readiness_delta')
        GROUP BY week)
      SELECT sums.* EXCLUDE (pending), activated, minutes, pending
      FROM sums LEFT JOIN last_days USING (week) LEFT JOIN planner USING (week)
      ORDER BY week
      """
          .replaceAll(
              "ratio\\('(\\w+)'\\)",
              "sum(numerator) FILTER (kpi = '$1')"
                  + " / nullif(sum(denominator) FILTER (kpi = '$1'), 0) AS $1");

  private static final String READINESS =
      """
      SELECT tenant_id, dimension_value, value, CAST(denominator AS BIGINT)
      FROM kpi_current
      WHERE kpi = 'readiness_delta' AND persona = 'all'
      ORDER BY period_start, tenant_id
      """;

  private static final String FRESHNESS =
      """
      SELECT CAST(period_start AS DATE), sum(numerator), sum(denominator), sum(pending)
      FROM kpi_current
      WHERE kpi = 'data_freshness'
      GROUP BY period_start
      ORDER BY period_start
      """;

  private record Week(
      LocalDate start,
      @Nullable Double activeUsers,
      @Nullable Double onboarding,
      @Nullable Double adherence,
      @Nullable Double conversion,
      @Nullable Double effectiveness,
      @Nullable Double activation,
      @Nullable Double plannerMinutes,
      long pending) {}

  private final DuckDbWarehouse warehouse;
  private final PrintStream out;

  public DemoKpis(DuckDbWarehouse warehouse, PrintStream out) {
    this.warehouse = warehouse;
    this.out = out;
  }

  public void print() {
    List<Week> weeks = rows(BY_WEEK, DemoKpis::week);
    printWeeks(weeks);
    out.println();
    trend("weekly_active_users", weeks.stream().map(Week::activeUsers).toList());
    trend("onboarding_completion", weeks.stream().map(Week::onboarding).toList());
    trend("plan_adherence", weeks.stream().map(Week::adherence).toList());
    trend("resume_conversion", weeks.stream().map(Week::conversion).toList());
    trend("planner_engagement", weeks.stream().map(Week::plannerMinutes).toList());
    trend("advisee_activation", weeks.stream().map(Week::activation).toList());
    trend("intervention_effectiveness", weeks.stream().map(Week::effectiveness).toList());
    out.println("\nreadiness_delta, by institution and term");
    rows(READINESS, DemoKpis::readiness).forEach(out::println);
    out.println("\ndata_freshness, O*NET releases loaded within 48 hours");
    rows(FRESHNESS, DemoKpis::freshness).forEach(out::println);
  }

  private void printWeeks(List<Week> weeks) {
    out.println("\nKPIs by week, all institutions (planner: the busiest one)");
    String format = "  %-10s  %7s  %10s  %9s  %10s  %9s  %9s  %12s  %s%n";
    out.printf(
        format,
        "week",
        "active",
        "onboarding",
        "adherence",
        "conversion",
        "planner",
        "advisees",
        "intervention",
        "");
    for (Week week : weeks) {
      out.printf(
          format,
          week.start,
          number("%,.0f", week.activeUsers),
          percent(week.onboarding),
          percent(week.adherence),
          percent(week.conversion),
          number("%.1f min", week.plannerMinutes),
          percent(week.activation),
          percent(week.effectiveness),
          week.pending == 0 ? "" : String.format(Locale.ROOT, "%,d pending", week.pending));
    }
  }

  private void trend(String kpi, List<@Nullable Double> values) {
    out.printf("  %-28s %s%n", kpi, Sparkline.of(values));
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String sql, RowReader<T> reader) {
    return warehouse.read(
        connection -> {
          List<T> rows = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
              rows.add(reader.read(row));
            }
          }
          return rows;
        });
  }

  private static Week week(ResultSet row) throws SQLException {
    return new Week(
        row.getObject(1, LocalDate.class),
        (Double) row.getObject(2),
        (Double) row.getObject(3),
        (Double) row.getObject(4),
        (Double) row.getObject(5),
        (Double) row.getObject(6),
        (Double) row.getObject(7),
        (Double) row.getObject(8),
        row.getLong(9));
  }

  private static String readiness(ResultSet row) throws SQLException {
    return String.format(
        Locale.ROOT,
        "  %-16s %-14s %+6.2f points, mean over %,d users",
        row.getString(1),
        row.getString(2),
        row.getDouble(3),
        row.getLong(4));
  }

  private static String freshness(ResultSet row) throws SQLException {
    long pending = row.getLong(4);
    return String.format(
        Locale.ROOT,
        "  %s  %.0f of %.0f%s",
        String.valueOf(row.getObject(1, LocalDate.class)).substring(0, 7),
        row.getDouble(2),
        row.getDouble(3),
        pending == 0 ? "" : ", " + pending + " pending");
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static String percent(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.1f %%", value * 100);
  }
}
