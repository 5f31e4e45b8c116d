package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.pipelines.launch.PreparedJob;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Expiry;
import com.skillforge.analytics.sql.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a run of retention would delete.
 *
 * @param at which time it is
 */
record RetentionPreview(List<QueryableWarehouse> warehouses, TrackingPlan plan, Instant at)
    implements PreparedJob.Preview {

  @Override
  public void print(PrintStream out) {
    for (QueryableWarehouse warehouse : warehouses) {
      long all = 0;
      for (Table table : Expiry.tables(plan)) {
        long rows = tooOld(warehouse, table);
        all += rows;
        out.printf(
            Locale.ROOT,
            "%-10s %-32s kept %d years, since %s: %,12d rows would go%n",
            warehouse.name(),
            table.name(),
            table.layout().years(),
            Expiry.cutoff(table, at).truncatedTo(ChronoUnit.SECONDS),
            rows);
      }
      out.printf(
          Locale.ROOT,
          "%s: %,d rows would be deleted as of %s; nothing was changed.%n",
          warehouse.name(),
          all,
          at.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  private long tooOld(QueryableWarehouse warehouse, Table table) {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT count(*) FROM "
            + dialect.name(table.name())
            + " WHERE "
            + Expiry.isOver(dialect, table, at);
    return warehouse.query(sql, row -> Objects.requireNonNull(row.integer(0))).get(0);
  }
}
