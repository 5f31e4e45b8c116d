package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.io.OffsetRange;
import com.skillforge.analytics.io.PartitionLog;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.OffsetViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which offsets succeeded runs have taken: written with their rows, read by the next run. */
public final class OffsetRows {
  private OffsetRows() {}

  /**
   * The statements that note a run's offsets, for the transaction of its rows: what is noted is
   * stored. A later attempt at the same run that fails takes nothing back.
   */
  public static List<String> note(Dialect dialect, Stamp stamp) {
    RunInfo run = stamp.run();
    List<String> rows = new ArrayList<>();
    run.offsets().taken().forEach(range -> rows.add(row(dialect, stamp, range, "taken")));
    run.offsets().lost().forEach(range -> rows.add(row(dialect, stamp, range, "lost")));
    if (rows.isEmpty()) {
      return List.of();
    }
    String table = dialect.name(FixedTables.RUN_OFFSETS.name());
    return List.of(
        "DELETE FROM " + table + " WHERE run_id = " + dialect.literal(run.id()),
        "INSERT INTO "
            + table
            + " ("
            + String.join(", ", FixedTables.RUN_OFFSETS.columnNames())
            + ") "
            + String.join(" UNION ALL ", rows));
  }

  /** One row, in the order of the table's columns. */
  private static String row(Dialect dialect, Stamp stamp, OffsetRange range, String outcome) {
    PartitionLog log = range.log();
    return "SELECT "
        + String.join(
            ", ",
            dialect.literal(stamp.run().pipeline()),
            dialect.literal(stamp.run().environment()),
            dialect.literal(log.cluster()),
            dialect.literal(log.topic()),
            dialect.literal(log.topicId()),
            String.valueOf(log.partition()),
            dialect.literal(outcome),
            String.valueOf(range.start()),
            String.valueOf(range.end()),
            dialect.literal(stamp.run().id()),
            dialect.timestamp(stamp.writtenAt().toEpochMilli()));
  }

  /** What succeeded runs of a pipeline have taken. */
  public static OffsetCoverage coverage(
      QueryableWarehouse warehouse, String pipeline, String environment) {
    Dialect dialect = warehouse.dialect();
    String ofPipeline =
        " WHERE pipeline = "
            + dialect.literal(pipeline)
            + " AND environment = "
            + dialect.literal(environment);
    List<OffsetRange> settled =
        warehouse.query(
            "SELECT cluster_id, topic, topic_id, topic_partition, start_offset, end_offset FROM "
                + dialect.name(OffsetViews.COVERAGE)
                + ofPipeline,
            OffsetRows::read);
    long without =
        warehouse
            .query(
                "SELECT count(*) FROM "
                    + dialect.name(FixedTables.PIPELINE_RUNS.name())
                    + ofPipeline
                    + " AND status = "
                    + dialect.literal(RunSummary.SUCCEEDED)
                    + " AND NOT streaming AND launched_at IS NULL",
                row -> Objects.requireNonNull(row.integer(0)))
            .get(0);
    return new OffsetCoverage(without == 0, settled);
  }

  /** What succeeded runs of a pipeline have taken, of all environments. */
  static List<OffsetRange> taken(QueryableWarehouse warehouse, String pipeline) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(
        "SELECT cluster_id, topic, topic_id, topic_partition, start_offset, end_offset FROM "
            + dialect.name(OffsetViews.COVERAGE)
            + " WHERE pipeline = "
            + dialect.literal(pipeline)
            + " AND outcome = 'taken'",
        OffsetRows::read);
  }

  private static OffsetRange read(RowValues row) {
    PartitionLog log =
        new PartitionLog(
            Objects.requireNonNull(row.text(0)),
            Objects.requireNonNull(row.text(1)),
            Objects.requireNonNull(row.text(2)),
            Math.toIntExact(Objects.requireNonNull(row.integer(3))));
    return new OffsetRange(
        log, Objects.requireNonNull(row.integer(4)), Objects.requireNonNull(row.integer(5)));
  }
}
