/*
onboarding_completion, worked out from the raw tables: of the student accounts created on a day, the
share whose first student_onboarding_completed came within 24 hours of the account's creation.

  Unit      the earliest student account of a person; the day of its creation
  Succeeds  first completion in [created, created + 24 h); completions before creation are ignored
  Pending   until the 24 hours have passed
  Excluded  opted out at some instant of those 24 hours
  Rows      student and all; dimension source has a row for each source, the headline has all

Run it, and give as_of and report_from if another than the newest computation is to be checked:
  ./scripts/sql.sh --localWarehouse=FILE "$(cat sql/duckdb/checks/onboarding_completion.sql)"
  SET VARIABLE as_of = TIMESTAMP '2026-02-01'; SET VARIABLE report_from = TIMESTAMP '2026-01-05';
*/
WITH variables AS (
  SELECT
    coalesce(
      CAST(getvariable('as_of') AS TIMESTAMP),
      (SELECT max(as_of) FROM kpi_values WHERE kpi = 'onboarding_completion'),
      (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM audit.records)) AS as_of,
    CAST(getvariable('report_from') AS TIMESTAMP) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record, variables
  WHERE record_type IN ('account_created', 'student_onboarding_completed')
    AND canonical_user_id IS NOT NULL
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time >= date_trunc('day', report_from) - INTERVAL 400 DAY)),
accounts AS (
  SELECT
    environment, tenant_id, canonical_user_id, coalesce(source, '') AS source,
    event_time AS created_at,
    event_time + INTERVAL 24 HOUR AS window_end
  FROM input
  WHERE record_type = 'account_created' AND persona = 'student'
  QUALIFY row_number() OVER (
    PARTITION BY environment, tenant_id, canonical_user_id ORDER BY event_time, record_id) = 1),
completions AS (
  SELECT environment, tenant_id, canonical_user_id, min(event_time) AS completed_at
  FROM accounts JOIN input USING (environment, tenant_id, canonical_user_id)
  WHERE record_type = 'student_onboarding_completed' AND event_time >= created_at
  GROUP BY ALL),
observed AS (
  SELECT
    accounts.*,
    completed_at,
    EXISTS (
      SELECT 1
      FROM audit.opt_out_intervals AS hidden
      WHERE hidden.environment = accounts.environment
        AND hidden.tenant_id = accounts.tenant_id
        AND hidden.canonical_user_id = accounts.canonical_user_id
        AND hidden.opened_at < least(window_end, as_of)
        AND created_at < hidden.closed_at) AS is_excluded
  FROM accounts
  LEFT JOIN completions USING (environment, tenant_id, canonical_user_id)
  CROSS JOIN variables),
units AS (
  SELECT
    observed.*,
    NOT is_excluded AND as_of < window_end AS is_pending,
    NOT is_excluded AND as_of >= window_end AS is_closed
  FROM observed, variables),
figures AS (
  SELECT
    environment, tenant_id, persona, dimension,
    CASE dimension WHEN 'source' THEN source ELSE '' END AS dimension_value,
    CAST(date_trunc('day', created_at) AS TIMESTAMP) AS period_start,
    count(*) FILTER (is_closed AND completed_at < window_end) AS in_time,
    count(*) FILTER (is_closed AND completed_at >= window_end) AS late,
    count(*) FILTER (is_closed AND completed_at IS NULL) AS never,
    count(*) FILTER (is_closed) AS closed,
    count(*) FILTER (is_pending) AS pending,
    count(*) FILTER (is_excluded) AS excluded,
    median(date_diff('millisecond', created_at, completed_at) / 3600000)
      FILTER (is_closed AND completed_at IS NOT NULL) AS median_hours
  FROM units
  CROSS JOIN (VALUES ('student'), ('all')) AS personas(persona)
  CROSS JOIN (VALUES (''), ('source')) AS dimensions(dimension)
  GROUP BY ALL)
SELECT
  environment, tenant_id, persona, dimension, dimension_value,
  'day' AS period_grain, period_start, period_start + INTERVAL 1 DAY AS period_end, as_of,
  in_time AS numerator,
  closed AS denominator,
  in_time / nullif(closed, 0) AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  json_object(
    'completed_late', late,
    'never_completed', never,
    'median_hours_to_complete', median_hours) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures, variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
