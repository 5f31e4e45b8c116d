package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.util.ArrayList;
import java.util.List;

/** The views over the KPI mart: the same names in every warehouse. */
final class KpiViews {
  private static final String KEY = String.join(", ", FixedTables.KPI_KEY);

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
    KpiColumns.all().forEach(kpi -> views.add(typed(kpi)));
    views.add(
        view(
            "user_events_wau",
            "Weekly active users, under the name that dashboards use",
            "SELECT * FROM weekly_active_users"));
    views.add(funnel());
    return views;
  }

  private static View view(String name, String description, String query) {
    return new View(TableName.parse(name), description, query.strip());
  }

  private static View current() {
    return view(
        "kpi_current",
        "The newest row of every figure of kpi_values, by as_of, pane and time of writing",
        """
        SELECT *
        FROM kpi_values
        QUALIFY row_number() OVER (
          PARTITION BY %s
          ORDER BY as_of DESC, pane_index DESC, written_at DESC) = 1
        """
            .formatted(KEY));
  }

  private static View restatements() {
    return view(
        "kpi_restatements",
        "Every change of a figure between two of its rows: before, after and delta",
        """
        WITH history AS (
          SELECT
            *,
            row_number() OVER newest_last AS row_index,
            lag(as_of) OVER newest_last AS as_of_before,
            lag(pane_index) OVER newest_last AS pane_index_before,
            lag(numerator) OVER newest_last AS numerator_before,
            lag(denominator) OVER newest_last AS denominator_before,
            lag(value) OVER newest_last AS value_before,
            lag(is_final) OVER newest_last AS is_final_before,
            lag(run_id) OVER newest_last AS run_id_before
          FROM kpi_values
          WINDOW newest_last AS (
            PARTITION BY %1$s
            ORDER BY as_of, pane_index, written_at))
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
          run_id_before, run_id AS run_id_after, written_at
        FROM history
        WHERE row_index > 1
          AND (numerator IS DISTINCT FROM numerator_before
            OR denominator IS DISTINCT FROM denominator_before
            OR value IS DISTINCT FROM value_before)
        """
            .formatted(KEY));
  }

  private static View trend() {
    return view(
        "kpi_trend_7d",
        "For the weekly review: each headline figure of the last 7 days up to the KPI's newest"
            + " as_of, beside the same figure 7 days earlier",
        """
        WITH headline AS (
          SELECT
            *,
            max(as_of) OVER (
              PARTITION BY kpi, definition_version, environment, tenant_id) AS newest_as_of
          FROM kpi_current
          WHERE dimension = '')
        SELECT
          t.kpi, t.definition_version, t.environment, t.tenant_id, t.persona,
          t.period_grain, t.period_start, t.period_end, t.as_of,
          t.numerator, t.denominator, t.value, t.pending, t.is_final,
          b.value AS value_7d_before,
          t.value - b.value AS delta,
          (t.value - b.value) / nullif(b.value, 0) AS relative_change
        FROM headline AS t
        LEFT JOIN headline AS b
          ON b.kpi = t.kpi
          AND b.definition_version = t.definition_version
          AND b.environment = t.environment
          AND b.tenant_id = t.tenant_id
          AND b.persona = t.persona
          AND b.period_grain = t.period_grain
          AND b.period_start = t.period_start - INTERVAL 7 DAY
          AND b.period_end = t.period_end - INTERVAL 7 DAY
        WHERE t.period_start < t.newest_as_of
          AND t.period_end > t.newest_as_of - INTERVAL 7 DAY
        """);
  }

  private View typed(KpiColumns kpi) {
    List<String> columns = new ArrayList<>(FixedTables.KPI_KEY.subList(1, 7));
    columns.addAll(List.of("period_start", "period_end", "as_of"));
    if (!kpi.numerator().isEmpty()) {
      columns.add(
          kpi.wholeNumerator()
              ? count("numerator", kpi.numerator())
              : "numerator AS " + kpi.numerator());
    }
    if (!kpi.denominator().isEmpty()) {
      columns.add(count("denominator", kpi.denominator()));
    }
    columns.add(kpi.wholeValue() ? count("value", kpi.value()) : "value AS " + kpi.value());
    if (kpi.bounds() != KpiBounds.NONE) {
      columns.add(kpi.bounds().low(this::measure) + " AS value_low");
      columns.add(kpi.bounds().high(this::measure) + " AS value_high");
    }
    columns.add("pending");
    columns.add("excluded_opt_out");
    columns.add("excluded_unresolved");
    for (KpiColumns.Measure measure : kpi.measures()) {
      ColumnType type = measure.whole() ? ColumnType.INTEGER : ColumnType.NUMBER;
      String text = dialect.jsonText("measures", measure.name());
      columns.add(dialect.cast(text, type) + " AS " + measure.name());
    }
    columns.addAll(List.of("is_final", "pane_index", "run_id", "pipeline_version", "written_at"));
    return view(
        kpi.kpi(),
        kpi.description(),
        "SELECT\n  %s\nFROM kpi_current\nWHERE kpi = '%s'"
            .formatted(String.join(",\n  ", columns), kpi.kpi()));
  }

  private String measure(String name) {
    return dialect.cast(dialect.jsonText("measures", name), ColumnType.NUMBER);
  }

  private String count(String column, String name) {
    return dialect.cast(column, ColumnType.INTEGER) + " AS " + name;
  }

  private static View funnel() {
    return view(
        "analytics.onboarding_funnel_daily",
        "Student accounts of a day and how far they came, from the stored events as they are now;"
            + " onboarding_completion is the KPI: it leaves out opted-out and pending accounts",
        """
        WITH accounts AS (
          SELECT
            tenant_id, environment, coalesce(canonical_user_id, user_id) AS student,
            source, created_at
          FROM platform.accounts
          WHERE persona = 'student'
          QUALIFY row_number() OVER (
            PARTITION BY tenant_id, environment, student
            ORDER BY created_at, record_topic, record_partition, record_offset) = 1),
        completed AS (
          SELECT a.tenant_id, a.environment, a.student, min(o.event_timestamp) AS completed_at
          FROM accounts AS a
          JOIN analytics.onboarding_funnel AS o
            ON o.tenant_id = a.tenant_id
            AND o.environment = a.environment
            AND o.canonical_user_id = a.student
            AND o.event_timestamp >= a.created_at
          GROUP BY a.tenant_id, a.environment, a.student)
        SELECT
          a.tenant_id, a.environment, date_trunc('day', a.created_at) AS day, a.source,
          count(*) AS accounts,
          count(c.completed_at) AS completed,
          count(CASE WHEN c.completed_at < a.created_at + INTERVAL 24 HOUR THEN 1 END)
            AS completed_within_24h,
          count(CASE WHEN c.completed_at < a.created_at + INTERVAL 24 HOUR THEN 1 END)
            / count(*) AS completion_rate_24h
        FROM accounts AS a
        LEFT JOIN completed AS c
          ON c.tenant_id = a.tenant_id
          AND c.environment = a.environment
          AND c.student = a.student
        GROUP BY a.tenant_id, a.environment, date_trunc('day', a.created_at), a.source
        """);
  }
}
