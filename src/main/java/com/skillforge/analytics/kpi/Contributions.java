package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import java.util.List;
import java.util.function.Consumer;

/** Collects what users contribute to the rows of one KPI, and when that will change by itself. */
public final class Contributions {
  private final Kpi kpi;
  private final Horizon horizon;
  private final KpiTable table;
  private final Evidence trace;
  private long nextChangeMillis = Long.MAX_VALUE;
  private long staleMillis = Long.MAX_VALUE;
  private String environment = "";
  private String tenantId = "";
  private List<AnalyticsRecord> evidence = List.of();

  Contributions(Kpi kpi, Horizon horizon, KpiTable table, Evidence trace) {
    this.kpi = kpi;
    this.horizon = horizon;
    this.table = table;
    this.trace = trace;
  }

  /**
   * Starts with another user or session.
   *
   * @param sender the user, or whose session it is
   */
  void start(String environment, String tenantId, String sender) {
    this.environment = environment;
    this.tenantId = tenantId;
    this.evidence = List.of();
    trace.sender(sender);
  }

  /** Says which records the contributions that follow come from, until the next call. */
  public void from(List<AnalyticsRecord> records) {
    evidence = records;
  }

  /** Whether anybody wants to know: where it is costly to say, it need not be said otherwise. */
  public boolean traces() {
    return trace != Evidence.IGNORED;
  }

  /** The totals of one persona's row, or of {@link KpiKey#ALL_PERSONAS}. */
  public KpiTotals row(Period period, String persona, String dimension, String dimensionValue) {
    KpiKey key = series(persona, dimension, dimensionValue).at(period);
    return trace.unit(key, evidence, table);
  }

  /**
   * Adds one unit to the daily rows of one persona, or of {@link KpiKey#ALL_PERSONAS}, that stays
   * the same for some days that follow each other.
   *
   * @param days from the start of the first day to the end of the last
   * @param contribution the counts that it adds to each
   */
  public void stretch(
      Period days,
      String persona,
      String dimension,
      String dimensionValue,
      KpiTotals contribution) {
    trace.stretch(series(persona, dimension, dimensionValue), days, evidence, contribution, table);
  }

  private KpiSeries series(String persona, String dimension, String dimensionValue) {
    return new KpiSeries(
        kpi.name(),
        kpi.definitionVersion(),
        environment,
        tenantId,
        persona,
        dimension,
        dimensionValue);
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

  /**
   * Notes that a contribution will be another from an instant on that a stream need not look at: it
   * has the figure as of its last look. What is kept for later runs does change.
   */
  public void staleAt(long millis) {
    if (millis > horizon.asOfMillis()) {
      staleMillis = Math.min(staleMillis, millis);
    }
    if (horizon.isKept()) {
      changesAt(millis);
    }
  }

  /** The earliest instant after as-of from which on a look has other contributions. */
  long staleMillis() {
    return Math.min(staleMillis, nextChangeMillis);
  }

  /** The earliest instant after as-of at which a contribution changes by itself. */
  long nextChangeMillis() {
    return nextChangeMillis;
  }
}
