package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.JsonText;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The table of runs: one row per run id, which describes the run's latest attempt. */
final class Ledger {
  private static final String FAILED = "failed";

  private final Dialect dialect;
  private final String table;

  Ledger(Dialect dialect) {
    this.dialect = dialect;
    this.table = dialect.name(FixedTables.PIPELINE_RUNS.name());
  }

  /** Notes the run as running, with nothing counted, and says which attempt this is, from 1. */
  long begin(Transaction transaction, RunInfo run) {
    long attempt = 1 + attempts(transaction, run.id());
    Map<String, String> values = new LinkedHashMap<>();
    values.put("run_id", text(run.id()));
    values.put("pipeline", text(run.pipeline()));
    values.put("pipeline_version", text(run.pipelineVersion()));
    values.put("environment", text(run.environment()));
    values.put("source", json(run.source()));
    values.put("range_from", timestamp(run.from().orElse(null)));
    values.put("range_to", timestamp(run.to().orElse(null)));
    values.put("streaming", String.valueOf(run.streaming()));
    values.put("status", text(RunSummary.RUNNING));
    values.put("attempt", String.valueOf(attempt));
    values.putAll(figures(new RunCounts()));
    values.put("rows_written", json("{}"));
    values.put("rows_removed", json("{}"));
    values.put("error", dialect.cast("NULL", ColumnType.TEXT));
    values.put("started_at", timestamp(run.startedAt()));
    values.put("launched_at", timestamp(run.launchedAt()));
    values.put("finished_at", timestamp(null));
    String insert =
        "INSERT INTO "
            + table
            + " ("
            + MergeSql.list(List.copyOf(values.keySet()), dialect::identifier)
            + ") SELECT "
            + String.join(", ", values.values());
    transaction.execute("DELETE FROM " + table + where(run.id()));
    transaction.execute(insert);
    return attempt;
  }

  private long attempts(Transaction transaction, String runId) {
    String sql = "SELECT coalesce(max(attempt), 0) FROM " + table + where(runId);
    return transaction.query(sql, row -> number(row, 0)).get(0);
  }

  /**
   * Notes what a batch run's commit has counted and written, in the place of what was noted before,
   * and its success: another attempt at the same run may have committed already.
   */
  void succeed(
      Transaction transaction, String runId, RunCounts counts, RowsWritten written, Instant at) {
    transaction.execute(update(succeeded(counts, written, at)) + where(runId));
  }

  /**
   * The same for a commit that counts what it is about to delete: done a second time, it would find
   * nothing to count.
   */
  void succeedOnce(Transaction transaction, String runId, RowsWritten removed, Instant at) {
    transaction.execute(
        update(succeeded(new RunCounts(), removed, at))
            + where(runId)
            + " AND status = "
            + text(RunSummary.RUNNING));
  }

  private Map<String, String> succeeded(RunCounts counts, RowsWritten written, Instant at) {
    Map<String, String> values = new LinkedHashMap<>(figures(counts));
    values.put("rows_written", written.json(Map.of()));
    values.put("rows_removed", written.removedJson());
    values.putAll(success(at));
    return values;
  }

  /** Adds what one of a stream's commits has counted and written to the run's row. */
  void add(Transaction transaction, String runId, RunCounts counts, RowsWritten written) {
    RunSummary before = summary(transaction, runId);
    RunCounts sum = new RunCounts().merge(before.counts()).merge(counts);
    Map<String, String> values = new LinkedHashMap<>(figures(sum));
    values.put("rows_written", written.json(before.rowsWritten()));
    transaction.execute(update(values) + where(runId));
  }

  /**
   * Notes that a stream was stopped. Where it did not commit by itself, its partial counts lie in a
   * table of their own until now.
   */
  void close(Transaction transaction, RunInfo run, RowsWritten written, Instant at) {
    String parts =
        "SELECT part_id, counts FROM "
            + dialect.name(FixedTables.RUN_COUNTS.name())
            + where(run.id())
            + " AND written_at >= "
            + timestamp(run.startedAt());
    RunCounts sum = summary(transaction, run.id()).counts().merge(counts(transaction, parts));
    Map<String, String> values = new LinkedHashMap<>(figures(sum));
    values.put("rows_removed", written.removedJson());
    values.putAll(success(at));
    transaction.execute(update(values) + where(run.id()));
  }

  private Map<String, String> success(Instant at) {
    return Map.of(
        "status",
        text(RunSummary.SUCCEEDED),
        "error",
        dialect.cast("NULL", ColumnType.TEXT),
        "finished_at",
        timestamp(at));
  }

  /**
   * The sum of partial counts; a step that was done twice may have left a part twice.
   *
   * @param parts a query of the identities of parts and of their counts
   */
  static RunCounts counts(Transaction transaction, String parts) {
    Map<String, String> distinct = new LinkedHashMap<>();
    transaction
        .query(parts, row -> List.of(String.valueOf(row.text(0)), String.valueOf(row.text(1))))
        .forEach(part -> distinct.put(part.get(0), part.get(1)));
    RunCounts sum = new RunCounts();
    distinct.values().forEach(part -> sum.merge(FixedRows.counts(part)));
    return sum;
  }

  /** Notes that the run has failed, unless an attempt has succeeded meanwhile. */
  void fail(Transaction transaction, String runId, String error, Instant at) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("status", text(FAILED));
    values.put("error", text(error));
    values.put("finished_at", timestamp(at));
    transaction.execute(
        update(values) + where(runId) + " AND status = " + text(RunSummary.RUNNING));
  }

  private String update(Map<String, String> values) {
    return "UPDATE "
        + table
        + " SET "
        + MergeSql.list(
            List.copyOf(values.keySet()),
            column -> dialect.identifier(column) + " = " + values.get(column));
  }

  private String where(String runId) {
    return " WHERE run_id = " + text(runId);
  }

  private Map<String, String> figures(RunCounts counts) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("read", String.valueOf(counts.read()));
    values.put("accepted", String.valueOf(counts.accepted()));
    values.put("duplicates", String.valueOf(counts.duplicates()));
    values.put("suppressed", String.valueOf(counts.suppressed()));
    values.put("erased", String.valueOf(counts.erased()));
    values.put("dead_lettered", String.valueOf(counts.deadLettered()));
    values.put("late_dropped", String.valueOf(counts.lateDropped()));
    values.put("dead_letter_codes", json(JsonText.counts(counts.deadLetterCodes())));
    values.put("accepted_by_type", json(JsonText.counts(counts.acceptedByType())));
    values.put("suppressed_by_type", json(JsonText.counts(counts.suppressedByType())));
    values.put("unknown_properties", json(JsonText.counts(counts.unknownProperties())));
    boolean sawNone = counts.maxEventTimeMillis() == Long.MIN_VALUE;
    values.put(
        "max_event_time",
        timestamp(sawNone ? null : Instant.ofEpochMilli(counts.maxEventTimeMillis())));
    return values;
  }

  /**
   * What the ledger has of a run.
   *
   * @throws WarehouseException when it has lost the run
   */
  RunSummary summary(Transaction transaction, String runId) {
    return find(transaction, runId)
        .orElseThrow(
            () ->
                new WarehouseException(
                    "The ledger "
                        + table
                        + " has lost run "
                        + runId
                        + ": start the pipeline again."));
  }

  private Optional<RunSummary> find(Transaction transaction, String runId) {
    String sql =
        "SELECT status, read, duplicates, erased, dead_lettered, coalesce(late_dropped, 0), "
            + MergeSql.list(
                List.of(
                    "dead_letter_codes",
                    "accepted_by_type",
                    "suppressed_by_type",
                    "unknown_properties",
                    "rows_written",
                    "rows_removed"),
                column -> dialect.comparable(column, ColumnType.JSON))
            + ", "
            + dialect.epochMillis("max_event_time")
            + " FROM "
            + table
            + where(runId);
    return transaction.query(sql, row -> read(runId, row)).stream().findFirst();
  }

  private static RunSummary read(String runId, RowValues row) {
    RunCounts counts = new RunCounts();
    counts.addRead(number(row, 1));
    counts.addDuplicates(number(row, 2));
    counts.addErased(number(row, 3));
    counts.addDeadLetters(number(row, 4), JsonText.counts(row.text(6)));
    counts.addLateDropped(number(row, 5));
    JsonText.counts(row.text(7)).forEach(counts::addAccepted);
    JsonText.counts(row.text(8)).forEach(counts::addSuppressed);
    JsonText.counts(row.text(9)).forEach(counts::addUnknownProperty);
    Long maxEventTime = row.integer(12);
    if (maxEventTime != null) {
      counts.seeEventTime(maxEventTime);
    }
    return new RunSummary(
        runId,
        Objects.requireNonNull(row.text(0)),
        counts,
        JsonText.counts(row.text(10)),
        JsonText.counts(row.text(11)));
  }

  private static long number(RowValues row, int column) {
    return Objects.requireNonNull(row.integer(column));
  }

  private String text(String text) {
    return dialect.literal(text);
  }

  private String json(String document) {
    return dialect.parseJson(dialect.literal(document));
  }

  private String timestamp(@Nullable Instant instant) {
    return instant == null
        ? dialect.cast("NULL", ColumnType.TIMESTAMP)
        : dialect.timestamp(instant.toEpochMilli());
  }
}
