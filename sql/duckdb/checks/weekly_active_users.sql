/*
weekly_active_users, worked out from the raw tables: how many people did something in a week.

  Unit      a person with at least one user-initiated event in the Monday week
  Value     the number of such people; there is no denominator, nothing is ever pending
  Rows      each persona that the person acted in, and all, where a person counts once
  Excluded  people with essential events that were kept after an opt-out, and none that counts

Run it, and give as_of and report_from if another than the newest computation is to be checked:
  ./scripts/sql.sh --localWarehouse=FILE "$(cat sql/duckdb/checks/weekly_active_users.sql)"
  SET VARIABLE as_of = TIMESTAMP '2026-02-01'; SET VARIABLE report_from = TIMESTAMP '2026-01-05';
*/
WITH variables AS (
  SELECT
    coalesce(
      CAST(getvariable('as_of') AS TIMESTAMP),
      (SELECT max(as_of) FROM kpi_values WHERE kpi = 'weekly_active_users'),
      (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM audit.records)) AS as_of,
    CAST(getvariable('report_from') AS TIMESTAMP) AS report_from),
events AS (
  SELECT
    environment, tenant_id, canonical_user_id, anonymous_id, persona, event_time, true AS counts
  FROM audit.accepted_records
  WHERE user_initiated
  UNION ALL
  SELECT
    environment, tenant_id, canonical_user_id, anonymous_id, persona, event_time, false AS counts
  FROM audit.reduced_records
  WHERE user_initiated AND canonical_user_id IS NOT NULL),
activity AS (
  SELECT
    environment, tenant_id, canonical_user_id, anonymous_id, event_time, counts,
    CASE WHEN everybody THEN 'all' ELSE persona END AS persona,
    CAST(date_trunc('week', event_time) AS TIMESTAMP) AS week
  FROM events
  CROSS JOIN (VALUES (true), (false)) AS scopes(everybody)
  CROSS JOIN variables
  WHERE event_time < as_of
    AND (report_from IS NULL
      OR event_time >= date_trunc('week', report_from) - INTERVAL 400 DAY)),
first_events AS (
  SELECT environment, tenant_id, canonical_user_id, min(event_time) AS first_at
  FROM activity
  WHERE canonical_user_id IS NOT NULL AND counts
  GROUP BY ALL),
figures AS (
  SELECT
    environment, tenant_id, persona, week AS period_start,
    week + INTERVAL 7 DAY AS period_end,
    count(DISTINCT canonical_user_id) AS seen,
    count(DISTINCT canonical_user_id) FILTER (counts) AS active,
    count(DISTINCT canonical_user_id)
      FILTER (counts AND date_trunc('week', first_at) = week) AS new_users,
    count(canonical_user_id) FILTER (counts) AS events,
    count(DISTINCT anonymous_id) FILTER (canonical_user_id IS NULL) AS visitors
  FROM activity
  LEFT JOIN first_events USING (environment, tenant_id, canonical_user_id)
  GROUP BY ALL),
trailing_weeks AS (
  SELECT
    figures.environment, figures.tenant_id, figures.persona, period_start,
    count(DISTINCT canonical_user_id) AS trailing_7d
  FROM figures
  CROSS JOIN variables
  JOIN activity
    ON activity.environment = figures.environment
    AND activity.tenant_id = figures.tenant_id
    AND activity.persona = figures.persona
    AND activity.event_time >= least(as_of, period_end) - INTERVAL 7 DAY
    AND activity.event_time < least(as_of, period_end)
    AND activity.counts
  GROUP BY ALL)
SELECT
  environment, tenant_id, persona, '' AS dimension, '' AS dimension_value,
  'week' AS period_grain, period_start, period_end, as_of,
  active AS numerator,
  NULL AS denominator,
  active AS value,
  0 AS pending,
  seen - active AS excluded_opt_out,
  visitors AS excluded_unresolved,
  json_object(
    'trailing_7d', coalesce(trailing_7d, 0),
    'new_users', new_users,
    'returning_users', active - new_users,
    'events', events) AS measures,
  as_of >= period_end AS is_final
FROM figures
LEFT JOIN trailing_weeks USING (environment, tenant_id, persona, period_start)
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, persona
