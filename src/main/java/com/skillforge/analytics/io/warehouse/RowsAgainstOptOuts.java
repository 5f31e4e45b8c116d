package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What raw tables hold of persons at times at which they had opted out. */
public final class RowsAgainstOptOuts {
  private record Rows(String table, long count) {}

  private RowsAgainstOptOuts() {}

  /**
   * How many rows {@code privacy-audit} would remove, or reduce, by table; tables without any are
   * not there.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static SortedMap<String, Long> count(QueryableWarehouse warehouse, TrackingPlan plan) {
    String query = new OptOutMerges(new MergeSql(warehouse.dialect(), true), plan).counts();
    SortedMap<String, Long> rows = new TreeMap<>();
    for (Rows of :
        warehouse.query(
            query,
            row ->
                new Rows(
                    Objects.requireNonNull(row.text(0)), Objects.requireNonNull(row.integer(1))))) {
      if (of.count() > 0) {
        rows.put(of.table(), of.count());
      }
    }
    return rows;
  }
}
