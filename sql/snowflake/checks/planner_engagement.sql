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

Run it:
  snow sql -f sql/snowflake/checks/planner_engagement.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as CAST('2026-02-01' AS TIMESTAMP_NTZ(6)).

Generated from sql/checks/planner_engagement.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'planner_engagement'),
      (SELECT DATEADD(MILLISECOND, 1, max(event_time)) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP_NTZ(6)) AS report_from),
timings AS (
  SELECT
    environment, tenant_id, canonical_user_id, persona, event_time, record_id, engaged_ms,
    CASE
      WHEN nullif(session_id, '') IS NOT NULL THEN 'session'
      WHEN canonical_user_id IS NOT NULL THEN 'person'
      ELSE 'visitor'
    END AS key_kind,
    coalesce(nullif(session_id, ''), canonical_user_id, anonymous_id) AS session_key,
    split_part(split_part(context_page, '#', 1), '?', 1) AS page
  FROM audit.accepted_records
  CROSS JOIN variables
  WHERE record_type = 'page_timing'
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= DATEADD(DAY, -1, CAST(date_trunc('week', report_from) AS TIMESTAMP_NTZ(6))))),
-- A timing 30 minutes or more after the one before it begins a new session.
beginnings AS (
  SELECT
    environment, tenant_id, canonical_user_id, persona, event_time, record_id, key_kind,
    session_key,
    IFF(page = '/financial-planner' OR STARTSWITH(page, '/financial-planner/'), engaged_ms, 0)
      AS planner_ms,
    coalesce(
      event_time >= DATEADD(MINUTE, 30, lag(event_time) OVER (
        PARTITION BY environment, tenant_id, key_kind, session_key
        ORDER BY event_time, record_id)),
      TRUE) AS begins
  FROM timings),
numbered AS (
  SELECT
    environment, tenant_id, canonical_user_id, persona, event_time, key_kind, session_key,
    planner_ms,
    row_number() OVER (
      PARTITION BY environment, tenant_id, key_kind, session_key
      ORDER BY event_time, record_id) AS turn,
    sum(IFF(begins, 1, 0)) OVER (
      PARTITION BY environment, tenant_id, key_kind, session_key
      ORDER BY event_time, record_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session_number
  FROM beginnings),
sessions AS (
  SELECT
    environment, tenant_id, key_kind, session_key, session_number,
    MIN_BY(persona, turn) AS first_persona,
    min(event_time) AS session_start,
    DATEADD(MINUTE, 30, max(event_time)) AS window_end,
    CAST(coalesce(sum(planner_ms), 0) AS FLOAT) / 60000 AS planner_minutes
  FROM numbered
  GROUP BY environment, tenant_id, key_kind, session_key, session_number),
opted_out AS (
  SELECT DISTINCT
    numbered.environment, numbered.tenant_id, numbered.key_kind, numbered.session_key,
    numbered.session_number, TRUE AS is_hidden
  FROM sessions
  JOIN numbered
    ON numbered.environment = sessions.environment
    AND numbered.tenant_id = sessions.tenant_id
    AND numbered.key_kind = sessions.key_kind
    AND numbered.session_key = sessions.session_key
    AND numbered.session_number = sessions.session_number
  CROSS JOIN variables
  JOIN audit.opt_out_intervals AS hidden
    ON hidden.environment = numbered.environment
    AND hidden.tenant_id = numbered.tenant_id
    AND hidden.canonical_user_id = numbered.canonical_user_id
    AND hidden.opened_at < least(window_end, as_of)
    AND session_start < hidden.closed_at),
observed AS (
  SELECT
    environment, tenant_id, first_persona, session_start, window_end, planner_minutes,
    coalesce(is_hidden, FALSE) AS is_excluded
  FROM sessions
  LEFT JOIN opted_out
    USING (environment, tenant_id, key_kind, session_key, session_number)),
units AS (
  SELECT
    observed.*,
    NOT is_excluded AND as_of < window_end AS is_pending,
    NOT is_excluded AND as_of >= window_end AS is_closed,
    IFF(NOT is_excluded AND as_of >= window_end AND planner_minutes > 0, planner_minutes, NULL)
      AS counted_minutes
  FROM observed
  CROSS JOIN variables),
figures AS (
  SELECT
    environment, tenant_id,
    CASE WHEN everybody THEN 'all' ELSE first_persona END AS persona,
    period_grain,
    CAST(
      CASE period_grain
        WHEN 'day' THEN date_trunc('day', session_start)
        ELSE date_trunc('week', session_start)
      END AS TIMESTAMP_NTZ(6)) AS period_start,
    coalesce(sum(counted_minutes), 0) AS minutes,
    count(counted_minutes) AS closed,
    median(counted_minutes) AS median_minutes,
    PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY counted_minutes) AS p25,
    PERCENTILE_CONT(0.75) WITHIN GROUP (ORDER BY counted_minutes) AS p75,
    PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY counted_minutes) AS p90,
    count_if(is_closed AND planner_minutes = 0) AS sessions_without_planner,
    count_if(is_pending) AS pending,
    count_if(is_excluded) AS excluded
  FROM units
  CROSS JOIN (VALUES (TRUE), (FALSE)) AS scopes (everybody)
  CROSS JOIN (VALUES ('day'), ('week')) AS grains (period_grain)
  GROUP BY 1, 2, 3, 4, 5),
periods AS (
  SELECT
    figures.*,
    DATEADD(DAY, CASE period_grain WHEN 'day' THEN 1 ELSE 7 END, period_start) AS period_end
  FROM figures)
SELECT
  environment, tenant_id, persona, '' AS dimension, '' AS dimension_value,
  period_grain, period_start, period_end, as_of,
  minutes AS numerator,
  closed AS denominator,
  median_minutes AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  OBJECT_CONSTRUCT_KEEP_NULL(
    'p25', p25,
    'p75', p75,
    'p90', p90,
    'sessions_without_planner', sessions_without_planner) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM periods
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_grain, period_start, persona
