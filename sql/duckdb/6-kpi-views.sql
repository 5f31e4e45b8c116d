-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE OR REPLACE VIEW main.kpi_current AS
SELECT *
FROM main.kpi_values
QUALIFY row_number() OVER (
  PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end
  ORDER BY as_of DESC, pane_index DESC, written_at DESC) = 1;
COMMENT ON VIEW main.kpi_current IS 'The newest row of every figure of kpi_values, by as_of, pane and time of writing';

CREATE OR REPLACE VIEW main.kpi_restatements AS
WITH history AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end ORDER BY as_of, pane_index, written_at) AS row_index,
    lag(as_of) OVER (PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end ORDER BY as_of, pane_index, written_at) AS as_of_before,
    lag(pane_index) OVER (PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end ORDER BY as_of, pane_index, written_at) AS pane_index_before,
    lag(numerator) OVER (PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end ORDER BY as_of, pane_index, written_at) AS numerator_before,
    lag(denominator) OVER (PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end ORDER BY as_of, pane_index, written_at) AS denominator_before,
    lag(value) OVER (PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end ORDER BY as_of, pane_index, written_at) AS value_before,
    lag(is_final) OVER (PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end ORDER BY as_of, pane_index, written_at) AS is_final_before,
    lag(history_from) OVER (PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end ORDER BY as_of, pane_index, written_at) AS history_from_before,
    lag(run_id) OVER (PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end ORDER BY as_of, pane_index, written_at) AS run_id_before
  FROM main.kpi_values)
SELECT
  kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end,
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
    OR value IS DISTINCT FROM value_before);
COMMENT ON VIEW main.kpi_restatements IS 'Every change of a figure between two of its rows: before, after and delta';

CREATE OR REPLACE VIEW main.kpi_trend_7d AS
WITH headline AS (
  SELECT
    *,
    max(as_of) OVER (
      PARTITION BY kpi, definition_version, environment, tenant_id) AS newest_as_of
  FROM main.kpi_current
  WHERE dimension = '' OR period_grain = 'term'),
stood AS (
  SELECT kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end, v.value
  FROM main.kpi_values AS v
  JOIN headline AS h USING (kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end)
  WHERE v.period_grain IN ('month', 'term')
    AND v.as_of <= h.newest_as_of - INTERVAL 7 DAY
  QUALIFY row_number() OVER (
    PARTITION BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end
    ORDER BY v.as_of DESC, v.pane_index DESC, v.written_at DESC) = 1),
earlier AS (
  SELECT kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain,
    period_start + INTERVAL 7 DAY AS period_start,
    period_end + INTERVAL 7 DAY AS period_end,
    value AS value_7d_before
  FROM headline
  WHERE period_grain IN ('day', 'week')
  UNION ALL
  SELECT kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end,
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
LEFT JOIN earlier USING (kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end)
WHERE period_start < newest_as_of
  AND period_end > newest_as_of - INTERVAL 7 DAY;
COMMENT ON VIEW main.kpi_trend_7d IS 'For the weekly review: each headline figure of the last 7 days up to the KPI''s newest as_of, beside that of 7 days earlier: of the day or week 7 days before, of a month or term as it stood then';

CREATE OR REPLACE VIEW main.onboarding_completion AS
WITH figures AS (
  SELECT
    *,
    CAST(json_extract_string(measures, '$.completed_late') AS BIGINT) AS completed_late,
    CAST(json_extract_string(measures, '$.never_completed') AS BIGINT) AS never_completed,
    CAST(json_extract_string(measures, '$.median_hours_to_complete') AS DOUBLE) AS median_hours_to_complete
  FROM main.kpi_current
  WHERE kpi = 'onboarding_completion')
SELECT
  definition_version,
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  history_from,
  CAST(numerator AS BIGINT) AS completed_in_time,
  CAST(denominator AS BIGINT) AS accounts,
  CAST(value AS DOUBLE) AS completion_rate,
  numerator / nullif(denominator + pending, 0) AS value_low,
  (numerator + pending) / nullif(denominator + pending, 0) AS value_high,
  pending,
  excluded_opt_out,
  excluded_unresolved,
  completed_late,
  never_completed,
  median_hours_to_complete,
  is_final,
  pane_index,
  run_id,
  pipeline_version,
  written_at
FROM figures;
COMMENT ON VIEW main.onboarding_completion IS 'Share of the student accounts of a day that finished onboarding within 24 hours; the headline (empty dimension) counts all sources, dimension source cuts by them';

CREATE OR REPLACE VIEW main.readiness_delta AS
WITH figures AS (
  SELECT
    *,
    CAST(json_extract_string(measures, '$.single_score') AS BIGINT) AS single_score,
    CAST(json_extract_string(measures, '$.median_delta') AS DOUBLE) AS median_delta,
    CAST(json_extract_string(measures, '$.improved') AS BIGINT) AS improved,
    CAST(json_extract_string(measures, '$.declined') AS BIGINT) AS declined,
    CAST(json_extract_string(measures, '$.mean_change_per_assessment') AS DOUBLE) AS mean_change_per_assessment
  FROM main.kpi_current
  WHERE kpi = 'readiness_delta')
SELECT
  definition_version,
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  history_from,
  CAST(numerator AS DOUBLE) AS sum_of_deltas,
  CAST(denominator AS BIGINT) AS students,
  CAST(value AS DOUBLE) AS mean_delta,
  pending,
  excluded_opt_out,
  excluded_unresolved,
  single_score,
  median_delta,
  improved,
  declined,
  mean_change_per_assessment,
  is_final,
  pane_index,
  run_id,
  pipeline_version,
  written_at
FROM figures;
COMMENT ON VIEW main.readiness_delta IS 'By how many points the readiness of students changed in a term (dimension term_id); provisional until the term has ended';

CREATE OR REPLACE VIEW main.plan_adherence AS
WITH figures AS (
  SELECT
    *,
    CAST(json_extract_string(measures, '$.on_time') AS BIGINT) AS on_time,
    CAST(json_extract_string(measures, '$.late') AS BIGINT) AS late,
    CAST(json_extract_string(measures, '$.missing') AS BIGINT) AS missing,
    CAST(json_extract_string(measures, '$.assignees') AS BIGINT) AS assignees,
    CAST(json_extract_string(measures, '$.reopened') AS BIGINT) AS reopened,
    CAST(json_extract_string(measures, '$.unmatched_completions') AS BIGINT) AS unmatched_completions
  FROM main.kpi_current
  WHERE kpi = 'plan_adherence')
SELECT
  definition_version,
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  history_from,
  CAST(numerator AS BIGINT) AS completed_when_due,
  CAST(denominator AS BIGINT) AS tasks_due,
  CAST(value AS DOUBLE) AS adherence,
  numerator / nullif(denominator + pending, 0) AS value_low,
  (numerator + pending) / nullif(denominator + pending, 0) AS value_high,
  pending,
  excluded_opt_out,
  excluded_unresolved,
  on_time,
  late,
  missing,
  assignees,
  reopened,
  unmatched_completions,
  is_final,
  pane_index,
  run_id,
  pipeline_version,
  written_at
FROM figures;
COMMENT ON VIEW main.plan_adherence IS 'Share of the tasks due in a week that were complete when they were due';

CREATE OR REPLACE VIEW main.resume_conversion AS
WITH figures AS (
  SELECT
    *,
    CAST(json_extract_string(measures, '$.uploaders') AS BIGINT) AS uploaders,
    CAST(json_extract_string(measures, '$.converted_uploaders') AS BIGINT) AS converted_uploaders,
    CAST(json_extract_string(measures, '$.conversion_per_uploader') AS DOUBLE) AS conversion_per_uploader,
    CAST(json_extract_string(measures, '$.pending_converted') AS BIGINT) AS pending_converted,
    CAST(json_extract_string(measures, '$.median_days_to_accept') AS DOUBLE) AS median_days_to_accept
  FROM main.kpi_current
  WHERE kpi = 'resume_conversion')
SELECT
  definition_version,
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  history_from,
  CAST(numerator AS BIGINT) AS converted_uploads,
  CAST(denominator AS BIGINT) AS uploads,
  CAST(value AS DOUBLE) AS conversion_rate,
  CASE
    WHEN pending > 0 AND denominator + pending = coalesce(pending_converted, 0) THEN 1
    ELSE numerator / nullif(denominator + pending - coalesce(pending_converted, 0), 0)
  END AS value_low,
  (numerator + pending) / nullif(denominator + pending, 0) AS value_high,
  pending,
  excluded_opt_out,
  excluded_unresolved,
  uploaders,
  converted_uploaders,
  conversion_per_uploader,
  pending_converted,
  median_days_to_accept,
  is_final,
  pane_index,
  run_id,
  pipeline_version,
  written_at
FROM figures;
COMMENT ON VIEW main.resume_conversion IS 'Share of the resumes uploaded on a day that led to an accepted plan within 14 days';

CREATE OR REPLACE VIEW main.planner_engagement AS
WITH figures AS (
  SELECT
    *,
    CAST(json_extract_string(measures, '$.p25') AS DOUBLE) AS p25,
    CAST(json_extract_string(measures, '$.p75') AS DOUBLE) AS p75,
    CAST(json_extract_string(measures, '$.p90') AS DOUBLE) AS p90,
    CAST(json_extract_string(measures, '$.sessions_without_planner') AS BIGINT) AS sessions_without_planner
  FROM main.kpi_current
  WHERE kpi = 'planner_engagement')
SELECT
  definition_version,
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  history_from,
  CAST(numerator AS DOUBLE) AS minutes,
  CAST(denominator AS BIGINT) AS sessions,
  CAST(value AS DOUBLE) AS median_minutes,
  pending,
  excluded_opt_out,
  excluded_unresolved,
  p25,
  p75,
  p90,
  sessions_without_planner,
  is_final,
  pane_index,
  run_id,
  pipeline_version,
  written_at
FROM figures;
COMMENT ON VIEW main.planner_engagement IS 'Median minutes in the financial planner of the sessions of a day or week that visit it; medians of different rows never add up';

CREATE OR REPLACE VIEW main.advisee_activation AS
WITH figures AS (
  SELECT
    *,
    CAST(json_extract_string(measures, '$.active_30d') AS BIGINT) AS active_30d,
    CAST(json_extract_string(measures, '$.assigned_less_than_30d') AS BIGINT) AS assigned_less_than_30d
  FROM main.kpi_current
  WHERE kpi = 'advisee_activation')
SELECT
  definition_version,
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  history_from,
  CAST(numerator AS BIGINT) AS active_students,
  CAST(denominator AS BIGINT) AS assigned_students,
  CAST(value AS DOUBLE) AS activation_rate,
  pending,
  excluded_opt_out,
  excluded_unresolved,
  active_30d,
  assigned_less_than_30d,
  is_final,
  pane_index,
  run_id,
  pipeline_version,
  written_at
FROM figures;
COMMENT ON VIEW main.advisee_activation IS 'Share of the students on the roster at the end of a day who logged in within 30 days; over all advisors (empty dimension) and for each (dimension advisor_id)';

CREATE OR REPLACE VIEW main.intervention_effectiveness AS
WITH figures AS (
  SELECT
    *,
    CAST(json_extract_string(measures, '$.members') AS BIGINT) AS members,
    CAST(json_extract_string(measures, '$.low_before') AS BIGINT) AS low_before,
    CAST(json_extract_string(measures, '$.low_after') AS BIGINT) AS low_after,
    CAST(json_extract_string(measures, '$.unpaired') AS BIGINT) AS unpaired,
    CAST(json_extract_string(measures, '$.comparison_low_before') AS BIGINT) AS comparison_low_before,
    CAST(json_extract_string(measures, '$.comparison_low_after') AS BIGINT) AS comparison_low_after,
    CAST(json_extract_string(measures, '$.pending_low_before') AS BIGINT) AS pending_low_before,
    CAST(json_extract_string(measures, '$.pending_not_low_before') AS BIGINT) AS pending_not_low_before
  FROM main.kpi_current
  WHERE kpi = 'intervention_effectiveness')
SELECT
  definition_version,
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  history_from,
  CAST(numerator AS BIGINT) AS fewer_low,
  CAST(value AS DOUBLE) AS effectiveness,
  1 - greatest(
    (denominator - numerator + coalesce(pending_not_low_before, 0) + coalesce(pending_low_before, 0))
      / nullif(denominator + coalesce(pending_low_before, 0), 0),
    CASE
      WHEN denominator > 0
        THEN (denominator - numerator + coalesce(pending_not_low_before, 0)) / denominator
      WHEN coalesce(pending_low_before, 0) > 0
        THEN denominator - numerator + coalesce(pending_not_low_before, 0) + 1
    END) AS value_low,
  1 - (denominator - numerator) / nullif(denominator + coalesce(pending_low_before, 0), 0) AS value_high,
  pending,
  excluded_opt_out,
  excluded_unresolved,
  members,
  low_before,
  low_after,
  unpaired,
  comparison_low_before,
  comparison_low_after,
  pending_low_before,
  pending_not_low_before,
  is_final,
  pane_index,
  run_id,
  pipeline_version,
  written_at
FROM figures;
COMMENT ON VIEW main.intervention_effectiveness IS 'By which share members with low readiness became fewer in the 28 days after their cohort''s intervention; over all cohorts (empty dimension) and for each (dimension cohort_id)';

CREATE OR REPLACE VIEW main.weekly_active_users AS
WITH figures AS (
  SELECT
    *,
    CAST(json_extract_string(measures, '$.trailing_7d') AS BIGINT) AS trailing_7d,
    CAST(json_extract_string(measures, '$.new_users') AS BIGINT) AS new_users,
    CAST(json_extract_string(measures, '$.returning_users') AS BIGINT) AS returning_users,
    CAST(json_extract_string(measures, '$.events') AS BIGINT) AS events
  FROM main.kpi_current
  WHERE kpi = 'weekly_active_users')
SELECT
  definition_version,
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  history_from,
  CAST(value AS BIGINT) AS active_users,
  pending,
  excluded_opt_out,
  excluded_unresolved,
  trailing_7d,
  new_users,
  returning_users,
  events,
  is_final,
  pane_index,
  run_id,
  pipeline_version,
  written_at
FROM figures;
COMMENT ON VIEW main.weekly_active_users IS 'Distinct users with at least one authenticated, user-initiated event in the week';

CREATE OR REPLACE VIEW main.data_freshness AS
WITH figures AS (
  SELECT
    *,
    CAST(json_extract_string(measures, '$.breached') AS BIGINT) AS breached,
    CAST(json_extract_string(measures, '$.worst_hours') AS DOUBLE) AS worst_hours,
    CAST(json_extract_string(measures, '$.median_hours') AS DOUBLE) AS median_hours
  FROM main.kpi_current
  WHERE kpi = 'data_freshness')
SELECT
  definition_version,
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  history_from,
  CAST(numerator AS BIGINT) AS loaded_in_time,
  CAST(denominator AS BIGINT) AS releases,
  CAST(value AS DOUBLE) AS freshness,
  numerator / nullif(denominator + pending, 0) AS value_low,
  (numerator + pending) / nullif(denominator + pending, 0) AS value_high,
  pending,
  excluded_opt_out,
  excluded_unresolved,
  breached,
  worst_hours,
  median_hours,
  is_final,
  pane_index,
  run_id,
  pipeline_version,
  written_at
FROM figures;
COMMENT ON VIEW main.data_freshness IS 'Share of the O*NET releases of a month that were loaded within 48 hours';

CREATE OR REPLACE VIEW main.user_events_wau AS
SELECT * FROM main.weekly_active_users;
COMMENT ON VIEW main.user_events_wau IS 'Weekly active users, under the name that dashboards use';

CREATE OR REPLACE VIEW analytics.onboarding_funnel_daily AS
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
    CASE WHEN c.completed_at < a.created_at + INTERVAL 24 HOUR THEN 1 END AS in_time
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
  CAST(count(in_time) AS DOUBLE) / count(*) AS completion_rate_24h
FROM outcomes
GROUP BY tenant_id, environment, day, source;
COMMENT ON VIEW analytics.onboarding_funnel_daily IS 'Student accounts of a day and how far they came, from the stored events as they are now; onboarding_completion is the KPI: it leaves out opted-out and pending accounts';

CREATE OR REPLACE VIEW audit.advisor_cells AS
WITH published AS (
  SELECT
    v.*,
    coalesce(CASE v.kpi WHEN 'onboarding_completion' THEN v.denominator WHEN 'readiness_delta' THEN v.denominator WHEN 'plan_adherence' THEN CAST(json_extract_string(v.measures, '$.assignees') AS DOUBLE) WHEN 'resume_conversion' THEN CAST(json_extract_string(v.measures, '$.uploaders') AS DOUBLE) WHEN 'advisee_activation' THEN v.denominator WHEN 'weekly_active_users' THEN v.value END, 0) AS people,
    CASE WHEN v.kpi IN ('onboarding_completion', 'advisee_activation') THEN '' ELSE v.dimension_value END AS family,
    v.persona = 'all' AND (v.kpi NOT IN ('onboarding_completion', 'advisee_activation') OR v.dimension = '') AS is_whole
  FROM main.kpi_values AS v
  JOIN main.pipeline_runs AS r ON r.run_id = v.run_id
  WHERE NOT r.streaming
    AND v.pane_index = 0
    AND v.kpi IN ('onboarding_completion', 'readiness_delta', 'plan_adherence', 'resume_conversion', 'advisee_activation', 'weekly_active_users', 'data_freshness')
    AND (v.persona = 'all' OR v.kpi NOT IN ('onboarding_completion', 'advisee_activation'))),
firsts AS (
  SELECT kpi, environment, tenant_id, period_grain, period_start, period_end, family, definition_version, as_of, run_id, written_at, people AS whole_people
  FROM published
  WHERE is_whole AND is_final AND history_from IS NULL
  QUALIFY row_number() OVER (
    PARTITION BY kpi, environment, tenant_id, period_grain, period_start, period_end, family
    ORDER BY written_at, as_of, definition_version, run_id) = 1),
crossing AS (
  SELECT DISTINCT
    later.kpi, later.environment, later.tenant_id, later.family,
    later.period_start, later.period_end, TRUE AS crosses
  FROM firsts AS later
  JOIN firsts AS earlier
    ON earlier.kpi = later.kpi
    AND earlier.environment = later.environment
    AND earlier.tenant_id = later.tenant_id
    AND earlier.period_grain = later.period_grain
  WHERE later.period_grain = 'term'
    AND earlier.period_start < later.period_end
    AND earlier.period_end > later.period_start
    AND (earlier.written_at < later.written_at
      OR (earlier.written_at = later.written_at
        AND (earlier.period_start < later.period_start
          OR (earlier.period_start = later.period_start
            AND earlier.family < later.family))))),
sized AS (
  SELECT
    published.*,
    coalesce(sum(CASE WHEN NOT is_whole THEN people END) OVER (
      PARTITION BY kpi, environment, tenant_id, period_grain, period_start, period_end, family), 0) - whole_people AS shared,
    coalesce(sum(CASE WHEN NOT is_whole THEN people END) OVER (
      PARTITION BY kpi, environment, tenant_id, period_grain, period_start, period_end, family
      ORDER BY is_whole, people, persona, dimension_value
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS smaller
  FROM published
  JOIN firsts USING (kpi, environment, tenant_id, period_grain, period_start, period_end, family, definition_version, as_of, run_id, written_at)),
rule AS (
  SELECT coalesce(max(people), 2147483647) AS least_people
  FROM permissions.min_group_sizes
  WHERE audience = 'advisors')
SELECT
  kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value,
  period_grain, period_start, period_end, as_of, run_id,
  CAST(people AS BIGINT) AS people,
  numerator, denominator, value,
  CASE
    WHEN kpi IN ('data_freshness') THEN NULL
    WHEN kpi = 'advisee_activation' AND MOD(epoch_ms(period_start), 2592000000) <> 0 THEN 'same facts'
    WHEN crosses THEN 'crossing term'
    WHEN people < least_people THEN 'small'
    WHEN is_whole THEN NULL
    WHEN shared < 0 THEN 'incomplete'
    WHEN people < least_people + shared THEN 'shared people'
    WHEN smaller < least_people + shared AND (smaller > 0 OR shared > 0) THEN 'would show a small rest'
  END AS hidden_because
FROM sized
JOIN rule ON TRUE
LEFT JOIN crossing USING (
  kpi, environment, tenant_id, family, period_start, period_end);
COMMENT ON VIEW audit.advisor_cells IS 'Every figure that advisors may see, or may not and why: as it was when a batch run first called it final; hidden_because is null where they see it';

CREATE OR REPLACE VIEW for_advisors.onboarding_completion AS
SELECT
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  people,
  CAST(numerator AS BIGINT) AS completed_in_time,
  CAST(denominator AS BIGINT) AS accounts,
  CAST(value AS DOUBLE) AS completion_rate
FROM audit.advisor_cells
WHERE kpi = 'onboarding_completion'
  AND hidden_because IS NULL
  AND tenant_id = getvariable('tenant_id');
COMMENT ON VIEW for_advisors.onboarding_completion IS 'For advisors: Share of the student accounts of a day that finished onboarding within 24 hours; the headline (empty dimension) counts all sources, dimension source cuts by them';

CREATE OR REPLACE VIEW for_advisors.readiness_delta AS
SELECT
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  people,
  CAST(numerator AS DOUBLE) AS sum_of_deltas,
  CAST(denominator AS BIGINT) AS students,
  CAST(value AS DOUBLE) AS mean_delta
FROM audit.advisor_cells
WHERE kpi = 'readiness_delta'
  AND hidden_because IS NULL
  AND tenant_id = getvariable('tenant_id');
COMMENT ON VIEW for_advisors.readiness_delta IS 'For advisors: By how many points the readiness of students changed in a term (dimension term_id); provisional until the term has ended';

CREATE OR REPLACE VIEW for_advisors.plan_adherence AS
SELECT
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  people,
  CAST(numerator AS BIGINT) AS completed_when_due,
  CAST(denominator AS BIGINT) AS tasks_due,
  CAST(value AS DOUBLE) AS adherence
FROM audit.advisor_cells
WHERE kpi = 'plan_adherence'
  AND hidden_because IS NULL
  AND tenant_id = getvariable('tenant_id');
COMMENT ON VIEW for_advisors.plan_adherence IS 'For advisors: Share of the tasks due in a week that were complete when they were due';

CREATE OR REPLACE VIEW for_advisors.resume_conversion AS
SELECT
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  people,
  CAST(numerator AS BIGINT) AS converted_uploads,
  CAST(denominator AS BIGINT) AS uploads,
  CAST(value AS DOUBLE) AS conversion_rate
FROM audit.advisor_cells
WHERE kpi = 'resume_conversion'
  AND hidden_because IS NULL
  AND tenant_id = getvariable('tenant_id');
COMMENT ON VIEW for_advisors.resume_conversion IS 'For advisors: Share of the resumes uploaded on a day that led to an accepted plan within 14 days';

CREATE OR REPLACE VIEW for_advisors.advisee_activation AS
SELECT
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  people,
  CAST(numerator AS BIGINT) AS active_students,
  CAST(denominator AS BIGINT) AS assigned_students,
  CAST(value AS DOUBLE) AS activation_rate
FROM audit.advisor_cells
WHERE kpi = 'advisee_activation'
  AND hidden_because IS NULL
  AND tenant_id = getvariable('tenant_id');
COMMENT ON VIEW for_advisors.advisee_activation IS 'For advisors: Share of the students on the roster at the end of a day who logged in within 30 days; over all advisors (empty dimension) and for each (dimension advisor_id)';

CREATE OR REPLACE VIEW for_advisors.weekly_active_users AS
SELECT
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  people,
  CAST(value AS BIGINT) AS active_users
FROM audit.advisor_cells
WHERE kpi = 'weekly_active_users'
  AND hidden_because IS NULL
  AND tenant_id = getvariable('tenant_id');
COMMENT ON VIEW for_advisors.weekly_active_users IS 'For advisors: Distinct users with at least one authenticated, user-initiated event in the week';

CREATE OR REPLACE VIEW for_advisors.data_freshness AS
SELECT
  environment,
  tenant_id,
  persona,
  dimension,
  dimension_value,
  period_grain,
  period_start,
  period_end,
  as_of,
  CAST(numerator AS BIGINT) AS loaded_in_time,
  CAST(denominator AS BIGINT) AS releases,
  CAST(value AS DOUBLE) AS freshness
FROM audit.advisor_cells
WHERE kpi = 'data_freshness'
  AND hidden_because IS NULL
  AND tenant_id = getvariable('tenant_id');
COMMENT ON VIEW for_advisors.data_freshness IS 'For advisors: Share of the O*NET releases of a month that were loaded within 48 hours';
