package com.skillforge.analytics.answers;

import com.skillforge.analytics.options.KpiQueryOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.sql.DuckDb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which rows are asked for, as conditions of a query. */
public final class RowFilter {
  private final List<String> conditions = new ArrayList<>();

  private RowFilter() {}

  /** The rows that the options name, of whatever KPI. */
  public static RowFilter of(KpiQueryOptions options) {
    RowFilter filter = new RowFilter();
    filter.equal("tenant_id", options.getTenant());
    filter.equal("environment", options.getEnvironment());
    filter.equal("persona", options.getPersona());
    filter.equal("dimension", options.getDimension());
    filter.equal("dimension_value", options.getDimensionValue());
    filter.equal("period_grain", options.getGrain());
    Optional<Instant> period = Values.instant(options.getPeriod());
    period.ifPresent(
        instant -> {
          String at = DuckDb.SQL.timestamp(instant.toEpochMilli());
          filter.conditions.add("period_start <= " + at + " AND " + at + " < period_end");
        });
    return filter;
  }

  private void equal(String column, @Nullable String value) {
    if (value != null) {
      conditions.add(column + " = " + DuckDb.SQL.literal(value));
    }
  }

  /** The rows of one KPI. */
  RowFilter ofKpi(String kpi) {
    RowFilter filter = new RowFilter();
    filter.equal("kpi", kpi);
    filter.conditions.addAll(conditions);
    return filter;
  }

  /** The condition that the rows fulfil. */
  String condition() {
    return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
  }
}
