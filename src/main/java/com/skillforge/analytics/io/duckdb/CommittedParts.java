package com.skillforge.analytics.io.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.skillforge.analytics.io.warehouse.Transaction;
import com.skillforge.analytics.sql.DuckDb;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * What attempts at runs have committed already, while they run: a worker that starts anew after a
 * failure is handed files once more that it has merged, and perhaps removed, before.
 *
 * <p>The note is part of the transaction that merges. It is no table of the plan: nobody queries
 * it, and none of its rows outlives the attempt.
 */
final class CommittedParts {
  private static final String TABLE = "staging.committed_parts";

  /** Behind the last checkpoint there are commits of seconds; a stream lives for months. */
  private static final String KEPT = "1 HOUR";

  private CommittedParts() {}

  /** Notes that the transaction merges the files; false when an earlier one has. */
  static boolean claim(Transaction transaction, StagedFiles files) {
    List<String> paths = files.files().values().stream().flatMap(List::stream).sorted().toList();
    if (paths.isEmpty()) {
      return true; // to merge nothing twice does no harm
    }
    String attempt = DuckDb.SQL.literal(String.valueOf(Path.of(paths.get(0)).getParent()));
    String part =
        DuckDb.SQL.literal(
            UUID.nameUUIDFromBytes(String.join("\n", paths).getBytes(UTF_8)).toString());
    create(transaction);
    if (isNoted(transaction, attempt, part)) {
      return false;
    }
    transaction.execute(
        "INSERT INTO " + TABLE + " VALUES (" + attempt + ", " + part + ", current_timestamp)");
    transaction.execute(
        "DELETE FROM "
            + TABLE
            + " WHERE attempt = "
            + attempt
            + " AND committed_at < current_timestamp - INTERVAL "
            + KEPT);
    return true;
  }

  private static boolean isNoted(Transaction transaction, String attempt, String part) {
    String query = "SELECT 1 FROM " + TABLE + " WHERE attempt = " + attempt + " AND part = " + part;
    return !transaction.query(query, row -> part).isEmpty();
  }

  /**
   * Forgets what attempts at a run have committed: it has ended, and nothing of them can come
   * again.
   *
   * @param run the directory of the attempts
   */
  static void forget(Transaction transaction, Path run) {
    if (!exists(transaction)) {
      return;
    }
    transaction.execute(
        "DELETE FROM "
            + TABLE
            + " WHERE starts_with(attempt, "
            + DuckDb.SQL.literal(run + run.getFileSystem().getSeparator())
            + ")");
    if (transaction.query("SELECT 1 FROM " + TABLE + " LIMIT 1", row -> TABLE).isEmpty()) {
      transaction.execute("DROP TABLE " + TABLE);
    }
  }

  private static boolean exists(Transaction transaction) {
    String query =
        "SELECT 1 FROM duckdb_tables() WHERE schema_name || '.' || table_name = "
            + DuckDb.SQL.literal(TABLE);
    return !transaction.query(query, row -> TABLE).isEmpty();
  }

  private static void create(Transaction transaction) {
    transaction.execute("CREATE SCHEMA IF NOT EXISTS staging");
    transaction.execute(
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (attempt VARCHAR, part VARCHAR, committed_at TIMESTAMPTZ)");
  }
}
