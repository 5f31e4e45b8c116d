package com.skillforge.analytics.sql;

import com.skillforge.analytics.model.kpi.Figure;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.plan.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The views over the KPI mart: the same names in every warehouse. */
final class KpiViews {
  private static final String KEY = String.join(", ", FixedTables.KPI_KEY);

  /** Written out at each place: Snowflake knows no named windows. */
  private static final String NEWEST_LAST =
      "PARTITION BY " + KEY + " ORDER BY as_of, pane_index, written_at";

  private final Dialect dialect;

  KpiViews(Dialect dialect) {
    this.dialect = dialect;
  }

  /** All views, each after those it reads. */
  List<View> all() {
    List<View> views = new ArrayList<>();
    views.add(current());
    views.add(restatements());
    views.add(trend());
    KpiDeclarations.all().forEach(kpi -> views.add(typed(kpi)));
    views.add(
        view(
            "user_events_wau",
            "Weekly active users, under the name that dashboards use",
            "SELECT * FROM " + name("weekly_active_users")));
    views.add(funnel());
    return views;
  }

  private String name(String bare) {
    return dialect.name(TableName.parse(bare));
  }

  private static View view(String name, String description, String query) {
    return new View(TableName.parse(name), description, query.strip());
  }

  private View current() {
    return view(
        "kpi_current",
        "The newest row of every figure of kpi_values, by as_of, pane and time of writing",
        """
        SELECT *
        FROM %s
        QUALIFY row_number() OVER (
          PARTITION BY %s
          ORDER BY as_of DESC, pane_index DESC, written_at DESC) = 1
        """
            .formatted(name("kpi_values"), KEY));
  }

  private View restatements() {
    return view(
        "kpi_restatements",
        "Every change of a figure between two of its rows: before, after and delta",
        """
        WITH history AS (
          SELECT
            *,
            row_number() OVER (%2$s) AS row_index,
            lag(as_of) OVER (%2$s) AS as_of_before,
            lag(pane_index) OVER (%2$s) AS pane_index_before,
            lag(numerator) OVER (%2$s) AS numerator_before,
            lag(denominator) OVER (%2$s) AS denominator_before,
            lag(value) OVER (%2$s) AS value_before,
            lag(is_final) OVER (%2$s) AS is_final_before,
            lag(history_from) OVER (%2$s) AS history_from_before,
            lag(run_id) OVER (%2$s) AS run_id_before
          FROM %3$s)
        SELECT
          %1$s,
          as_of_before, as_of AS as_of_after,
          pane_index_before, pane_index AS pane_index_after,
          numerator_before, numerator AS numerator_after,
          numerator - numerator_before AS numerator_delta,
          denominator_before, denominator AS denominator_after,
          denominator - denominator_before AS denominator_delta,
          value_before, value AS value_after, value - value_before AS value_delta,
          is_final_before, is_final AS is_final_after,
          history_from_before, history_from AS history_from_after,
          run_id_before, run_id AS run_id_after, written_at
        FROM history
        WHERE row_index > 1
          AND (numerator IS DISTINCT FROM numerator_before
            OR denominator IS DISTINCT FROM denominator_before
            OR value IS DISTINCT FROM value_before)
        """
            .formatted(KEY, NEWEST_LAST, name("kpi_values")));
  }

  private View trend() {
    return view(
        "kpi_trend_7d",
        "For the weekly review: each headline figure of the last 7 days up to the KPI's newest"
            + " as_of, beside that of 7 days earlier: of the day or week 7 days before, of a month"
            + " or term as it stood then",
        """
        WITH headline AS (
          SELECT
            *,
            max(as_of) OVER (
              PARTITION BY kpi, definition_version, environment, tenant_id) AS newest_as_of
          FROM %3$s
          WHERE dimension = '' OR period_grain = 'term'),
        stood AS (
          SELECT %1$s, v.value
          FROM %4$s AS v
          JOIN headline AS h USING (%1$s)
          WHERE v.period_grain IN ('month', 'term')
            AND v.as_of <= %7$s
          QUALIFY row_number() OVER (
            PARTITION BY %1$s
            ORDER BY v.as_of DESC, v.pane_index DESC, v.written_at DESC) = 1),
        earlier AS (
          SELECT %2$s,
            %5$s AS period_start,
            %6$s AS period_end,
            value AS value_7d_before
          FROM headline
          WHERE period_grain IN ('day', 'week')
          UNION ALL
          SELECT %1$s,
            value
          FROM stood)
        SELECT
          kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value,
          period_grain, period_start, period_end, as_of, history_from,
          numerator, denominator, value, pending, is_final,
          value_7d_before,
          value - value_7d_before AS delta,
          (value - value_7d_before) / nullif(value_7d_before, 0) AS relative_change
        FROM headline
        LEFT JOIN earlier USING (%1$s)
        WHERE period_start < newest_as_of
          AND period_end > %8$s
        """
            .formatted(
                KEY,
                String.join(", ", FixedTables.KPI_KEY.subList(0, 8)),
                name("kpi_current"),
                name("kpi_values"),
                dialect.plus("period_start", 7, Dialect.Unit.DAY),
                dialect.plus("period_end", 7, Dialect.Unit.DAY),
                dialect.plus("h.newest_as_of", -7, Dialect.Unit.DAY),
                dialect.plus("newest_as_of", -7, Dialect.Unit.DAY)));
  }

  private View typed(KpiDeclaration kpi) {
    Map<String, String> expressions = new HashMap<>();
    kpi.numerator().ifPresent(f -> expressions.put(f.name(), column("numerator", f)));
    kpi.denominator().ifPresent(f -> expressions.put(f.name(), column("denominator", f)));
    expressions.put(kpi.value().name(), column("value", kpi.value()));
    KpiBounds.of(kpi.bounds())
        .ifPresent(
            bounds -> {
              expressions.put(KpiViewColumns.LOW, as(bounds.low(), KpiViewColumns.LOW));
              expressions.put(KpiViewColumns.HIGH, as(bounds.high(), KpiViewColumns.HIGH));
            });
    List<String> columns =
        KpiViewColumns.names(kpi).stream()
            .map(name -> expressions.getOrDefault(name, name))
            .toList();
    List<String> measures =
        kpi.measures().stream()
            .map(measure -> column(dialect.jsonText("measures", measure.name()), measure))
            .toList();
    return view(
        kpi.name(),
        kpi.description(),
        """
        WITH figures AS (
          SELECT
            *,
            %s
          FROM %s
          WHERE kpi = %s)
        SELECT
          %s
        FROM figures
        """
            .formatted(
                String.join(",\n    ", measures),
                name("kpi_current"),
                dialect.literal(kpi.name()),
                String.join(",\n  ", columns)));
  }

  private String column(String expression, Figure figure) {
    return column(dialect, expression, figure);
  }

  /** A figure under its name, in its type. */
  static String column(Dialect dialect, String expression, Figure figure) {
    ColumnType type = figure.whole() ? ColumnType.INTEGER : ColumnType.NUMBER;
    return as(dialect.cast(expression, type), figure.name());
  }

  private static String as(String expression, String name) {
    return expression + " AS " + name;
  }

  private View funnel() {
    return view(
        "analytics.onboarding_funnel_daily",
        "Student accounts of a day and how far they came, from the stored events as they are now;"
            + " onboarding_completion is the KPI: it leaves out opted-out and pending accounts",
        """
        WITH accounts AS (
          SELECT
            tenant_id, environment, coalesce(canonical_user_id, user_id) AS student,
            source, created_at
          FROM analytics.accounts
          WHERE persona = 'student'
          QUALIFY row_number() OVER (
            PARTITION BY tenant_id, environment, coalesce(canonical_user_id, user_id)
            ORDER BY created_at, record_topic, record_partition, record_offset) = 1),
        completed AS (
          SELECT a.tenant_id, a.environment, a.student, min(o.event_timestamp) AS completed_at
          FROM accounts AS a
          JOIN analytics.onboarding_funnel AS o
            ON o.tenant_id = a.tenant_id
            AND o.environment = a.environment
            AND o.canonical_user_id = a.student
            AND o.event_timestamp >= a.created_at
          GROUP BY a.tenant_id, a.environment, a.student),
        outcomes AS (
          SELECT
            a.tenant_id, a.environment, CAST(a.created_at AS DATE) AS day, a.source,
            c.completed_at,
            CASE WHEN c.completed_at < %s THEN 1 END AS in_time
          FROM accounts AS a
          LEFT JOIN completed AS c
            ON c.tenant_id = a.tenant_id
            AND c.environment = a.environment
            AND c.student = a.student)
        SELECT
          tenant_id, environment, day, source,
          count(*) AS accounts,
          count(completed_at) AS completed,
          count(in_time) AS completed_within_24h,
          %s / count(*) AS completion_rate_24h
        FROM outcomes
        GROUP BY tenant_id, environment, day, source
        """
            .formatted(
                dialect.plus("a.created_at", 24, Dialect.Unit.HOUR),
                // Snowflake would keep six digits of a quotient of whole numbers.
                dialect.cast("count(in_time)", ColumnType.NUMBER)));
  }
}
