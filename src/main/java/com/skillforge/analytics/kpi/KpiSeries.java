package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import java.util.Comparator;

/** The rows that differ in their period only: the key of a KPI row without it. */
record KpiSeries(
    String kpi,
    int definitionVersion,
    String environment,
    String tenantId,
    String persona,
    String dimension,
    String dimensionValue) {

  static final Comparator<KpiSeries> ORDER =
      Comparator.comparing(KpiSeries::kpi)
          .thenComparingInt(KpiSeries::definitionVersion)
          .thenComparing(KpiSeries::environment)
          .thenComparing(KpiSeries::tenantId)
          .thenComparing(KpiSeries::persona)
          .thenComparing(KpiSeries::dimension)
          .thenComparing(KpiSeries::dimensionValue);

  static KpiSeries of(KpiKey key) {
    return new KpiSeries(
        key.kpi(),
        key.definitionVersion(),
        key.environment(),
        key.tenantId(),
        key.persona(),
        key.dimension(),
        key.dimensionValue());
  }

  /** The key of one of the rows. */
  KpiKey at(Period period) {
    return new KpiKey(
        kpi, definitionVersion, environment, tenantId, persona, dimension, dimensionValue, period);
  }
}
