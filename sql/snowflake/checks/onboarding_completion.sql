/*
onboarding_completion, worked out from the raw tables: of the student accounts created on a day, the
share whose first student_onboarding_completed came within 24 hours of the account's creation.

  Unit      the earliest student account of a person; the day of its creation
  Succeeds  first completion in [created, created + 24 h); completions before creation are ignored
  Pending   until the 24 hours have passed
  Excluded  opted out at some instant of those 24 hours
  Rows      student and all; dimension source has a row for each source, the headline has all

Run it:
  snow sql -f sql/snowflake/checks/onboarding_completion.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as CAST('2026-02-01' AS TIMESTAMP_NTZ(6)).

Generated from sql/checks/onboarding_completion.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'onboarding_completion'),
      (SELECT DATEADD(MILLISECOND, 1, max(event_time)) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP_NTZ(6)) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record
  CROSS JOIN variables
  WHERE record_type IN ('account_created', 'student_onboarding_completed')
    AND canonical_user_id IS NOT NULL
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= DATEADD(DAY, -400, CAST(date_trunc('day', report_from) AS TIMESTAMP_NTZ(6))))),
accounts AS (
  SELECT
    environment, tenant_id, canonical_user_id, coalesce(source, '') AS account_source,
    event_time AS created_at,
    DATEADD(HOUR, 24, event_time) AS window_end
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
    CAST(date_trunc('day', created_at) AS TIMESTAMP_NTZ(6)) AS period_start,
    CAST(DATEDIFF(MILLISECOND, created_at, completed_at) AS FLOAT) / 3600000 AS hours,
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
figures AS (
  SELECT
    environment, tenant_id, persona, dimension,
    CASE dimension WHEN 'source' THEN account_source ELSE '' END AS dimension_value,
    period_start,
    DATEADD(DAY, 1, period_start) AS period_end,
    count_if(is_closed AND completed_at < window_end) AS in_time,
    count_if(is_closed AND completed_at >= window_end) AS late,
    count_if(is_closed AND completed_at IS NULL) AS never,
    count_if(is_closed) AS closed,
    count_if(is_pending) AS pending,
    count_if(is_excluded) AS excluded,
    median(IFF(is_closed, hours, NULL)) AS median_hours
  FROM units
  CROSS JOIN (VALUES ('student'), ('all')) AS personas (persona)
  CROSS JOIN (VALUES (''), ('source')) AS dimensions (dimension)
  GROUP BY 1, 2, 3, 4, 5, 6)
SELECT
  environment, tenant_id, persona, dimension, dimension_value,
  'day' AS period_grain, period_start, period_end, as_of,
  in_time AS numerator,
  closed AS denominator,
  CAST(in_time AS FLOAT) / nullif(closed, 0) AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  OBJECT_CONSTRUCT_KEEP_NULL(
    'completed_late', late,
    'never_completed', never,
    'median_hours_to_complete', median_hours) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
