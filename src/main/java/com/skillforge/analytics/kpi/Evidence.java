package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import java.util.List;
import java.util.Map;

/** Hears from which records each row is computed. */
interface Evidence {
  /** Nobody wants to know: all contributions to a row add up at once. */
  Evidence IGNORED = (key, records, rows) -> rows.computeIfAbsent(key, k -> new KpiTotals());

  /**
   * One unit contributes to a row, because of some records.
   *
   * @param rows the totals of all rows
   * @return where to add what the unit contributes
   */
  KpiTotals unit(KpiKey key, List<AnalyticsRecord> records, Map<KpiKey, KpiTotals> rows);
}
