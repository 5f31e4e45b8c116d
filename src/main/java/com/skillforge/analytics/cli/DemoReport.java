package com.skillforge.analytics.cli;

import com.skillforge.analytics.cli.simulation.Expectations;
import com.skillforge.analytics.io.local.LocalWarehouse;
import com.skillforge.analytics.model.RunCounts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the demo prints of its result. */
final class DemoReport {
  /**
   * The three KPIs by Monday week over all institutions: people belong to one institution each, so
   * that counts add up; ratios are taken of the sums.
   */
  private static final String BY_WEEK =
      """
      SELECT
        CAST(date_trunc('week', period_start) AS DATE) AS week,
        sum(value) FILTER (kpi = 'weekly_active_users'),
        sum(numerator) FILTER (kpi = 'onboarding_completion')
          / nullif(sum(denominator) FILTER (kpi = 'onboarding_completion'), 0),
        sum(numerator) FILTER (kpi = 'plan_adherence')
          / nullif(sum(denominator) FILTER (kpi = 'plan_adherence'), 0),
        sum(pending),
        bool_and(is_final)
      FROM kpi_current
      WHERE persona = 'all' AND dimension = ''
      GROUP BY week
      ORDER BY week
      """;

  private record Week(
      LocalDate start,
      @Nullable Double activeUsers,
      @Nullable Double onboarding,
      @Nullable Double adherence,
      long pending,
      boolean isFinal) {}

  private final LocalWarehouse warehouse;
  private final Path file;
  private final PrintStream out;

  DemoReport(LocalWarehouse warehouse, Path file, PrintStream out) {
    this.warehouse = warehouse;
    this.file = file;
    this.out = out;
  }

  void printConservation(RunCounts counts, Expectations expected) {
    out.println("\nWhere every record went (raw-events)");
    out.printf("  %-16s %12s %12s%n", "", "counted", "simulated");
    row("read", counts.read(), expected.read());
    row("= accepted", counts.accepted(), expected.accepted());
    row("+ duplicates", counts.duplicates(), expected.duplicates());
    row("+ suppressed", counts.suppressed(), expected.suppressed());
    row("+ erased", counts.erased(), 0);
    row("+ dead-lettered", counts.deadLettered(), expected.deadLettered());
  }

  void printDeadLetters(RunCounts counts, Expectations expected) {
    out.println("\nDead letters by code (a record can have several)");
    TreeMap<String, Long> codes = new TreeMap<>(expected.deadLetterCodes());
    counts.deadLetterCodes().keySet().forEach(code -> codes.putIfAbsent(code, 0L));
    codes.forEach((code, n) -> row(code, counts.deadLetterCodes().getOrDefault(code, 0L), n));
  }

  private void row(String label, long counted, long simulated) {
    out.printf(
        Locale.ROOT,
        "  %-23s %,5d %,12d  %s%n",
        label,
        counted,
        simulated,
        counted == simulated ? "✓" : "✗");
  }

  void printKpis() {
    List<Week> weeks = weeks();
    out.println("\nKPIs by week, all institutions");
    out.printf("  %-12s %12s %12s %12s%n", "week", "active users", "onboarding", "adherence");
    for (Week week : weeks) {
      out.printf(
          "  %-12s %12s %12s %12s  %s%n",
          week.start,
          count(week.activeUsers),
          percent(week.onboarding),
          percent(week.adherence),
          week.isFinal ? "" : String.format(Locale.ROOT, "%,d pending", week.pending));
    }
    out.println();
    trend("weekly_active_users", weeks.stream().map(Week::activeUsers).toList());
    trend("onboarding_completion", weeks.stream().map(Week::onboarding).toList());
    trend("plan_adherence", weeks.stream().map(Week::adherence).toList());
  }

  private void trend(String kpi, List<@Nullable Double> values) {
    out.printf("  %-24s %s%n", kpi, Sparkline.of(values));
  }

  private List<Week> weeks() {
    return warehouse.read(
        connection -> {
          List<Week> weeks = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(BY_WEEK)) {
            while (rows.next()) {
              weeks.add(
                  new Week(
                      rows.getObject(1, LocalDate.class),
                      (Double) rows.getObject(2),
                      (Double) rows.getObject(3),
                      (Double) rows.getObject(4),
                      rows.getLong(5),
                      rows.getBoolean(6)));
            }
          }
          return weeks;
        });
  }

  private static String count(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String percent(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.1f %%", value * 100);
  }

  void printNextSteps() {
    out.println("\nLook further");
    String sql = "  ./scripts/sql.sh --localWarehouse=" + file + " ";
    out.println(sql + "\"SELECT * FROM weekly_active_users ORDER BY period_start\"");
    out.println(sql + "\"SELECT kpi, count(*) FROM kpi_current GROUP BY kpi\"");
    out.println(
        sql + "\"SELECT error_codes, message, record_topic, record_offset FROM dead_letters\"");
    out.println(sql + "\"FROM analytics.onboarding_funnel LIMIT 5\"");
    out.println();
  }
}
