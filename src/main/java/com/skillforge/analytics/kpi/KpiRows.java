package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Turns summed totals into rows of the mart. */
final class KpiRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, Kpi> kpis = new HashMap<>();
  private final KnownHistory history;

  /** The rows of an input that lacks nothing. */
  KpiRows(List<Kpi> kpis) {
    this(kpis, KnownHistory.COMPLETE);
  }

  KpiRows(List<Kpi> kpis, KnownHistory history) {
    this.history = history;
    kpis.forEach(kpi -> this.kpis.put(kpi.name(), kpi));
  }

  /**
   * Emits a row for each key that has at least one unit; and one of zeros for each key that had
   * units in an earlier pane, so that the earlier row does not stand for ever.
   *
   * @param complete whether all input up to as-of is in the table: an early pane is never final
   */
  void emit(
      KpiTable table, long asOfMillis, long paneIndex, boolean complete, Consumer<KpiValue> out) {
    table
        .byDay()
        .rows()
        .forEach(
            (key, totals) -> {
              if (totals.makesRow()) {
                out.accept(row(key, totals, asOfMillis, paneIndex, complete));
              }
            });
  }

  private KpiValue row(
      KpiKey key, KpiTotals totals, long asOfMillis, long paneIndex, boolean complete) {
    Kpi kpi = kpis.get(key.kpi());
    Kpi.Figures figures = kpi.figures(totals);
    long pending = totals.count(KpiTotals.PENDING);
    boolean isFinal = complete && pending == 0 && asOfMillis >= key.period().endMillis();
    return new KpiValue(
        key,
        asOfMillis,
        history.incompleteSince(kpi, key.period()).map(Instant::toEpochMilli).orElse(null),
        figures.numerator(),
        figures.denominator(),
        figures.value(),
        pending,
        totals.count(KpiTotals.EXCLUDED_OPT_OUT),
        totals.count(KpiTotals.EXCLUDED_UNRESOLVED),
        figures.measures().all(),
        isFinal,
        paneIndex);
  }
}
