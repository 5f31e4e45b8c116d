package com.skillforge.analytics.bench;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads from a contender's local warehouse what the contender found out. */
final class BenchWarehouse {
  /** The weekly headline of students, who send the events; in the bench there is one tenant. */
  private static final String WEEKLY_USERS =
      """
      SELECT epoch_ms(period_start), numerator FROM kpi_current
      WHERE kpi = 'weekly_active_users' AND persona = 'student' AND period_grain = 'week'
        AND dimension = ''
      """;

  private static final String UNITS =
      """
      SELECT CAST(sum(denominator + pending) AS BIGINT) FROM kpi_current
      WHERE kpi = '%s' AND persona = 'all' AND period_grain = 'day' AND dimension = ''
      """;

  private static final String ON_ROSTER =
      """
      SELECT CAST(arg_max(denominator, period_start) AS BIGINT) FROM kpi_current
      WHERE kpi = 'advisee_activation' AND persona = 'all' AND dimension = ''
      """;

  /** Each student has one advisor, so that the rows of advisors add up to the headline's. */
  private static final String STUDENT_DAYS =
      """
      WITH cuts AS (
        SELECT
          CASE dimension WHEN '' THEN strftime(period_start, '%Y-%m') ELSE dimension_value END
            AS cut,
          denominator, numerator, excluded_opt_out
        FROM kpi_current
        WHERE kpi = 'advisee_activation' AND persona = 'all'),
      figures AS (
        UNPIVOT (
          SELECT
            cut, sum(denominator) AS assigned, sum(numerator) AS active,
            sum(excluded_opt_out) AS excluded
          FROM cuts GROUP BY cut)
        ON assigned, active, excluded INTO NAME figure VALUE days)
      SELECT cut || ' ' || figure, CAST(days AS BIGINT) FROM figures WHERE days <> 0
      """;

  private static final String STREAMED =
      """
      SELECT CAST(coalesce(min(epoch_ms(written_at)), 0) AS BIGINT),
             CAST(coalesce(max(epoch_ms(written_at)), 0) AS BIGINT)
      FROM kpi_values WHERE kpi = 'weekly_active_users' AND persona = 'all'
      """;

  private static final String KPI_ROWS =
      """
      SELECT CAST(r AS VARCHAR)
      FROM (
        SELECT * EXCLUDE (run_id, pane_index, written_at) FROM kpi_values WHERE as_of = '%s') AS r
      ORDER BY 1
      """;

  private static final String RAW_WEEKLY_USERS =
      """
      SELECT %d + 604800000 * CAST(floor((epoch_ms(event_timestamp) - %d) / 604800000) AS BIGINT),
             count(DISTINCT user_id)
      FROM (%s) GROUP BY 1
      """;

  private final String url;

  BenchWarehouse(Path file) {
    this.url = "jdbc:duckdb:" + file;
  }

  /**
   * When rows of the KPI became visible, in epoch milliseconds.
   *
   * @param first the first row
   * @param last the last row that changed anything
   */
  record Panes(long first, long last) {}

  /** Weekly active users as the KPI mart has them, by the Monday of the week. */
  SortedMap<String, Long> weeklyUsers() {
    return byWeek(WEEKLY_USERS);
  }

  /** The units of a KPI by day, those that are pending included. */
  long units(String kpi) {
    return number(UNITS.formatted(kpi));
  }

  /** Students on the roster on the last day. */
  long studentsOnRoster() {
    return number(ON_ROSTER);
  }

  /** Students times days, by month and by advisor: assigned and seen, active, excluded. */
  SortedMap<String, Long> studentDays() {
    return query(
        STUDENT_DAYS,
        rows -> {
          SortedMap<String, Long> days = new TreeMap<>();
          while (rows.next()) {
            days.put(rows.getString(1), rows.getLong(2));
          }
          return days;
        });
  }

  private long number(String sql) {
    return query(
        sql,
        rows -> {
          rows.next();
          return rows.getLong(1);
        });
  }

  /** All KPI rows as of an instant, but for when and by which run they were written. */
  List<String> kpiRows(Instant asOf) {
    return query(
        KPI_ROWS.formatted(asOf),
        rows -> {
          List<String> texts = new ArrayList<>();
          while (rows.next()) {
            texts.add(rows.getString(1));
          }
          return texts;
        });
  }

  /** When the panes of a streaming run were written. */
  Panes panes() {
    return query(
        STREAMED,
        rows -> {
          rows.next();
          return new Panes(rows.getLong(1), rows.getLong(2));
        });
  }

  /** Weekly active users as the raw tables have them, by the Monday of the week. */
  SortedMap<String, Long> rawWeeklyUsers() {
    long start = BenchWindow.START.toEpochMilli();
    return byWeek(
        RAW_WEEKLY_USERS.formatted(start, start, unionOf("SELECT event_timestamp, user_id FROM ")));
  }

  /** The number of rows of all raw tables that the benchmark's events go to. */
  long rawRows() {
    return number(
        "SELECT CAST(sum(n) AS BIGINT) FROM (" + unionOf("SELECT count(*) AS n FROM ") + ")");
  }

  private static String unionOf(String select) {
    TrackingPlan plan = TrackingPlan.builtIn();
    List<RecordType> types =
        BenchEvents.typeNames().stream().map(name -> plan.recordType(name).orElseThrow()).toList();
    return types.stream()
        .map(type -> select + type.storage().snowflake())
        .collect(Collectors.joining(" UNION ALL "));
  }

  private SortedMap<String, Long> byWeek(String sql) {
    return query(
        sql,
        rows -> {
          SortedMap<String, Long> users = new TreeMap<>();
          while (rows.next()) {
            users.put(BenchEvents.weekOf(rows.getLong(1)).toString(), rows.getLong(2));
          }
          return users;
        });
  }

  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T query(String sql, Reader<T> reader) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reader.read(rows);
    } catch (SQLException e) {
      throw new UserError(
          ExitCode.CHECK, "The answer cannot be read from " + url + ": " + e.getMessage(), e);
    }
  }
}
