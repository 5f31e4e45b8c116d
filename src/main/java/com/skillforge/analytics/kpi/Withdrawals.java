package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.PublishedKpi;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows of earlier runs a batch run takes back, because they have no units any more: a task
 * was moved to another week, two accounts turned out to be one person's. They get a row of zeros;
 * otherwise the old figures would stay the newest ones for ever.
 *
 * <p>A run judges what it has looked at only: rows of its KPIs, of institutions for which it has
 * rows, in periods that it reports. Without a start of the report, those begin with the first
 * period that has a row: what lies before may have left Kafka since. A row that the run has not
 * seen all records of stays as it is.
 */
final class Withdrawals implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whose rows are judged together. */
  private record Scope(String kpi, String environment, String tenantId) {
    static Scope of(KpiKey key) {
      return new Scope(key.kpi(), key.environment(), key.tenantId());
    }
  }

  private final Map<String, Kpi> kpis = new HashMap<>();
  private final long reportFromMillis;
  private final KnownHistory history;

  /**
   * Creates the rule.
   *
   * @param reportFromMillis see {@link Horizon#reportFromMillis}
   * @param history since when the run has seen everything
   */
  Withdrawals(List<Kpi> kpis, long reportFromMillis, KnownHistory history) {
    kpis.forEach(kpi -> this.kpis.put(kpi.name(), kpi));
    this.history = history;
    this.reportFromMillis = reportFromMillis;
  }

  /** Whether a run that saw the input up to as-of has to look at a row. */
  boolean concerns(PublishedKpi published, long asOfMillis) {
    KpiKey key = published.key();
    Kpi kpi = kpis.get(key.kpi());
    return kpi != null
        && kpi.definitionVersion() == key.definitionVersion()
        && history.incompleteSince(kpi, key.period()).isEmpty()
        && published.asOfMillis() <= asOfMillis
        && Horizon.batch(reportFromMillis, asOfMillis).reports(key.period());
  }

  /** Notes in a table that a row was published before. */
  static void mark(KpiKey key, KpiTable marks) {
    marks.row(key).add(KpiTotals.WITHDRAWN);
  }

  /** The table without marks that the run has no business with; it has all rows of its scopes. */
  KpiTable judge(KpiTable sum) {
    KpiTable table = sum.byDay();
    Map<Scope, Long> firstStart = new HashMap<>();
    table
        .rows()
        .forEach(
            (key, totals) -> {
              if (totals.hasUnits()) {
                firstStart.merge(Scope.of(key), key.period().startMillis(), Math::min);
              }
            });
    KpiTable judged = new KpiTable();
    table
        .rows()
        .forEach(
            (key, totals) -> {
              Long first = firstStart.get(Scope.of(key));
              boolean seen =
                  first != null
                      && (reportFromMillis != Long.MIN_VALUE
                          || key.period().startMillis() >= first);
              if (totals.hasUnits() || seen) {
                judged.row(key).merge(totals);
              }
            });
    return judged;
  }
}
