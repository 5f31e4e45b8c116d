/*
data_freshness, worked out from the raw tables: of the O*NET releases of a month, the share that was
loaded within 48 hours.

  Unit      a release_version, at its earliest released_at; the month of that instant
  Succeeds  its first succeeded job of the data set onet finished in (released_at, + 48 h]
  Pending   48 hours have not passed (as_of <= released_at + 48 h)
  Rows      all only; no person is concerned, so that nobody is excluded

Run it, and give as_of and report_from if another than the newest computation is to be checked:
  ./scripts/sql.sh --localWarehouse=FILE "$(cat sql/duckdb/checks/data_freshness.sql)"
  SET VARIABLE as_of = TIMESTAMP '2026-02-01'; SET VARIABLE report_from = TIMESTAMP '2026-01-05';
*/
WITH variables AS (
  SELECT
    coalesce(
      CAST(getvariable('as_of') AS TIMESTAMP),
      (SELECT max(as_of) FROM kpi_values WHERE kpi = 'data_freshness'),
      (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM audit.records)) AS as_of,
    CAST(getvariable('report_from') AS TIMESTAMP) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record, variables
  WHERE record_type IN ('onet_release_published', 'etl_job_finished')
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time >= date_trunc('month', report_from) - INTERVAL 90 DAY)),
releases AS (
  SELECT
    environment, tenant_id, release_version,
    min(event_time) AS released_at,
    released_at + INTERVAL 48 HOUR AS window_end
  FROM input
  WHERE record_type = 'onet_release_published'
  GROUP BY environment, tenant_id, release_version),
loads AS (
  SELECT environment, tenant_id, release_version, min(event_time) AS loaded_at
  FROM releases JOIN input USING (environment, tenant_id, release_version)
  WHERE record_type = 'etl_job_finished'
    AND dataset = 'onet'
    AND status = 'succeeded'
    AND event_time > released_at
  GROUP BY ALL),
units AS (
  SELECT
    releases.*,
    coalesce(loaded_at <= window_end, false) AS in_time,
    as_of > window_end AS is_closed,
    date_diff('millisecond', released_at, loaded_at) / 3600000 AS hours
  FROM releases
  LEFT JOIN loads USING (environment, tenant_id, release_version)
  CROSS JOIN variables),
figures AS (
  SELECT
    environment, tenant_id,
    CAST(date_trunc('month', released_at) AS TIMESTAMP) AS period_start,
    period_start + INTERVAL 1 MONTH AS period_end,
    count(*) FILTER (is_closed AND in_time) AS in_time,
    count(*) FILTER (is_closed) AS closed,
    count(*) FILTER (NOT is_closed) AS pending,
    max(hours) FILTER (is_closed) AS worst_hours,
    median(hours) FILTER (is_closed) AS median_hours
  FROM units
  GROUP BY ALL)
SELECT
  environment, tenant_id, 'all' AS persona, '' AS dimension, '' AS dimension_value,
  'month' AS period_grain, period_start, period_end, as_of,
  in_time AS numerator,
  closed AS denominator,
  in_time / nullif(closed, 0) AS value,
  pending,
  0 AS excluded_opt_out,
  0 AS excluded_unresolved,
  json_object(
    'breached', closed - in_time,
    'worst_hours', worst_hours,
    'median_hours', median_hours) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures, variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start
