package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The statements that merge rows of streams, for a warehouse that does so by itself. The rows carry
 * their stamps, any of them may have come twice, and of no run they are all.
 */
public final class StreamMerges {
  private final TrackingPlan plan;
  private final MergeSql sql;

  public StreamMerges(Dialect dialect, TrackingPlan plan) {
    this.plan = plan;
    this.sql = new MergeSql(dialect, true);
  }

  /**
   * Renders them.
   *
   * @param staged a query of the rows that wait for a table, in its columns
   */
  public List<String> statements(Function<Table, String> staged) {
    RecordMerges records = new RecordMerges(sql);
    List<String> statements = new ArrayList<>();
    for (RawTable raw : RawTable.all(plan)) {
      statements.addAll(records.records(raw, staged.apply(raw.table())));
    }
    statements.addAll(
        records.deadLetters(staged.apply(FixedTables.DEAD_LETTERS), Optional.empty()));
    statements.addAll(
        records.duplicatesWithinRun(staged.apply(FixedTables.DUPLICATE_RECORDS), Optional.empty()));
    statements.add(new KpiMerges(sql).kpiValues(staged.apply(FixedTables.KPI_VALUES)));
    statements.addAll(
        sql.dialect()
            .upsert(
                sql.upsert(
                    FixedTables.RUN_COUNTS,
                    staged.apply(FixedTables.RUN_COUNTS),
                    List.of(Provenance.RUN_ID, "part_id"))));
    statements.addAll(
        new DimensionMerges(sql).mirror(staged.apply(FixedTables.IDENTITY_LINKS), false));
    return statements;
  }
}
