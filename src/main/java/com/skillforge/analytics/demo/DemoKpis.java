package com.skillforge.analytics.demo;

import com.skillforge.analytics.demo.WeeklyKpis.Column;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.model.kpi.Unit;
import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Prints the nine KPIs of the demo. */
public final class DemoKpis {
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

  private final DuckDbWarehouse warehouse;
  private final PrintStream out;

  public DemoKpis(DuckDbWarehouse warehouse, PrintStream out) {
    this.warehouse = warehouse;
    this.out = out;
  }

  public void print() {
    WeeklyKpis weekly = new WeeklyKpis(rows(WeeklyKpis.QUERY, WeeklyKpis.Cell::read));
    printWeeks(weekly);
    printTrends(weekly);
    out.println("\nreadiness_delta, by institution and term");
    out.printf("  %-18s %-14s %14s %10s%n", "institution", "term", "mean change", "users");
    rows(READINESS, DemoKpis::readiness).forEach(out::println);
    out.println("\ndata_freshness, O*NET releases loaded within 48 hours");
    out.printf("  %-10s %10s %10s%n", "month", "in time", "pending");
    rows(FRESHNESS, DemoKpis::freshness).forEach(out::println);
  }

  private void printWeeks(WeeklyKpis weekly) {
    out.println("\nKPIs by week, all institutions (planner: the busiest one)");
    out.printf("  %-10s", "week");
    for (Column column : Column.values()) {
      out.printf("  %12s", column.name().toLowerCase(Locale.ROOT));
    }
    out.printf("  %8s%n", "pending");
    for (LocalDate week : weekly.weeks()) {
      out.printf("  %-10s", week);
      for (Column column : Column.values()) {
        out.printf("  %12s", weekly.text(week, column));
      }
      out.printf(Locale.ROOT, "  %,8d%n", weekly.pending(week));
    }
  }

  private void printTrends(WeeklyKpis weekly) {
    int width = Math.max("week by week".length(), weekly.weeks().size());
    String format = "  %-28s %-" + width + "s  %12s  %12s%n";
    out.println();
    out.printf(format, "trend", "week by week", "lowest", "highest");
    for (Column column : Column.values()) {
      List<@Nullable Double> values = weekly.trend(column);
      DoubleSummaryStatistics scale = Sparkline.scale(values);
      Unit unit = column.kpi().value().unit();
      out.printf(
          format,
          column.kpi().name(),
          Sparkline.of(values),
          scale.getCount() == 0 ? "-" : unit.text(scale.getMin()),
          scale.getCount() == 0 ? "-" : unit.text(scale.getMax()));
    }
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

  private static String readiness(ResultSet row) throws SQLException {
    return String.format(
        Locale.ROOT,
        "  %-18s %-14s %14s %,10d",
        row.getString(1),
        row.getString(2),
        Unit.POINTS.text(row.getDouble(3)),
        row.getLong(4));
  }

  private static String freshness(ResultSet row) throws SQLException {
    return String.format(
        Locale.ROOT,
        "  %-10s %10s %,10d",
        String.valueOf(row.getObject(1, LocalDate.class)).substring(0, 7),
        "%.0f of %.0f".formatted(row.getDouble(2), row.getDouble(3)),
        row.getLong(4));
  }
}
