package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.transforms.UserHistory;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Collects what users contribute to the rows of one KPI, and when that will change by itself. */
public final class Contributions {
  private final Kpi kpi;
  private final Horizon horizon;
  private final Map<KpiKey, KpiTotals> rows;
  private long nextChangeMillis = Long.MAX_VALUE;
  private String environment = "";
  private String tenantId = "";

  Contributions(Kpi kpi, Horizon horizon, Map<KpiKey, KpiTotals> rows) {
    this.kpi = kpi;
    this.horizon = horizon;
    this.rows = rows;
  }

  void startUser(UserHistory user) {
    environment = user.environment();
    tenantId = user.tenantId();
  }

  /** The totals of one persona's row, or of {@link KpiKey#ALL_PERSONAS}. */
  public KpiTotals row(Period period, String persona, String dimension, String dimensionValue) {
    return rows.computeIfAbsent(
        new KpiKey(
            kpi.name(),
            kpi.definitionVersion(),
            environment,
            tenantId,
            persona,
            dimension,
            dimensionValue,
            period),
        key -> new KpiTotals());
  }

  /** The totals of one persona's headline row, or of {@link KpiKey#ALL_PERSONAS}. */
  public KpiTotals headline(Period period, String persona) {
    return row(period, persona, "", "");
  }

  /** Adds one unit to its persona's headline row and to the row of all personas. */
  public void unit(Period period, String persona, Consumer<KpiTotals> contribution) {
    for (String scope : List.of(persona, KpiKey.ALL_PERSONAS)) {
      contribution.accept(headline(period, scope));
    }
  }

  /**
   * Notes that a contribution will change at an instant even if no further record comes: there the
   * streaming computation looks again.
   */
  public void changesAt(long millis) {
    if (millis > horizon.asOfMillis()) {
      nextChangeMillis = Math.min(nextChangeMillis, millis);
    }
  }

  /** The earliest instant after as-of at which a contribution changes by itself. */
  long nextChangeMillis() {
    return nextChangeMillis;
  }
}
