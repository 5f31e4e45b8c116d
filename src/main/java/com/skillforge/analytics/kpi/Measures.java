package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.kpi.Figure;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The measures of one row, which has those that its KPI declares, no fewer and no others. */
public final class Measures {
  private final KpiDeclaration kpi;
  private final SortedMap<String, @Nullable Double> values = new TreeMap<>();

  /** None yet. */
  Measures(KpiDeclaration kpi) {
    this.kpi = kpi;
  }

  /** Adds a whole number. */
  Measures count(Figure measure, long count) {
    return put(measure, true, (double) count);
  }

  /** Adds those that were counted under their own names. */
  Measures counts(KpiTotals totals, Figure... measures) {
    for (Figure measure : measures) {
      count(measure, totals.count(measure));
    }
    return this;
  }

  /** Adds any number; null where the row has no value. */
  Measures number(Figure measure, @Nullable Double number) {
    return put(measure, false, number);
  }

  private Measures put(Figure measure, boolean whole, @Nullable Double value) {
    if (measure.whole() != whole || !kpi.measures().contains(measure)) {
      throw new IllegalStateException(kpi.name() + " declares no such measure: " + measure);
    }
    values.put(measure.name(), value);
    return this;
  }

  /**
   * All of them, by name.
   *
   * @throws IllegalStateException if a declared one is missing
   */
  SortedMap<String, @Nullable Double> all() {
    if (values.size() != kpi.measures().size()) {
      throw new IllegalStateException(
          "A row of " + kpi.name() + " has the measures " + values.keySet() + " only");
    }
    return values;
  }
}
