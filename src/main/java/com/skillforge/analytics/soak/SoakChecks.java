package com.skillforge.analytics.soak;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the warehouse that grew day by day with the one that was filled at once.
 *
 * @param scheduled filled by the schedules
 * @param whole filled by one run over everything
 * @param committed records that were committed to the broker
 * @param comparedFrom KPI rows of periods that end before are not compared
 */
record SoakChecks(Path scheduled, Path whole, long committed, LocalDate comparedFrom) {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  private static final String RAW_ROWS =
      RawTable.all(PLAN).stream()
          .map(raw -> "(SELECT count(*) FROM " + DuckDb.SQL.name(raw.table().name()) + ")")
          .collect(Collectors.joining(" + ", "SELECT ", ""));

  /** Where a record lay, and when and by whom it was brought in: both differ, rightly. */
  private static final Set<String> OF_THE_LOG =
      Set.of(
          Provenance.SOURCE,
          Provenance.TOPIC,
          Provenance.PARTITION,
          Provenance.OFFSET,
          Provenance.TIMESTAMP,
          Provenance.RUN_ID,
          Provenance.INGESTED_AT);

  /** Not as_of: a row whose figures a later run confirms is not written again. */
  private static final String FIGURES =
      """
      kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value,
      period_start, period_end, numerator, denominator, value, pending, excluded_opt_out,
      measures""";

  /** Rows of figures that are all zero tell that something was taken back, or never was. */
  private static final String TELLING =
      "(numerator > 0 OR denominator > 0 OR pending > 0 OR excluded_opt_out > 0)";

  /** Rows in the raw tables; 0 before the first run. */
  static long stored(Path warehouse) {
    return Files.exists(warehouse)
        ? new DuckDbWarehouse(warehouse).read(connection -> number(connection, RAW_ROWS))
        : 0;
  }

  /** How many KPI rows there are, those that were restated among them. */
  static long published(Path warehouse) {
    return new DuckDbWarehouse(warehouse)
        .read(connection -> number(connection, "SELECT count(*) FROM kpi_values"));
  }

  /** How many days the newest KPI run has reported. */
  static long restatedDays(Path warehouse) {
    return new DuckDbWarehouse(warehouse)
        .read(
            connection ->
                number(
                    connection,
                    "SELECT date_diff('day', arg_max(range_from, range_to), max(range_to))"
                        + " FROM pipeline_runs WHERE pipeline LIKE 'kpi%'"
                        + " AND status = 'succeeded'"));
  }

  /** One sentence for each difference; none when all is well. */
  List<String> failures() {
    return new DuckDbWarehouse(scheduled)
        .read(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("ATTACH '" + whole + "' AS whole (READ_ONLY)");
              }
              List<String> failures = new ArrayList<>();
              conservation(connection, failures);
              rawTables(connection, failures);
              String compared = TELLING + " AND period_end > DATE '" + comparedFrom + "'";
              compare(
                  connection,
                  "the KPI rows",
                  select("kpi_current", FIGURES, compared),
                  select("whole.main.kpi_current", FIGURES, compared),
                  failures);
              return failures;
            });
  }

  /** Every committed record is a row, a dead letter, a noted copy, suppressed, or lost by name. */
  private void conservation(Connection connection, List<String> failures) throws SQLException {
    long rows = number(connection, RAW_ROWS);
    long letters = number(connection, "SELECT count(*) FROM dead_letters");
    long copies = number(connection, "SELECT count(*) FROM duplicate_records");
    long suppressed =
        number(
            connection,
            "SELECT coalesce(sum(suppressed), 0) FROM pipeline_runs WHERE pipeline = 'raw-events'"
                + " AND status = 'succeeded'");
    long lost =
        number(
            connection,
            "SELECT coalesce(sum(offsets), 0) FROM offset_coverage WHERE outcome = 'lost'");
    long known = rows + letters + copies + suppressed + lost;
    if (known != committed) {
      failures.add(
          ("%,d records were committed, %,d are known: %,d rows, %,d dead letters, %,d copies,"
                  + " %,d suppressed, %,d lost by name.")
              .formatted(committed, known, rows, letters, copies, suppressed, lost));
    }
  }

  private static void rawTables(Connection connection, List<String> failures) throws SQLException {
    for (RawTable raw : RawTable.all(PLAN)) {
      String table = DuckDb.SQL.name(raw.table().name());
      String columns =
          raw.table().columns().stream()
              .map(Column::name)
              .filter(column -> !OF_THE_LOG.contains(column))
              .map(DuckDb.SQL::identifier)
              .collect(Collectors.joining(", "));
      // A row that was stored before its user's opt-out arrived, or before it was known to be that
      // user's, stays until the privacy audit.
      String told =
          raw.type().indexOf("user_id") < 0
              ? "TRUE"
              : "(tenant_id, coalesce(canonical_user_id, user_id)) NOT IN"
                  + " (SELECT (tenant_id, canonical_user_id) FROM privacy.preferences"
                  + " WHERE opted_out)";
      compare(
          connection,
          table,
          select(table, columns, told),
          select("whole." + table, columns, told),
          failures);
    }
  }

  private static String select(String table, String columns, String condition) {
    return "SELECT " + columns + " FROM " + table + " WHERE " + condition;
  }

  private static void compare(
      Connection connection, String what, String scheduled, String whole, List<String> failures)
      throws SQLException {
    List<String> surplus = difference(connection, scheduled, whole);
    List<String> missing = difference(connection, whole, scheduled);
    if (!surplus.isEmpty() || !missing.isEmpty()) {
      failures.add(
          "%s: %,d rows too many%s and %,d missing%s."
              .formatted(what, surplus.size(), example(surplus), missing.size(), example(missing)));
    }
  }

  private static String example(List<String> rows) {
    return rows.stream().findFirst().map(row -> " (" + row + ")").orElse("");
  }

  private static List<String> difference(Connection connection, String one, String other)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CAST(surplus AS VARCHAR) FROM ("
                    + one
                    + " EXCEPT ALL "
                    + other
                    + ") AS surplus ORDER BY 1")) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
