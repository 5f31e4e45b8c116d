/*
resume_conversion, worked out from the raw tables: of the resumes uploaded on a day, the share that
led to an accepted action plan within 14 days.

  Unit      an upload: the first resume_parsed of a person's resume_id; the day of that event
  Succeeds  an action_plan_accepted of the same person in (upload, upload + 14 d] that names this
            resume, or names none of the person's uploads
  Pending   until the 14 days are over (as_of <= upload + 14 d)
  Excluded  opted out at some instant of [upload, upload + 14 d]
  Rows      persona of the upload and all

Run it:
  snow sql -f sql/snowflake/checks/resume_conversion.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as CAST('2026-02-01' AS TIMESTAMP_NTZ(6)).

Generated from sql/checks/resume_conversion.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'resume_conversion'),
      (SELECT DATEADD(MILLISECOND, 1, max(event_time)) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP_NTZ(6)) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record
  CROSS JOIN variables
  WHERE record_type IN ('resume_parsed', 'action_plan_accepted')
    AND canonical_user_id IS NOT NULL
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= DATEADD(DAY, -400, CAST(date_trunc('day', report_from) AS TIMESTAMP_NTZ(6))))),
uploads AS (
  SELECT
    environment, tenant_id, canonical_user_id, resume_id, persona AS uploading_persona,
    event_time AS uploaded_at,
    DATEADD(DAY, 14, event_time) AS window_end
  FROM input
  WHERE record_type = 'resume_parsed'
  QUALIFY row_number() OVER (
    PARTITION BY environment, tenant_id, canonical_user_id, resume_id
    ORDER BY event_time, record_id) = 1),
plans AS (
  SELECT
    accepted.environment, accepted.tenant_id, accepted.canonical_user_id,
    accepted.event_time AS accepted_at,
    named.resume_id AS names_upload
  FROM input AS accepted
  LEFT JOIN uploads AS named
    ON named.environment = accepted.environment
    AND named.tenant_id = accepted.tenant_id
    AND named.canonical_user_id = accepted.canonical_user_id
    AND named.resume_id = accepted.resume_id
  WHERE accepted.record_type = 'action_plan_accepted'),
conversions AS (
  SELECT environment, tenant_id, canonical_user_id, resume_id, min(accepted_at) AS converted_at
  FROM uploads
  JOIN plans USING (environment, tenant_id, canonical_user_id)
  WHERE (names_upload IS NULL OR names_upload = resume_id)
    AND accepted_at > uploaded_at
    AND accepted_at <= window_end
  GROUP BY environment, tenant_id, canonical_user_id, resume_id),
opted_out AS (
  SELECT DISTINCT
    uploads.environment, uploads.tenant_id, uploads.canonical_user_id, uploads.resume_id,
    TRUE AS is_hidden
  FROM uploads
  CROSS JOIN variables
  JOIN audit.opt_out_intervals AS hidden
    ON hidden.environment = uploads.environment
    AND hidden.tenant_id = uploads.tenant_id
    AND hidden.canonical_user_id = uploads.canonical_user_id
    AND hidden.opened_at <= window_end
    AND hidden.opened_at < as_of
    AND uploaded_at < hidden.closed_at),
observed AS (
  SELECT
    environment, tenant_id, canonical_user_id, uploading_persona, window_end, converted_at,
    CAST(date_trunc('day', uploaded_at) AS TIMESTAMP_NTZ(6)) AS period_start,
    CAST(DATEDIFF(MILLISECOND, uploaded_at, converted_at) AS FLOAT) / 86400000 AS days,
    coalesce(is_hidden, FALSE) AS is_excluded
  FROM uploads
  LEFT JOIN conversions USING (environment, tenant_id, canonical_user_id, resume_id)
  LEFT JOIN opted_out USING (environment, tenant_id, canonical_user_id, resume_id)),
units AS (
  SELECT
    observed.*,
    NOT is_excluded AND as_of <= window_end AS is_pending,
    NOT is_excluded AND as_of > window_end AS is_closed
  FROM observed
  CROSS JOIN variables),
figures AS (
  SELECT
    environment, tenant_id,
    CASE WHEN everybody THEN 'all' ELSE uploading_persona END AS persona,
    period_start,
    DATEADD(DAY, 1, period_start) AS period_end,
    count_if(is_closed AND converted_at IS NOT NULL) AS converted,
    count_if(is_closed) AS closed,
    count(DISTINCT IFF(is_closed, canonical_user_id, NULL)) AS uploaders,
    count(DISTINCT IFF(is_closed AND converted_at IS NOT NULL, canonical_user_id, NULL))
      AS converted_uploaders,
    count_if(is_pending) AS pending,
    count_if(is_pending AND converted_at IS NOT NULL) AS pending_converted,
    count_if(is_excluded) AS excluded,
    median(IFF(is_closed, days, NULL)) AS median_days
  FROM units
  CROSS JOIN (VALUES (TRUE), (FALSE)) AS scopes (everybody)
  GROUP BY 1, 2, 3, 4)
SELECT
  environment, tenant_id, persona, '' AS dimension, '' AS dimension_value,
  'day' AS period_grain, period_start, period_end, as_of,
  converted AS numerator,
  closed AS denominator,
  CAST(converted AS FLOAT) / nullif(closed, 0) AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  OBJECT_CONSTRUCT_KEEP_NULL(
    'uploaders', uploaders,
    'converted_uploaders', converted_uploaders,
    'conversion_per_uploader', CAST(converted_uploaders AS FLOAT) / nullif(uploaders, 0),
    'pending_converted', pending_converted,
    'median_days_to_accept', median_days) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, persona
