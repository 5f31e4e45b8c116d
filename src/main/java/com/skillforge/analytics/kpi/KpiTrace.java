package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One KPI, computed with the code of the pipelines over records in memory, with the records that
 * each row comes from.
 */
public final class KpiTrace {
  /**
   * What contributed at one go: a user, a task, an upload, a session …; to one row, or to those of
   * some days that follow each other.
   *
   * @param sender who sent what it comes from
   * @param periods the period of the row, or from the start of the first day to the end of the last
   * @param records the records it comes from
   * @param totals what was added
   */
  private record Contribution(
      KpiSeries series,
      String sender,
      Period periods,
      List<AnalyticsRecord> records,
      KpiTotals totals) {
    boolean isTo(KpiKey key) {
      Period period = key.period();
      return (DailyCounts.isDayOf(periods, period) || periods.equals(period))
          && series.equals(KpiSeries.of(key));
    }
  }

  /**
   * What contributed to a row at one go.
   *
   * @param sender who sent them: a user, an anonymous visitor, or the platform by its topic
   * @param records the records it comes from
   * @param totals what was added
   */
  public record Unit(String sender, List<AnalyticsRecord> records, KpiTotals totals) {
    /** The names of what was added, for people. */
    public String contributed() {
      return totals.describe();
    }
  }

  private final Map<KpiKey, KpiValue> rows = new HashMap<>();
  private final List<Contribution> contributions = new ArrayList<>();

  private KpiTrace() {}

  /**
   * Computes a KPI.
   *
   * @param shards the records of each shard, with the guests that the KPI needs
   */
  public static KpiTrace of(
      Kpi kpi, TrackingPlan plan, Collection<List<RecordBlock>> shards, Horizon horizon) {
    KpiEvaluation evaluation = new KpiEvaluation(List.of(kpi), plan);
    KpiTable table = new KpiTable();
    KpiTrace trace = new KpiTrace();
    for (List<RecordBlock> blocks : shards) {
      List<Contribution> single = new ArrayList<>();
      Evidence evidence =
          new Evidence() {
            private String sender = "";

            @Override
            public void sender(String next) {
              sender = next;
            }

            @Override
            public KpiTotals unit(KpiKey key, List<AnalyticsRecord> records, KpiTable rows) {
              Contribution contribution =
                  new Contribution(
                      KpiSeries.of(key),
                      sender,
                      key.period(),
                      List.copyOf(records),
                      new KpiTotals());
              single.add(contribution);
              return contribution.totals();
            }

            @Override
            public void stretch(
                KpiSeries series,
                Period days,
                List<AnalyticsRecord> records,
                KpiTotals totals,
                KpiTable rows) {
              rows.days(series).add(days, totals);
              trace.contributions.add(
                  new Contribution(series, sender, days, List.copyOf(records), totals));
            }
          };
      table.merge(evaluation.evaluate(blocks, horizon, evidence).table());
      single.forEach(one -> table.row(one.series().at(one.periods())).merge(one.totals()));
      trace.contributions.addAll(single);
    }
    new KpiRows(List.of(kpi))
        .emit(table, horizon.asOfMillis(), 0, true, row -> trace.rows.put(row.key(), row));
    return trace;
  }

  /** The row of a key, as batch would write it; empty when it has no units. */
  public Optional<KpiValue> row(KpiKey key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** The keys of all rows. */
  public Set<KpiKey> keys() {
    return Set.copyOf(rows.keySet());
  }

  /** What contributed to a row. */
  public List<Unit> units(KpiKey key) {
    return contributions.stream()
        .filter(contribution -> contribution.isTo(key))
        .map(one -> new Unit(one.sender(), one.records(), one.totals()))
        .toList();
  }

  /** The records that contributed to any row, those of one contribution together. */
  public void forEachContribution(Consumer<List<AnalyticsRecord>> consumer) {
    contributions.forEach(contribution -> consumer.accept(contribution.records()));
  }
}
