package com.skillforge.analytics.model.kpi;

import java.util.List;

/** The figures of {@code data_freshness}. */
public final class DataFreshnessDeclaration {
  public static final Figure BREACHED = Figure.count("breached");
  public static final Figure WORST_HOURS = new Figure("worst_hours", Unit.HOURS);
  public static final Figure MEDIAN_HOURS = new Figure("median_hours", Unit.HOURS);

  public static final KpiDeclaration KPI =
      KpiDeclaration.of(
          "data_freshness",
          1,
          "Share of the O*NET releases of a month that were loaded within 48 hours",
          Figure.count("loaded_in_time"),
          Figure.count("releases"),
          Figure.share("freshness"),
          Composition.UNITS,
          new Bounds.Share(),
          List.of(BREACHED, WORST_HOURS, MEDIAN_HOURS),
          new Disclosure.Everything());

  private DataFreshnessDeclaration() {}
}
