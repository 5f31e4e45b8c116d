/*
onboarding_completion, worked out from the raw tables: of the student accounts created on a day, the
share whose first student_onboarding_completed came within 24 hours of the account's creation.

  Unit      the earliest student account of a person; the day of its creation
  Succeeds  first completion in [created, created + 24 h); completions before creation are ignored
  Pending   until the 24 hours have passed
  Excluded  opted out at some instant of those 24 hours
  Rows      student and all; dimension source has a row for each source, the headline has all

Run it:
  bq query --use_legacy_sql=false < sql/bigquery/checks/onboarding_completion.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as TIMESTAMP '2026-02-01'.

Generated from sql/checks/onboarding_completion.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'onboarding_completion'),
      (SELECT TIMESTAMP_ADD(max(event_time), INTERVAL 1 MILLISECOND) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record
  CROSS JOIN variables
  WHERE record_type IN ('account_created', 'student_onboarding_completed')
    AND canonical_user_id IS NOT NULL
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= TIMESTAMP_SUB(TIMESTAMP_TRUNC(report_from, DAY), INTERVAL 400 DAY))),
accounts AS (
  SELECT
    environment, tenant_id, canonical_user_id, coalesce(source, '') AS account_source,
    event_time AS created_at,
    TIMESTAMP_ADD(event_time, INTERVAL 24 HOUR) AS window_end
  FROM input
  WHERE record_type = 'account_created' AND persona = 'student'
  QUALIFY row_number() OVER (
    PARTITION BY environment, tenant_id, canonical_user_id ORDER BY event_time, record_id) = 1),
completions AS (
  SELECT environment, tenant_id, canonical_user_id, min(event_time) AS completed_at
  FROM accounts
  JOIN input USING (environment, tenant_id, canonical_user_id)
  WHERE record_type = 'student_onboarding_completed' AND event_time >= created_at
  GROUP BY environment, tenant_id, canonical_user_id),
opted_out AS (
  SELECT DISTINCT
    accounts.environment, accounts.tenant_id, accounts.canonical_user_id, TRUE AS is_hidden
  FROM accounts
  CROSS JOIN variables
  JOIN audit.opt_out_intervals AS hidden
    ON hidden.environment = accounts.environment
    AND hidden.tenant_id = accounts.tenant_id
    AND hidden.canonical_user_id = accounts.canonical_user_id
    AND hidden.opened_at < least(window_end, as_of)
    AND created_at < hidden.closed_at),
observed AS (
  SELECT
    environment, tenant_id, account_source, window_end, completed_at,
    TIMESTAMP_TRUNC(created_at, DAY) AS period_start,
    TIMESTAMP_DIFF(completed_at, created_at, MILLISECOND) / 3600000 AS hours,
    coalesce(is_hidden, FALSE) AS is_excluded
  FROM accounts
  LEFT JOIN completions USING (environment, tenant_id, canonical_user_id)
  LEFT JOIN opted_out USING (environment, tenant_id, canonical_user_id)),
units AS (
  SELECT
    observed.*,
    NOT is_excluded AND as_of < window_end AS is_pending,
    NOT is_excluded AND as_of >= window_end AS is_closed
  FROM observed
  CROSS JOIN variables),
cells AS (
  SELECT
    units.*, persona, dimension,
    CASE dimension WHEN 'source' THEN account_source ELSE '' END AS dimension_value
  FROM units
  CROSS JOIN UNNEST(['student', 'all']) AS persona
  CROSS JOIN UNNEST(['', 'source']) AS dimension),
medians AS (
  SELECT
    cells.*,
    PERCENTILE_CONT(IF(is_closed, hours, NULL), 0.5) OVER (
      PARTITION BY environment, tenant_id, persona, dimension, dimension_value, period_start)
      AS median_hours
  FROM cells),
figures AS (
  SELECT
    environment, tenant_id, persona, dimension, dimension_value, period_start,
    TIMESTAMP_ADD(period_start, INTERVAL 1 DAY) AS period_end,
    COUNTIF(is_closed AND completed_at < window_end) AS in_time,
    COUNTIF(is_closed AND completed_at >= window_end) AS late,
    COUNTIF(is_closed AND completed_at IS NULL) AS never,
    COUNTIF(is_closed) AS closed,
    COUNTIF(is_pending) AS pending,
    COUNTIF(is_excluded) AS excluded,
    any_value(median_hours) AS median_hours
  FROM medians
  GROUP BY 1, 2, 3, 4, 5, 6)
SELECT
  environment, tenant_id, persona, dimension, dimension_value,
  'day' AS period_grain, period_start, period_end, as_of,
  in_time AS numerator,
  closed AS denominator,
  in_time / nullif(closed, 0) AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  JSON_OBJECT(
    'completed_late', late,
    'never_completed', never,
    'median_hours_to_complete', median_hours) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
