package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import java.util.List;

/** Hears from which records each row is computed. */
interface Evidence {
  /** Nobody wants to know: all contributions to a row add up at once. */
  Evidence IGNORED =
      new Evidence() {
        @Override
        public KpiTotals unit(KpiKey key, List<AnalyticsRecord> records, KpiTable table) {
          return table.row(key);
        }

        @Override
        public void stretch(
            KpiSeries series,
            Period days,
            List<AnalyticsRecord> records,
            KpiTotals contribution,
            KpiTable table) {
          table.days(series).add(days, contribution);
        }
      };

  /** The contributions that follow are of this sender, until the next call. */
  default void sender(String sender) {}

  /**
   * One unit contributes to a row, because of some records.
   *
   * @param table the totals of all rows
   * @return where to add what the unit contributes
   */
  KpiTotals unit(KpiKey key, List<AnalyticsRecord> records, KpiTable table);

  /**
   * One unit contributes the same to the rows of some days that follow each other, because of some
   * records.
   *
   * @param days from the start of the first day to the end of the last
   * @param table the totals of all rows
   */
  void stretch(
      KpiSeries series,
      Period days,
      List<AnalyticsRecord> records,
      KpiTotals contribution,
      KpiTable table);
}
