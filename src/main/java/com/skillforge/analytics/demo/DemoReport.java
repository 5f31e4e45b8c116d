package com.skillforge.analytics.demo;

import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.simulation.Expectations;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;

/** What the demo prints of its result. */
public final class DemoReport {
  private final Path file;
  private final PrintStream out;

  public DemoReport(Path file, PrintStream out) {
    this.file = file;
    this.out = out;
  }

  public void printConservation(RunCounts counts, Expectations expected) {
    out.println("\nWhere every record went (raw-events)");
    head("outcome");
    row("read", counts.read(), expected.read());
    row("= accepted", counts.accepted(), expected.accepted());
    row("+ duplicates", counts.duplicates(), expected.duplicates());
    row("+ suppressed", counts.suppressed(), expected.suppressed());
    row("+ erased", counts.erased(), 0);
    row("+ dead-lettered", counts.deadLettered(), expected.deadLettered());
  }

  public void printDeadLetters(RunCounts counts, Expectations expected) {
    out.println("\nDead letters by code (a record can have several)");
    head("code");
    TreeMap<String, Long> codes = new TreeMap<>(expected.deadLetterCodes());
    counts.deadLetterCodes().keySet().forEach(code -> codes.putIfAbsent(code, 0L));
    codes.forEach((code, n) -> row(code, counts.deadLetterCodes().getOrDefault(code, 0L), n));
  }

  private void head(String label) {
    out.printf("  %-22s %9s %12s  same%n", label, "counted", "simulated");
  }

  private void row(String label, long counted, long simulated) {
    out.printf(
        Locale.ROOT,
        "  %-22s %,9d %,12d  %s%n",
        label,
        counted,
        simulated,
        counted == simulated ? "✓" : "✗");
  }

  public void printNextSteps() {
    out.println("\nLook further");
    String sql = "  ./scripts/sql.sh --localWarehouse=" + file + " ";
    out.println(sql + "\"SELECT * FROM weekly_active_users ORDER BY period_start\"");
    out.println(sql + "\"SELECT * FROM intervention_effectiveness WHERE dimension = ''\"");
    out.println(sql + "\"SELECT kpi, count(*) FROM kpi_current GROUP BY kpi\"");
    out.println(
        sql + "\"SELECT error_codes, message, record_topic, record_offset FROM dead_letters\"");
    out.println(sql + "\"FROM analytics.onboarding_funnel LIMIT 5\"");
    String kpi = "  ./scripts/kpi.sh --localWarehouse=" + file + " ";
    out.println(kpi + "show plan_adherence --persona=all");
    out.println(kpi + "audit all");
    out.println(kpi + "attribute weekly_active_users --tenant=default --period=2026-02-09");
    out.println(kpi + "attribute plan_adherence --tenant=default --period=2026-02-09");
    out.println(kpi + "show plan_adherence --by=month --tenant=all --persona=all");
    out.println(kpi + "explain data_freshness --tenant=default --period=2026-03-01");
    out.println("  ./scripts/status.sh --localWarehouse=" + file);
    out.println();
  }
}
