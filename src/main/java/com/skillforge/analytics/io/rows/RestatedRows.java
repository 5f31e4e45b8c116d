package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many rows of the KPI mart an attempt at a run has written that have other figures than the
 * row before of the same key and period: numbers that somebody has seen otherwise.
 */
public final class RestatedRows {
  /** What somebody sees of a row. */
  private static final List<String> SEEN = List.of("numerator", "denominator", "value");

  /** The number of one KPI. */
  public record Restated(String kpi, String environment, long rows) {}

  private RestatedRows() {}

  /**
   * Asks a warehouse.
   *
   * @param since when the attempt began
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be reached
   */
  public static List<Restated> of(QueryableWarehouse warehouse, String runId, Instant since) {
    Dialect dialect = warehouse.dialect();
    String table = dialect.name(FixedTables.KPI_VALUES.name());
    String written =
        "run_id = "
            + dialect.literal(runId)
            + " AND written_at >= "
            + dialect.timestamp(since.toEpochMilli());
    String firstPeriod =
        "SELECT "
            + dialect.epochMillis("min(period_start)")
            + " FROM "
            + table
            + " WHERE "
            + written;
    Optional<Long> first =
        warehouse.query(firstPeriod, row -> Optional.ofNullable(row.integer(0))).get(0);
    return first
        .map(millis -> warehouse.query(query(dialect, table, written, millis), RestatedRows::read))
        .orElse(List.of());
  }

  private static String query(Dialect dialect, String table, String written, long firstMillis) {
    String order =
        "(PARTITION BY "
            + FixedTables.KPI_KEY.stream()
                .map(dialect::identifier)
                .collect(Collectors.joining(", "))
            + " ORDER BY as_of, pane_index)";
    String before =
        SEEN.stream()
            .map(
                figure ->
                    "lag(%1$s) OVER %2$s AS before_%1$s"
                        .formatted(dialect.identifier(figure), order))
            .collect(Collectors.joining(", "));
    String changed =
        SEEN.stream()
            .map(
                figure ->
                    dialect.comparable(figure, ColumnType.NUMBER)
                        + " IS DISTINCT FROM "
                        + dialect.comparable("before_" + figure, ColumnType.NUMBER))
            .collect(Collectors.joining(" OR "));
    return "SELECT kpi, environment, count(*) FROM (SELECT kpi_rows.*, row_number() OVER "
        + order
        + " AS nth, "
        + before
        + " FROM "
        + table
        + " AS kpi_rows WHERE period_start >= "
        + dialect.timestamp(firstMillis)
        + ") AS numbered WHERE "
        + written
        + " AND nth > 1 AND ("
        + changed
        + ") GROUP BY kpi, environment";
  }

  private static Restated read(RowValues row) {
    return new Restated(
        Objects.requireNonNull(row.text(0)),
        Objects.requireNonNull(row.text(1)),
        Objects.requireNonNull(row.integer(2)));
  }
}
