/*
planner_engagement, worked out from the raw tables: how many minutes a session spends in the
financial planner, as the median over the sessions that visit it.

  Unit      a session: page timings of one session_id (else person, else visitor) with less than 30
            minutes between one started_at and the next; the day and the week of its first
  Minutes   visible time on /financial-planner and the pages below it
  Value     median of the minutes over sessions with more than none; numerator = their sum,
            denominator = the number of such sessions
  Pending   30 minutes after its last timing have not passed: it may go on
  Excluded  somebody in it was opted out at some instant of [first started_at, last + 30 min)
  Rows      persona of the first timing and all, for days and for weeks

Run it, and give as_of and report_from if another than the newest computation is to be checked:
  ./scripts/sql.sh --localWarehouse=FILE "$(cat sql/duckdb/checks/planner_engagement.sql)"
  SET VARIABLE as_of = TIMESTAMP '2026-02-01'; SET VARIABLE report_from = TIMESTAMP '2026-01-05';
*/
WITH variables AS (
  SELECT
    coalesce(
      CAST(getvariable('as_of') AS TIMESTAMP),
      (SELECT max(as_of) FROM kpi_values WHERE kpi = 'planner_engagement'),
      (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM audit.records)) AS as_of,
    CAST(getvariable('report_from') AS TIMESTAMP) AS report_from),
timings AS (
  SELECT
    environment, tenant_id, canonical_user_id, persona, event_time, record_id, engaged_ms,
    CASE
      WHEN nullif(session_id, '') IS NOT NULL THEN row('session', session_id)
      WHEN canonical_user_id IS NOT NULL THEN row('person', canonical_user_id)
      ELSE row('visitor', anonymous_id)
    END AS session_key,
    regexp_extract(context_page, '^[^?#]*') AS page,
    page = '/financial-planner' OR starts_with(page, '/financial-planner/') AS in_planner
  FROM audit.accepted_records, variables
  WHERE record_type = 'page_timing'
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time >= date_trunc('week', report_from) - INTERVAL 1 DAY)),
-- A timing 30 minutes or more after the one before it begins a new session.
beginnings AS (
  SELECT
    *,
    coalesce(
      event_time >= INTERVAL 30 MINUTE + lag(event_time) OVER (
        PARTITION BY environment, tenant_id, session_key ORDER BY event_time, record_id),
      true) AS begins
  FROM timings),
numbered AS (
  SELECT
    *,
    count(*) FILTER (begins) OVER (
      PARTITION BY environment, tenant_id, session_key
      ORDER BY event_time, record_id
      ROWS UNBOUNDED PRECEDING) AS session_number
  FROM beginnings),
sessions AS (
  SELECT
    environment, tenant_id, session_key, session_number,
    arg_min(persona, row(event_time, record_id)) AS persona,
    min(event_time) AS started_at,
    max(event_time) + INTERVAL 30 MINUTE AS window_end,
    coalesce(sum(engaged_ms) FILTER (in_planner), 0) / 60000 AS minutes
  FROM numbered
  GROUP BY ALL),
hidden_sessions AS (
  SELECT DISTINCT environment, tenant_id, session_key, session_number
  FROM sessions
  JOIN numbered USING (environment, tenant_id, session_key, session_number)
  JOIN audit.opt_out_intervals USING (environment, tenant_id, canonical_user_id)
  CROSS JOIN variables
  WHERE opened_at < least(window_end, as_of) AND started_at < closed_at),
units AS (
  SELECT
    sessions.*,
    hidden_sessions.session_number IS NOT NULL AS is_excluded,
    NOT is_excluded AND as_of < window_end AS is_pending,
    NOT is_excluded AND as_of >= window_end AS is_closed
  FROM sessions
  LEFT JOIN hidden_sessions USING (environment, tenant_id, session_key, session_number)
  CROSS JOIN variables),
figures AS (
  SELECT
    environment, tenant_id,
    CASE WHEN everybody THEN 'all' ELSE persona END AS persona,
    period_grain,
    CAST(date_trunc(period_grain, started_at) AS TIMESTAMP) AS period_start,
    CASE period_grain
      WHEN 'day' THEN period_start + INTERVAL 1 DAY
      ELSE period_start + INTERVAL 7 DAY
    END AS period_end,
    coalesce(sum(minutes) FILTER (is_closed), 0) AS minutes,
    count(*) FILTER (is_closed AND minutes > 0) AS closed,
    median(minutes) FILTER (is_closed AND minutes > 0) AS median_minutes,
    quantile_cont(minutes, 0.25) FILTER (is_closed AND minutes > 0) AS p25,
    quantile_cont(minutes, 0.75) FILTER (is_closed AND minutes > 0) AS p75,
    quantile_cont(minutes, 0.9) FILTER (is_closed AND minutes > 0) AS p90,
    count(*) FILTER (is_closed AND minutes = 0) AS sessions_without_planner,
    count(*) FILTER (is_pending) AS pending,
    count(*) FILTER (is_excluded) AS excluded
  FROM units
  CROSS JOIN (VALUES (true), (false)) AS scopes(everybody)
  CROSS JOIN (VALUES ('day'), ('week')) AS grains(period_grain)
  GROUP BY ALL)
SELECT
  environment, tenant_id, persona, '' AS dimension, '' AS dimension_value,
  period_grain, period_start, period_end, as_of,
  minutes AS numerator,
  closed AS denominator,
  median_minutes AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  json_object(
    'p25', p25,
    'p75', p75,
    'p90', p90,
    'sessions_without_planner', sessions_without_planner) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures, variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_grain, period_start, persona
