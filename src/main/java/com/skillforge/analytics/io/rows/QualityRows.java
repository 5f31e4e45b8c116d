package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What gates have judged, as warehouses keep it. */
public final class QualityRows {
  private static final String PASSED = "passed";
  private static final int ROWS_AT_ONCE = 100;

  /**
   * A check that did not pass, in the newest run of its pipeline that was judged.
   *
   * @param blocked whether the run ended for it
   * @param text what was judged, the figure, and what was expected
   */
  public record NotPassed(
      String environment,
      String pipeline,
      String gate,
      String subject,
      boolean blocked,
      String text,
      Instant judgedAt) {}

  private QualityRows() {}

  /**
   * The statements that note what was judged for a run, in the place of what was noted for an
   * earlier attempt at it.
   *
   * @param warning the gates that do not end a run
   */
  public static List<String> note(
      Dialect dialect, Stamp stamp, List<QualityCheck> checks, Set<Gate> warning) {
    String table = dialect.name(FixedTables.QUALITY_CHECKS.name());
    List<String> statements = new ArrayList<>();
    statements.add("DELETE FROM " + table + " WHERE run_id = " + dialect.literal(stamp.run().id()));
    for (int from = 0; from < checks.size(); from += ROWS_AT_ONCE) {
      statements.add(
          "INSERT INTO "
              + table
              + " ("
              + String.join(
                  ", ",
                  FixedTables.QUALITY_CHECKS.columnNames().stream()
                      .map(dialect::identifier)
                      .toList())
              + ") "
              + String.join(
                  " UNION ALL ",
                  checks.subList(from, Math.min(checks.size(), from + ROWS_AT_ONCE)).stream()
                      .map(check -> row(dialect, stamp, check, warning))
                      .toList()));
    }
    return statements;
  }

  /** One row, in the order of the table's columns. */
  private static String row(Dialect dialect, Stamp stamp, QualityCheck check, Set<Gate> warning) {
    RunInfo run = stamp.run();
    String failed = warning.contains(check.gate()) ? "warned" : "failed";
    return "SELECT "
        + String.join(
            ", ",
            dialect.literal(run.id()),
            dialect.literal(run.pipeline()),
            dialect.literal(run.environment()),
            dialect.literal(check.gate().label()),
            dialect.literal(check.subject()),
            check
                .day()
                .map(day -> midnight(dialect, day))
                .orElseGet(() -> dialect.cast("NULL", ColumnType.TIMESTAMP)),
            number(dialect, check.value()),
            number(dialect, check.low()),
            number(dialect, check.high()),
            dialect.literal(check.passed() ? PASSED : failed),
            dialect.literal(check.toText()),
            dialect.timestamp(stamp.writtenAt().toEpochMilli()));
  }

  private static String number(Dialect dialect, double figure) {
    return dialect.cast(
        Double.isInfinite(figure) ? "NULL" : String.valueOf(figure), ColumnType.NUMBER);
  }

  /**
   * What did not pass in the newest run of each pipeline that was judged since.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static List<NotPassed> notPassed(QueryableWarehouse warehouse, Instant since) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(
        """
        SELECT environment, pipeline, gate, subject, verdict, judged, %s
        FROM (
          SELECT *, max(written_at) OVER (PARTITION BY environment, pipeline) AS newest
          FROM %s
          WHERE written_at >= %s AND gate <> '%s') AS checks
        WHERE written_at = newest AND verdict <> '%s'
        ORDER BY environment, pipeline, gate, subject"""
            .formatted(
                dialect.epochMillis("written_at"),
                dialect.name(FixedTables.QUALITY_CHECKS.name()),
                dialect.timestamp(since.toEpochMilli()),
                FixedTables.AUDIT_GATE,
                PASSED),
        row ->
            new NotPassed(
                text(row, 0),
                text(row, 1),
                text(row, 2),
                text(row, 3),
                text(row, 4).equals("failed"),
                text(row, 5),
                Instant.ofEpochMilli(Objects.requireNonNull(row.integer(6)))));
  }

  /**
   * Which days were judged for a pipeline and published, by the name of the gate; a day for which a
   * run ended is not among them.
   *
   * @param from the first day
   * @param last the last day
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static Map<String, Set<LocalDate>> judgedDays(
      QueryableWarehouse warehouse,
      String pipeline,
      String environment,
      LocalDate from,
      LocalDate last) {
    Dialect dialect = warehouse.dialect();
    Map<String, Set<LocalDate>> days = new HashMap<>();
    warehouse
        .query(
            """
            SELECT gate, %s
            FROM %s
            WHERE pipeline = %s AND environment = %s AND day >= %s AND day <= %s
            GROUP BY gate, day
            HAVING max(CASE WHEN verdict = 'failed' THEN 1 ELSE 0 END) = 0"""
                .formatted(
                    dialect.epochMillis(dialect.identifier("day")),
                    dialect.name(FixedTables.QUALITY_CHECKS.name()),
                    dialect.literal(pipeline),
                    dialect.literal(environment),
                    midnight(dialect, from),
                    midnight(dialect, last)),
            row ->
                Map.entry(
                    text(row, 0),
                    LocalDate.ofInstant(
                        Instant.ofEpochMilli(Objects.requireNonNull(row.integer(1))),
                        ZoneOffset.UTC)))
        .forEach(
            judged ->
                days.computeIfAbsent(judged.getKey(), gate -> new HashSet<>())
                    .add(judged.getValue()));
    return days;
  }

  private static String midnight(Dialect dialect, LocalDate day) {
    return dialect.timestamp(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNull(row.text(column));
  }
}
