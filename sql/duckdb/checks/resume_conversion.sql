/*
resume_conversion, worked out from the raw tables: of the resumes uploaded on a day, the share that
led to an accepted action plan within 14 days.

  Unit      an upload: the first resume_parsed of a person's resume_id; the day of that event
  Succeeds  an action_plan_accepted of the same person in (upload, upload + 14 d] that names this
            resume, or names none of the person's uploads
  Pending   until the 14 days are over (as_of <= upload + 14 d)
  Excluded  opted out at some instant of [upload, upload + 14 d]
  Rows      persona of the upload and all

Run it, and give as_of and report_from if another than the newest computation is to be checked:
  ./scripts/sql.sh --localWarehouse=FILE "$(cat sql/duckdb/checks/resume_conversion.sql)"
  SET VARIABLE as_of = TIMESTAMP '2026-02-01'; SET VARIABLE report_from = TIMESTAMP '2026-01-05';
*/
WITH variables AS (
  SELECT
    coalesce(
      CAST(getvariable('as_of') AS TIMESTAMP),
      (SELECT max(as_of) FROM kpi_values WHERE kpi = 'resume_conversion'),
      (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM audit.records)) AS as_of,
    CAST(getvariable('report_from') AS TIMESTAMP) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record, variables
  WHERE record_type IN ('resume_parsed', 'action_plan_accepted')
    AND canonical_user_id IS NOT NULL
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time >= date_trunc('day', report_from) - INTERVAL 400 DAY)),
uploads AS (
  SELECT
    environment, tenant_id, canonical_user_id, resume_id, persona,
    event_time AS uploaded_at,
    event_time + INTERVAL 14 DAY AS window_end
  FROM input
  WHERE record_type = 'resume_parsed'
  QUALIFY row_number() OVER (
    PARTITION BY environment, tenant_id, canonical_user_id, resume_id
    ORDER BY event_time, record_id) = 1),
plans AS (
  SELECT
    plan.environment, plan.tenant_id, plan.canonical_user_id, plan.event_time AS accepted_at,
    named.resume_id AS names_upload
  FROM input AS plan
  LEFT JOIN uploads AS named
    ON named.environment = plan.environment
    AND named.tenant_id = plan.tenant_id
    AND named.canonical_user_id = plan.canonical_user_id
    AND named.resume_id = plan.resume_id
  WHERE plan.record_type = 'action_plan_accepted'),
conversions AS (
  SELECT environment, tenant_id, canonical_user_id, resume_id, min(accepted_at) AS converted_at
  FROM uploads JOIN plans USING (environment, tenant_id, canonical_user_id)
  WHERE (names_upload IS NULL OR names_upload = resume_id)
    AND accepted_at > uploaded_at
    AND accepted_at <= window_end
  GROUP BY ALL),
observed AS (
  SELECT
    uploads.*,
    converted_at,
    EXISTS (
      SELECT 1
      FROM audit.opt_out_intervals AS hidden
      WHERE hidden.environment = uploads.environment
        AND hidden.tenant_id = uploads.tenant_id
        AND hidden.canonical_user_id = uploads.canonical_user_id
        AND hidden.opened_at <= window_end
        AND hidden.opened_at < as_of
        AND uploaded_at < hidden.closed_at) AS is_excluded
  FROM uploads
  LEFT JOIN conversions USING (environment, tenant_id, canonical_user_id, resume_id)
  CROSS JOIN variables),
units AS (
  SELECT
    observed.*,
    NOT is_excluded AND as_of <= window_end AS is_pending,
    NOT is_excluded AND as_of > window_end AS is_closed
  FROM observed, variables),
figures AS (
  SELECT
    environment, tenant_id,
    CASE WHEN everybody THEN 'all' ELSE persona END AS persona,
    CAST(date_trunc('day', uploaded_at) AS TIMESTAMP) AS period_start,
    count(*) FILTER (is_closed AND converted_at IS NOT NULL) AS converted,
    count(*) FILTER (is_closed) AS closed,
    count(DISTINCT canonical_user_id) FILTER (is_closed) AS uploaders,
    count(DISTINCT canonical_user_id) FILTER (is_closed AND converted_at IS NOT NULL)
      AS converted_uploaders,
    count(*) FILTER (is_pending) AS pending,
    count(*) FILTER (is_pending AND converted_at IS NOT NULL) AS pending_converted,
    count(*) FILTER (is_excluded) AS excluded,
    median(date_diff('millisecond', uploaded_at, converted_at) / 86400000)
      FILTER (is_closed AND converted_at IS NOT NULL) AS median_days
  FROM units
  CROSS JOIN (VALUES (true), (false)) AS scopes(everybody)
  GROUP BY ALL)
SELECT
  environment, tenant_id, persona, '' AS dimension, '' AS dimension_value,
  'day' AS period_grain, period_start, period_start + INTERVAL 1 DAY AS period_end, as_of,
  converted AS numerator,
  closed AS denominator,
  converted / nullif(closed, 0) AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  json_object(
    'uploaders', uploaders,
    'converted_uploaders', converted_uploaders,
    'conversion_per_uploader', converted_uploaders / nullif(uploaders, 0),
    'pending_converted', pending_converted,
    'median_days_to_accept', median_days) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures, variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, persona
