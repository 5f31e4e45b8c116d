/*
weekly_active_users, worked out from the raw tables: how many people did something in a week.

  Unit      a person with at least one user-initiated event in the Monday week
  Value     the number of such people; there is no denominator, nothing is ever pending
  Rows      each persona that the person acted in, and all, where a person counts once
  Excluded  people with essential events that were kept after an opt-out, and none that counts

Run it:
  bq query --use_legacy_sql=false < sql/bigquery/checks/weekly_active_users.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as TIMESTAMP '2026-02-01'.

Generated from sql/checks/weekly_active_users.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'weekly_active_users'),
      (SELECT TIMESTAMP_ADD(max(event_time), INTERVAL 1 MILLISECOND) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP) AS report_from),
events AS (
  SELECT
    environment, tenant_id, canonical_user_id, anonymous_id, persona, event_time, TRUE AS counts
  FROM audit.accepted_records
  WHERE user_initiated
  UNION ALL
  SELECT
    environment, tenant_id, canonical_user_id, anonymous_id, persona, event_time, FALSE AS counts
  FROM audit.reduced_records
  WHERE user_initiated AND canonical_user_id IS NOT NULL),
activity AS (
  SELECT
    environment, tenant_id, canonical_user_id, anonymous_id, event_time, counts,
    CASE WHEN everybody THEN 'all' ELSE persona END AS acting_persona,
    TIMESTAMP_TRUNC(event_time, WEEK(MONDAY)) AS week_start
  FROM events
  CROSS JOIN UNNEST([TRUE, FALSE]) AS everybody
  CROSS JOIN variables
  WHERE event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= TIMESTAMP_SUB(TIMESTAMP_TRUNC(report_from, WEEK(MONDAY)), INTERVAL 400 DAY))),
first_events AS (
  SELECT
    environment, tenant_id, canonical_user_id,
    TIMESTAMP_TRUNC(min(event_time), WEEK(MONDAY)) AS first_week
  FROM activity
  WHERE canonical_user_id IS NOT NULL AND counts
  GROUP BY environment, tenant_id, canonical_user_id),
figures AS (
  SELECT
    environment, tenant_id, acting_persona, week_start,
    TIMESTAMP_ADD(week_start, INTERVAL 7 DAY) AS week_end,
    count(DISTINCT canonical_user_id) AS seen,
    count(DISTINCT IF(counts, canonical_user_id, NULL)) AS active,
    count(DISTINCT IF(counts AND first_week = week_start, canonical_user_id, NULL)) AS new_users,
    count(IF(counts, canonical_user_id, NULL)) AS events,
    count(DISTINCT IF(canonical_user_id IS NULL, anonymous_id, NULL)) AS visitors
  FROM activity
  LEFT JOIN first_events USING (environment, tenant_id, canonical_user_id)
  GROUP BY environment, tenant_id, acting_persona, week_start),
trailing_weeks AS (
  SELECT
    figures.environment, figures.tenant_id, figures.acting_persona, figures.week_start,
    count(DISTINCT canonical_user_id) AS trailing_7d
  FROM figures
  CROSS JOIN variables
  JOIN activity
    ON activity.environment = figures.environment
    AND activity.tenant_id = figures.tenant_id
    AND activity.acting_persona = figures.acting_persona
    AND activity.event_time >= TIMESTAMP_SUB(least(as_of, week_end), INTERVAL 7 DAY)
    AND activity.event_time < least(as_of, week_end)
    AND activity.counts
  GROUP BY figures.environment, figures.tenant_id, figures.acting_persona, figures.week_start)
SELECT
  environment, tenant_id, acting_persona AS persona, '' AS dimension, '' AS dimension_value,
  'week' AS period_grain, week_start AS period_start, week_end AS period_end, as_of,
  active AS numerator,
  CAST(NULL AS INT64) AS denominator,
  CAST(active AS FLOAT64) AS value,
  0 AS pending,
  seen - active AS excluded_opt_out,
  visitors AS excluded_unresolved,
  JSON_OBJECT(
    'trailing_7d', coalesce(trailing_7d, 0),
    'new_users', new_users,
    'returning_users', active - new_users,
    'events', events) AS measures,
  as_of >= week_end AS is_final
FROM figures
LEFT JOIN trailing_weeks USING (environment, tenant_id, acting_persona, week_start)
CROSS JOIN variables
WHERE week_start < as_of AND (report_from IS NULL OR report_from < week_end)
ORDER BY environment, tenant_id, week_start, acting_persona
