package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A run as the ledger has it, without what it read and wrote.
 *
 * @param runId its identity
 * @param pipeline the pipeline's name
 * @param environment the environment that it ran for
 * @param status {@code running}, {@code succeeded} or {@code failed}
 * @param streaming whether it had no end of its own
 * @param from the start of the range that was asked for; empty for a run without
 * @param to its end; empty for a run without
 * @param startedAt when its latest attempt was started, by the clock
 * @param finishedAt when that ended; empty for one that runs, or was killed
 * @param read records read
 * @param deadLettered records rejected
 * @param error why it failed; empty for one that has not
 */
public record PastRun(
    String runId,
    String pipeline,
    String environment,
    String status,
    boolean streaming,
    Optional<Instant> from,
    Optional<Instant> to,
    Instant startedAt,
    Optional<Instant> finishedAt,
    long read,
    long deadLettered,
    String error) {

  /**
   * The runs that were started since, the oldest first.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static List<PastRun> startedSince(QueryableWarehouse warehouse, Instant since) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(
        "SELECT run_id, pipeline, environment, status, streaming, "
            + dialect.epochMillis("range_from")
            + ", "
            + dialect.epochMillis("range_to")
            + ", "
            + dialect.epochMillis("started_at")
            + ", "
            + dialect.epochMillis("finished_at")
            + ", coalesce("
            + dialect.identifier("read")
            + ", 0), coalesce(dead_lettered, 0), error FROM "
            + dialect.name(FixedTables.PIPELINE_RUNS.name())
            + " WHERE started_at >= "
            + dialect.timestamp(since.toEpochMilli())
            + " ORDER BY started_at, run_id",
        PastRun::read);
  }

  private static PastRun read(RowValues row) {
    String error = row.text(11);
    return new PastRun(
        text(row, 0),
        text(row, 1),
        text(row, 2),
        text(row, 3),
        Boolean.TRUE.equals(row.flag(4)),
        instant(row, 5),
        instant(row, 6),
        instant(row, 7).orElse(Instant.EPOCH),
        instant(row, 8),
        Objects.requireNonNull(row.integer(9)),
        Objects.requireNonNull(row.integer(10)),
        error == null ? "" : error);
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNull(row.text(column));
  }

  private static Optional<Instant> instant(RowValues row, int column) {
    return Optional.ofNullable(row.integer(column)).map(Instant::ofEpochMilli);
  }

  /** Whether all of it is there. */
  public boolean succeeded() {
    return status.equals(RunSummary.SUCCEEDED);
  }

  /** Whether it has not ended, or its process was killed. */
  public boolean running() {
    return status.equals(RunSummary.RUNNING);
  }
}
