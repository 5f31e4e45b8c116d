package com.skillforge.analytics.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rounds of {@link WideDaysBench}, beside their targets. */
final class WideDaysReport {
  /** All KPIs, in times of one. */
  private static final double MOST_TIMES = 1.7;

  private static final double MOST_SECONDS = 10;
  private static final long MOST_MIB = 1_536;
  private static final double MOST_AUDIT_SECONDS = 15;
  private static final double MOST_EXPLAIN_SECONDS = 5;

  private final List<Double> oneKpi = new ArrayList<>();
  private final List<Double> allKpis = new ArrayList<>();
  private final List<Double> audit = new ArrayList<>();
  private final List<Double> explain = new ArrayList<>();
  private long peakMib;

  void add(WideDaysBench.Result result) {
    oneKpi.add(result.oneKpi().seconds());
    allKpis.add(result.allKpis().seconds());
    audit.add(result.audit().seconds());
    explain.add(result.explain().seconds());
    peakMib = Math.max(peakMib, result.allKpis().peakBytes().orElse(0) >> 20);
  }

  private double times() {
    return BenchReport.median(allKpis) / BenchReport.median(oneKpi);
  }

  void writeTo(ObjectNode root) {
    if (allKpis.isEmpty()) {
      return;
    }
    ObjectNode node = root.putObject("wide_days");
    node.put("one_kpi_seconds", BenchReport.rounded(BenchReport.median(oneKpi)));
    node.put("all_kpis_seconds", BenchReport.rounded(BenchReport.median(allKpis)));
    node.put("all_kpis_target_seconds", MOST_SECONDS);
    node.put("all_kpis_times_one", BenchReport.rounded(times()));
    node.put("all_kpis_target", MOST_TIMES);
    node.put("peak_mib", peakMib);
    node.put("target_peak_mib", MOST_MIB);
    node.put("audit_seconds", BenchReport.rounded(BenchReport.median(audit)));
    node.put("audit_target_seconds", MOST_AUDIT_SECONDS);
    node.put("explain_seconds", BenchReport.rounded(BenchReport.median(explain)));
    node.put("explain_target_seconds", MOST_EXPLAIN_SECONDS);
  }

  /** For people; empty when nothing was measured. */
  String toText() {
    return allKpis.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%s: all KPIs take %.2f times as long as one (target: at most %.1f): %.1f s (%.0f) and"
                + " %d MiB (%d); audit of all %.1f s (%.0f), explain of one row %.1f s (%.0f)%n",
            WideDaysBench.NAME,
            times(),
            MOST_TIMES,
            BenchReport.median(allKpis),
            MOST_SECONDS,
            peakMib,
            MOST_MIB,
            BenchReport.median(audit),
            MOST_AUDIT_SECONDS,
            BenchReport.median(explain),
            MOST_EXPLAIN_SECONDS);
  }
}
