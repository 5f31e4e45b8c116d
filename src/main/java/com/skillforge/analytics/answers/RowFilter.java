package com.skillforge.analytics.answers;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.options.KpiQueryOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.sql.DuckDb;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which rows are asked for, as conditions of a query. */
public final class RowFilter {
  /** What columns must be equal to. */
  private final Map<String, String> wanted = new LinkedHashMap<>();

  private Optional<Instant> period = Optional.empty();

  private RowFilter() {}

  /** All rows. */
  public static RowFilter everything() {
    return new RowFilter();
  }

  /**
   * The rows that the options name, of whatever KPI and period; adds one sentence for each problem
   * of them.
   *
   * @param ofAllTenants whether the institution that they name is none
   */
  static RowFilter read(KpiQueryOptions options, boolean ofAllTenants, List<String> problems) {
    if (options.getGrain() != null) {
      List<String> grains = Arrays.stream(PeriodGrain.values()).map(PeriodGrain::label).toList();
      Values.checkChoice("grain", options.getGrain(), grains, problems);
    }
    RowFilter filter = new RowFilter();
    filter.equal("tenant_id", ofAllTenants ? null : options.getTenant());
    filter.equal("environment", options.getEnvironment());
    filter.equal("persona", options.getPersona());
    filter.equal("dimension", options.getDimension());
    filter.equal("dimension_value", options.getDimensionValue());
    filter.equal("period_grain", options.getGrain());
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
      wanted.put(column, value);
    }
  }

  private RowFilter copy() {
    RowFilter copy = new RowFilter();
    copy.wanted.putAll(wanted);
    copy.period = period;
    return copy;
  }

  /** Those of these rows that are of the period that holds an instant. */
  RowFilter at(Instant instant) {
    RowFilter filter = copy();
    filter.period = Optional.of(instant);
    return filter;
  }

  /** These rows, and those that differ from them in their period. */
  RowFilter anyPeriod() {
    RowFilter filter = copy();
    filter.period = Optional.empty();
    return filter;
  }

  /**
   * Those of these rows that differ from one in their period; where each period is a value of the
   * dimension, as a term is, in that too.
   */
  RowFilter like(KpiKey key) {
    RowFilter filter = copy();
    filter.equal("tenant_id", key.tenantId());
    filter.equal("environment", key.environment());
    filter.equal("persona", key.persona());
    filter.equal("dimension", key.dimension());
    filter.equal("period_grain", key.period().grain().label());
    if (key.period().grain() == PeriodGrain.TERM) {
      filter.wanted.remove("dimension_value");
    } else {
      filter.equal("dimension_value", key.dimensionValue());
    }
    return filter;
  }

  /** The rows of one KPI. */
  RowFilter ofKpi(String kpi) {
    RowFilter filter = copy();
    filter.equal("kpi", kpi);
    return filter;
  }

  /** What a column must be equal to; empty where it may be anything. */
  Optional<String> wanted(String column) {
    return Optional.ofNullable(wanted.get(column));
  }

  /** The instant that the period of the rows holds; empty for all periods. */
  Optional<Instant> period() {
    return period;
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
    StringJoiner conditions = new StringJoiner(" AND ").setEmptyValue("true");
    wanted.forEach(
        (name, value) -> conditions.add(column.apply(name) + " = " + DuckDb.SQL.literal(value)));
    period.ifPresent(
        instant -> {
          String at = DuckDb.SQL.timestamp(instant.toEpochMilli());
          conditions.add(column.apply("period_start") + " <= " + at);
          conditions.add(at + " < " + column.apply("period_end"));
        });
    return conditions.toString();
  }
}
