package com.skillforge.analytics.answers;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.options.KpiQueryOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.sql.DuckDb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which rows are asked for, as conditions of a query. */
public final class RowFilter {
  /** One condition, rendered once it is known how the query calls its columns. */
  private interface Condition {
    String render(UnaryOperator<String> column);
  }

  private final List<Condition> conditions = new ArrayList<>();

  private RowFilter() {}

  /** All rows. */
  public static RowFilter everything() {
    return new RowFilter();
  }

  /**
   * The rows that the options name, of whatever KPI; adds one sentence for each problem of them.
   *
   * @param period an instant within their period; empty for all periods
   */
  static RowFilter read(KpiQueryOptions options, Optional<Instant> period, List<String> problems) {
    if (options.getGrain() != null) {
      List<String> grains = Arrays.stream(PeriodGrain.values()).map(PeriodGrain::label).toList();
      Values.checkChoice("grain", options.getGrain(), grains, problems);
    }
    RowFilter filter = new RowFilter();
    filter.equal("tenant_id", options.getTenant());
    filter.equal("environment", options.getEnvironment());
    filter.equal("persona", options.getPersona());
    filter.equal("dimension", options.getDimension());
    filter.equal("dimension_value", options.getDimensionValue());
    filter.equal("period_grain", options.getGrain());
    period.ifPresent(
        instant -> {
          String at = DuckDb.SQL.timestamp(instant.toEpochMilli());
          filter.conditions.add(
              column ->
                  column.apply("period_start")
                      + " <= "
                      + at
                      + " AND "
                      + at
                      + " < "
                      + column.apply("period_end"));
        });
    return filter;
  }

  /** The rows of one figure. */
  static RowFilter of(KpiKey key) {
    RowFilter filter = new RowFilter();
    filter.equal("tenant_id", key.tenantId());
    filter.equal("environment", key.environment());
    filter.equal("persona", key.persona());
    filter.equal("dimension", key.dimension());
    filter.equal("dimension_value", key.dimensionValue());
    filter.equal("period_grain", key.period().grain().label());
    return filter;
  }

  private void equal(String column, @Nullable String value) {
    if (value != null) {
      String literal = DuckDb.SQL.literal(value);
      conditions.add(named -> named.apply(column) + " = " + literal);
    }
  }

  /** The rows of one KPI. */
  RowFilter ofKpi(String kpi) {
    RowFilter filter = new RowFilter();
    filter.equal("kpi", kpi);
    filter.conditions.addAll(conditions);
    return filter;
  }

  /** The condition that the rows fulfil, in a query of one table or view. */
  String condition() {
    return render(column -> column);
  }

  /**
   * The same in a query that joins others to the rows, which may have columns of the same names.
   *
   * @param rows what the query calls the table of the rows
   */
  String conditionOn(String rows) {
    return render(column -> rows + "." + column);
  }

  private String render(UnaryOperator<String> column) {
    return conditions.isEmpty()
        ? "true"
        : conditions.stream()
            .map(condition -> condition.render(column))
            .collect(Collectors.joining(" AND "));
  }
}
