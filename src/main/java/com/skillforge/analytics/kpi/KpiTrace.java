package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One KPI, computed with the code of the pipelines over records in memory, with the records that
 * each row comes from.
 */
public final class KpiTrace {
  /**
   * What contributed to a row at one go: a user, a task, an upload, a session …
   *
   * @param key the row
   * @param records the records it comes from
   * @param contributed the names of what was added, for people
   */
  public record Unit(KpiKey key, List<AnalyticsRecord> records, String contributed) {}

  private final Map<KpiKey, KpiValue> rows = new HashMap<>();
  private final List<Unit> units = new ArrayList<>();

  private KpiTrace() {}

  /**
   * Computes a KPI.
   *
   * @param shards the records of each shard, with the guests that the KPI needs
   */
  public static KpiTrace of(
      Kpi kpi, TrackingPlan plan, Collection<List<RecordBlock>> shards, Horizon horizon) {
    record Part(KpiKey key, List<AnalyticsRecord> records, KpiTotals totals) {}
    KpiEvaluation evaluation = new KpiEvaluation(List.of(kpi), plan);
    KpiTable table = new KpiTable();
    KpiTrace trace = new KpiTrace();
    for (List<RecordBlock> blocks : shards) {
      List<Part> parts = new ArrayList<>();
      evaluation.evaluate(
          blocks,
          horizon,
          (key, records, rows) -> {
            Part part = new Part(key, List.copyOf(records), new KpiTotals());
            parts.add(part);
            return part.totals();
          });
      for (Part part : parts) {
        table.row(part.key()).merge(part.totals());
        trace.units.add(new Unit(part.key(), part.records(), part.totals().describe()));
      }
    }
    new KpiRows(List.of(kpi))
        .emit(table, horizon.asOfMillis(), 0, true, row -> trace.rows.put(row.key(), row));
    return trace;
  }

  /** The row of a key, as batch would write it; empty when it has no units. */
  public Optional<KpiValue> row(KpiKey key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** What contributed to a row. */
  public List<Unit> units(KpiKey key) {
    return units.stream().filter(unit -> unit.key().equals(key)).toList();
  }

  /** What contributed to any row. */
  public List<Unit> units() {
    return List.copyOf(units);
  }
}
