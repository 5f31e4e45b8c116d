package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import java.util.List;

/** Hears from which records each row was computed. */
interface Evidence {
  /** Nobody wants to know. */
  Evidence IGNORED = (key, records) -> {};

  /** One unit contributes to a row, because of some records. */
  void add(KpiKey key, List<AnalyticsRecord> records);
}
