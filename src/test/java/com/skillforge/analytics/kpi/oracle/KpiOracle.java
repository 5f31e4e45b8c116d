package com.skillforge.analytics.kpi.oracle;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.PeriodGrain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the rows of the KPIs must be, worked out a second time: from the definitions and not from
 * the engine, with lists and loops where the engine has shards, sorted histories and mergeable
 * totals. Slow, and simple enough to be checked by reading.
 */
public final class KpiOracle {
  private final List<Judged> judged;

  /** An oracle for records in any order, with duplicates. */
  public KpiOracle(List<AnalyticsRecord> records) {
    judged = new Judgement(records).judged();
  }

  /**
   * All rows.
   *
   * @param reportFrom the first instant of the range asked for, in epoch milliseconds; null reports
   *     everything
   * @param asOf the end of the range asked for; input from here on is not used
   */
  public List<KpiValue> rows(Long reportFrom, long asOf) {
    List<KpiValue> rows = new ArrayList<>();
    for (String environment : environments()) {
      for (String tenant : tenants()) {
        rows.addAll(
            WeeklyActiveUsersOracle.rows(
                new Scope(environment, tenant, judged, PeriodGrain.WEEK, reportFrom, asOf)));
        rows.addAll(
            OnboardingCompletionOracle.rows(
                new Scope(environment, tenant, judged, PeriodGrain.DAY, reportFrom, asOf)));
        rows.addAll(
            PlanAdherenceOracle.rows(
                new Scope(environment, tenant, judged, PeriodGrain.WEEK, reportFrom, asOf)));
      }
    }
    return rows;
  }

  private Set<String> environments() {
    Set<String> environments = new TreeSet<>();
    judged.forEach(one -> environments.add(one.record().environment()));
    return environments;
  }

  private Set<String> tenants() {
    Set<String> tenants = new TreeSet<>();
    judged.forEach(one -> tenants.add(one.record().tenantId()));
    return tenants;
  }
}
