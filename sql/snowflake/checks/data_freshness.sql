/*
data_freshness, worked out from the raw tables: of the O*NET releases of a month, the share that was
loaded within 48 hours.

  Unit      a release_version, at its earliest released_at; the month of that instant
  Succeeds  its first succeeded job of the data set onet finished in (released_at, + 48 h]
  Pending   48 hours have not passed (as_of <= released_at + 48 h)
  Rows      all only; no person is concerned, so that nobody is excluded

Run it:
  snow sql -f sql/snowflake/checks/data_freshness.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as CAST('2026-02-01' AS TIMESTAMP_NTZ(6)).

Generated from sql/checks/data_freshness.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'data_freshness'),
      (SELECT DATEADD(MILLISECOND, 1, max(event_time)) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP_NTZ(6)) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record
  CROSS JOIN variables
  WHERE record_type IN ('onet_release_published', 'etl_job_finished')
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= DATEADD(DAY, -90, CAST(date_trunc('month', report_from) AS TIMESTAMP_NTZ(6))))),
releases AS (
  SELECT
    environment, tenant_id, release_version,
    min(event_time) AS released_at,
    DATEADD(HOUR, 48, min(event_time)) AS window_end
  FROM input
  WHERE record_type = 'onet_release_published'
  GROUP BY environment, tenant_id, release_version),
loads AS (
  SELECT environment, tenant_id, release_version, min(event_time) AS loaded_at
  FROM releases
  JOIN input USING (environment, tenant_id, release_version)
  WHERE record_type = 'etl_job_finished'
    AND dataset = 'onet'
    AND status = 'succeeded'
    AND event_time > released_at
  GROUP BY environment, tenant_id, release_version),
units AS (
  SELECT
    environment, tenant_id,
    CAST(date_trunc('month', released_at) AS TIMESTAMP_NTZ(6)) AS period_start,
    coalesce(loaded_at <= window_end, FALSE) AS in_time,
    as_of > window_end AS is_closed,
    CAST(DATEDIFF(MILLISECOND, released_at, loaded_at) AS FLOAT) / 3600000 AS hours
  FROM releases
  LEFT JOIN loads USING (environment, tenant_id, release_version)
  CROSS JOIN variables),
figures AS (
  SELECT
    environment, tenant_id, period_start,
    DATEADD(MONTH, 1, period_start) AS period_end,
    count_if(is_closed AND in_time) AS loaded_in_time,
    count_if(is_closed) AS closed,
    count_if(NOT is_closed) AS pending,
    max(IFF(is_closed, hours, NULL)) AS worst_hours,
    median(IFF(is_closed, hours, NULL)) AS median_hours
  FROM units
  GROUP BY environment, tenant_id, period_start)
SELECT
  environment, tenant_id, 'all' AS persona, '' AS dimension, '' AS dimension_value,
  'month' AS period_grain, period_start, period_end, as_of,
  loaded_in_time AS numerator,
  closed AS denominator,
  CAST(loaded_in_time AS FLOAT) / nullif(closed, 0) AS value,
  pending,
  0 AS excluded_opt_out,
  0 AS excluded_unresolved,
  OBJECT_CONSTRUCT_KEEP_NULL(
    'breached', closed - loaded_in_time,
    'worst_hours', worst_hours,
    'median_hours', median_hours) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start
