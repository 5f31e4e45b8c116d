/*
data_freshness, worked out from the raw tables: of the O*NET releases of a month, the share that was
loaded within 48 hours.

  Unit      a release_version, at its earliest released_at; the month of that instant
  Succeeds  its first succeeded job of the data set onet finished in (released_at, + 48 h]
  Pending   48 hours have not passed (as_of <= released_at + 48 h)
  Rows      all only; no person is concerned, so that nobody is excluded

Run it:
  bq query --use_legacy_sql=false < sql/bigquery/checks/data_freshness.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as TIMESTAMP '2026-02-01'.

Generated from sql/checks/data_freshness.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'data_freshness'),
      (SELECT TIMESTAMP_ADD(max(event_time), INTERVAL 1 MILLISECOND) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record
  CROSS JOIN variables
  WHERE record_type IN ('onet_release_published', 'etl_job_finished')
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= TIMESTAMP_SUB(TIMESTAMP_TRUNC(report_from, MONTH), INTERVAL 90 DAY))),
releases AS (
  SELECT
    environment, tenant_id, release_version,
    min(event_time) AS released_at,
    TIMESTAMP_ADD(min(event_time), INTERVAL 48 HOUR) AS window_end
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
    TIMESTAMP_TRUNC(released_at, MONTH) AS period_start,
    coalesce(loaded_at <= window_end, FALSE) AS in_time,
    as_of > window_end AS is_closed,
    TIMESTAMP_DIFF(loaded_at, released_at, MILLISECOND) / 3600000 AS hours
  FROM releases
  LEFT JOIN loads USING (environment, tenant_id, release_version)
  CROSS JOIN variables),
medians AS (
  SELECT
    units.*,
    PERCENTILE_CONT(IF(is_closed, hours, NULL), 0.5) OVER (
      PARTITION BY environment, tenant_id, period_start) AS median_hours
  FROM units),
figures AS (
  SELECT
    environment, tenant_id, period_start,
    CAST(DATE_ADD(CAST(period_start AS DATE), INTERVAL 1 MONTH) AS TIMESTAMP) AS period_end,
    COUNTIF(is_closed AND in_time) AS loaded_in_time,
    COUNTIF(is_closed) AS closed,
    COUNTIF(NOT is_closed) AS pending,
    max(IF(is_closed, hours, NULL)) AS worst_hours,
    any_value(median_hours) AS median_hours
  FROM medians
  GROUP BY environment, tenant_id, period_start)
SELECT
  environment, tenant_id, 'all' AS persona, '' AS dimension, '' AS dimension_value,
  'month' AS period_grain, period_start, period_end, as_of,
  loaded_in_time AS numerator,
  closed AS denominator,
  loaded_in_time / nullif(closed, 0) AS value,
  pending,
  0 AS excluded_opt_out,
  0 AS excluded_unresolved,
  JSON_OBJECT(
    'breached', closed - loaded_in_time,
    'worst_hours', worst_hours,
    'median_hours', median_hours) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start
