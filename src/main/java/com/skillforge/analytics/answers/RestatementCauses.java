package com.skillforge.analytics.answers;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why rows of a local warehouse were restated, in a few words for each. */
public final class RestatementCauses {
  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;

  public RestatementCauses(DuckDbWarehouse warehouse, TrackingPlan plan) {
    this.warehouse = warehouse;
    this.plan = plan;
  }

  /**
   * The reasons for one restatement, each with the number of records: {@code 3 late, 1 opt-out}.
   *
   * @param writtenAt when the restating row was written, to the millisecond
   */
  public String of(KpiKey key, Instant writtenAt) {
    List<KpiRow> rows =
        CellRows.all(warehouse, key.kpi(), RowFilter.of(key)).stream()
            .filter(row -> row.key().equals(key))
            .toList();
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).writtenAt().toEpochMilli() == writtenAt.toEpochMilli()) {
        return causes(rows.get(i - 1), rows.get(i));
      }
    }
    return "the row is no longer there";
  }

  private String causes(KpiRow before, KpiRow after) {
    try {
      Map<String, Long> reasons =
          new Restatement(
                  before,
                  after,
                  CellHistory.read(warehouse, plan, after),
                  ErasureReceipt.read(warehouse, after.key().tenantId()))
              .explain().stream()
                  .collect(
                      Collectors.groupingBy(
                          RecordLine::heading, TreeMap::new, Collectors.counting()));
      return reasons.isEmpty()
          ? "time passed"
          : reasons.entrySet().stream()
              .map(reason -> reason.getValue() + " " + reason.getKey())
              .collect(Collectors.joining(", "));
    } catch (NotReproducedException e) {
      return "the stored records no longer give both figures";
    }
  }
}
