package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads which KPI rows are the newest ones. */
public final class PublishedKpiRow {
  private PublishedKpiRow() {}

  /**
   * The query whose rows {@link #read} reads.
   *
   * @param from only rows of periods that end later; empty for all
   */
  static String query(Dialect dialect, Optional<Instant> from) {
    return """
        SELECT
          kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value,
          period_grain, %s, %s, %s, numerator, denominator,
          pending + excluded_opt_out + excluded_unresolved, %s
        FROM %s
        WHERE %s
        """
        .formatted(
            dialect.epochMillis("period_start"),
            dialect.epochMillis("period_end"),
            dialect.epochMillis("as_of"),
            dialect.comparable("measures", ColumnType.JSON),
            dialect.name(TableName.parse("kpi_current")),
            from.map(start -> "period_end > " + dialect.timestamp(start.toEpochMilli()))
                .orElse("TRUE"));
  }

  /** The row; empty when it has nothing to say: a row of nothing but zeros was taken back. */
  public static Optional<PublishedKpi> read(RowValues row) {
    if (isZero(row.number(11)) && isZero(row.number(12)) && count(row, 13) == 0 && noFigures(row)) {
      return Optional.empty();
    }
    Period period = new Period(PeriodGrain.of(text(row, 7)), count(row, 8), count(row, 9));
    KpiKey key =
        new KpiKey(
            text(row, 0),
            (int) count(row, 1),
            text(row, 2),
            text(row, 3),
            text(row, 4),
            text(row, 5),
            text(row, 6),
            period);
    return Optional.of(new PublishedKpi(key, count(row, 10)));
  }

  private static boolean noFigures(RowValues row) {
    Map<String, @Nullable Double> figures = JsonText.figures(row.text(14));
    return figures.values().stream().allMatch(PublishedKpiRow::isZero);
  }

  private static boolean isZero(@Nullable Double figure) {
    return figure == null || figure == 0;
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNull(row.text(column));
  }

  private static long count(RowValues row, int column) {
    return Objects.requireNonNull(row.integer(column));
  }
}
