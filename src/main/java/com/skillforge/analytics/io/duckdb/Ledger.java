package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.JsonText;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunSummary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table of runs: one row per run id, which describes the run's latest attempt. */
final class Ledger {
  private static final String RUNNING = "running";
  private static final String FAILED = "failed";

  private Ledger() {}

  /** Notes the run as running, with nothing counted, and says which attempt this is, from 1. */
  static long begin(Connection connection, RunInfo run) throws SQLException {
    long attempt = 1 + attempts(connection, run.id());
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM main.pipeline_runs WHERE run_id = ?")) {
      delete.setString(1, run.id());
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO main.pipeline_runs (
              run_id, pipeline, pipeline_version, environment, source, range_from, range_to,
              streaming, status, attempt, read, accepted, duplicates, suppressed, erased,
              dead_lettered, dead_letter_codes, accepted_by_type, suppressed_by_type,
              unknown_properties, rows_written, started_at, launched_at)
            VALUES (
              ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, '{}', '{}', '{}', '{}', '{}', ?, ?)
            """)) {
      insert.setString(1, run.id());
      insert.setString(2, run.pipeline());
      insert.setString(3, run.pipelineVersion());
      insert.setString(4, run.environment());
      insert.setString(5, run.source());
      insert.setObject(6, run.from().map(Ledger::utc).orElse(null));
      insert.setObject(7, run.to().map(Ledger::utc).orElse(null));
      insert.setBoolean(8, run.streaming());
      insert.setString(9, RUNNING);
      insert.setLong(10, attempt);
      insert.setObject(11, utc(run.startedAt()));
      insert.setObject(12, utc(run.launchedAt()));
      insert.executeUpdate();
    }
    return attempt;
  }

  private static long attempts(Connection connection, String runId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT coalesce(max(attempt), 0) FROM main.pipeline_runs WHERE run_id = ?")) {
      select.setString(1, runId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Adds what one of a stream's commits has counted and written to the run's row. */
  static void add(
      Connection connection, String runId, RunCounts counts, Map<String, Long> rowsWritten)
      throws SQLException {
    RunSummary before = summary(connection, runId);
    RunCounts sum = new RunCounts().merge(before.counts()).merge(counts);
    Map<String, Long> rows = new TreeMap<>(before.rowsWritten());
    rowsWritten.forEach((table, n) -> rows.merge(table, n, Long::sum));
    set(connection, runId, sum, rows);
  }

  /**
   * Notes what a commit has counted and written, in the place of what was noted before: another
   * attempt at the same run, in another process, may have committed already.
   */
  static void set(
      Connection connection, String runId, RunCounts counts, Map<String, Long> rowsWritten)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE main.pipeline_runs SET
              read = ?, accepted = ?, duplicates = ?, suppressed = ?, erased = ?,
              dead_lettered = ?, dead_letter_codes = ?, accepted_by_type = ?,
              suppressed_by_type = ?, unknown_properties = ?, max_event_time = ?, rows_written = ?
            WHERE run_id = ?
            """)) {
      update.setLong(1, counts.read());
      update.setLong(2, counts.accepted());
      update.setLong(3, counts.duplicates());
      update.setLong(4, counts.suppressed());
      update.setLong(5, counts.erased());
      update.setLong(6, counts.deadLettered());
      update.setString(7, JsonText.counts(counts.deadLetterCodes()));
      update.setString(8, JsonText.counts(counts.acceptedByType()));
      update.setString(9, JsonText.counts(counts.suppressedByType()));
      update.setString(10, JsonText.counts(counts.unknownProperties()));
      boolean sawNone = counts.maxEventTimeMillis() == Long.MIN_VALUE;
      update.setObject(11, sawNone ? null : utc(Instant.ofEpochMilli(counts.maxEventTimeMillis())));
      update.setString(12, JsonText.counts(rowsWritten));
      update.setString(13, runId);
      update.executeUpdate();
    }
  }

  /** Notes that the run has succeeded. */
  static void succeed(Connection connection, String runId, Instant at) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE main.pipeline_runs SET status = ?, error = NULL, finished_at = ?"
                + " WHERE run_id = ?")) {
      update.setString(1, RunSummary.SUCCEEDED);
      update.setObject(2, utc(at));
      update.setString(3, runId);
      update.executeUpdate();
    }
  }

  /** Notes that the run has failed, unless another attempt has succeeded meanwhile. */
  static void fail(Connection connection, String runId, String error, Instant at)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE main.pipeline_runs SET status = ?, error = ?, finished_at = ?"
                + " WHERE run_id = ? AND status = ?")) {
      update.setString(1, FAILED);
      update.setString(2, error);
      update.setObject(3, utc(at));
      update.setString(4, runId);
      update.setString(5, RUNNING);
      update.executeUpdate();
    }
  }

  static RunSummary summary(Connection connection, String runId) throws SQLException {
    return find(connection, runId).orElseThrow(() -> new WarehouseException(missing(runId)));
  }

  private static String missing(String runId) {
    return "The ledger pipeline_runs has lost run " + runId + ": start the pipeline again.";
  }

  private static Optional<RunSummary> find(Connection connection, String runId)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM main.pipeline_runs WHERE run_id = ?")) {
      select.setString(1, runId);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new RunSummary(
                runId,
                row.getString("status"),
                counts(row),
                JsonText.counts(row.getString("rows_written"))));
      }
    }
  }

  private static RunCounts counts(ResultSet row) throws SQLException {
    RunCounts counts = new RunCounts();
    counts.addRead(row.getLong("read"));
    JsonText.counts(row.getString("accepted_by_type")).forEach(counts::addAccepted);
    counts.addDuplicates(row.getLong("duplicates"));
    JsonText.counts(row.getString("suppressed_by_type")).forEach(counts::addSuppressed);
    counts.addErased(row.getLong("erased"));
    counts.addDeadLetters(
        row.getLong("dead_lettered"), JsonText.counts(row.getString("dead_letter_codes")));
    JsonText.counts(row.getString("unknown_properties")).forEach(counts::addUnknownProperty);
    LocalDateTime maxEventTime = row.getObject("max_event_time", LocalDateTime.class);
    if (maxEventTime != null) {
      counts.seeEventTime(maxEventTime.toInstant(ZoneOffset.UTC).toEpochMilli());
    }
    return counts;
  }

  /** A TIMESTAMP column holds UTC without saying so. */
  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
