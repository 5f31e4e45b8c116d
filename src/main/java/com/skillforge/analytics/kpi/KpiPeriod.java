package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import java.util.Comparator;

/** One KPI and period: the unit in which a stream publishes results. */
record KpiPeriod(String kpi, Period period) implements Comparable<KpiPeriod> {
  private static final Comparator<KpiPeriod> ORDER =
      Comparator.comparing(KpiPeriod::kpi)
          .thenComparing(KpiPeriod::period)
          .thenComparing(key -> key.period().grain());

  static KpiPeriod of(KpiKey key) {
    return new KpiPeriod(key.kpi(), key.period());
  }

  @Override
  public int compareTo(KpiPeriod that) {
    return ORDER.compare(this, that);
  }
}
