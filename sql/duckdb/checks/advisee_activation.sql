/*
advisee_activation, worked out from the raw tables: of the students on a roster at the end of a day,
the share that logged in within the 30 days before.

  Unit      a student whom an advisor has at e = the end of the day, or as_of if that is earlier:
            assigned_at < e <= unassigned_at, or not unassigned
  Roster    of several records of one (advisor, student, assigned_at) the greatest unassigned_at
            counts; a tombstone voids the assignment
  Succeeds  a session_started of the student in [e - 30 d, e)
  Excluded  opted out at some instant of [e - 30 d, e)
  Rows      student and all; every day from the first assignment on, over all advisors and for
            each (dimension advisor_id); a student of two advisors counts once in the headline

Nothing is pending; a row is final when its day has ended.

Run it, and give as_of and report_from if another than the newest computation is to be checked:
  ./scripts/sql.sh --localWarehouse=FILE "$(cat sql/duckdb/checks/advisee_activation.sql)"
  SET VARIABLE as_of = TIMESTAMP '2026-02-01'; SET VARIABLE report_from = TIMESTAMP '2026-01-05';
*/
WITH variables AS (
  SELECT
    coalesce(
      CAST(getvariable('as_of') AS TIMESTAMP),
      (SELECT max(as_of) FROM kpi_values WHERE kpi = 'advisee_activation'),
      (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM audit.records)) AS as_of,
    CAST(getvariable('report_from') AS TIMESTAMP) AS report_from),
roster AS (
  SELECT
    environment, record.tenant_id, advisor_id,
    coalesce(resolved_user_id, student_id) AS student,
    event_time AS assigned_at,
    coalesce(max(unassigned_at), 'infinity') AS unassigned_at
  FROM audit.accepted_records AS record
  LEFT JOIN identity.links
    ON links.tenant_id = record.tenant_id AND alias_type = 'user_id' AND alias = student_id
  CROSS JOIN variables
  WHERE record_type = 'roster_assignment' AND event_time < as_of
  GROUP BY ALL
  HAVING NOT bool_or(coalesce(tombstone, false))),
logins AS (
  SELECT environment, tenant_id, canonical_user_id AS student, event_time
  FROM audit.accepted_records, variables
  WHERE record_type = 'session_started' AND event_time < as_of),
hidden AS (
  SELECT environment, tenant_id, canonical_user_id AS student, opened_at, closed_at
  FROM audit.opt_out_intervals),
-- Something changes for a student when e passes one of these. From one to the next a student's days
-- are all alike, so that it is enough to look at the first of them.
turns AS (
  SELECT environment, tenant_id, student, unnest([assigned_at, assigned_at + INTERVAL 30 DAY,
    unassigned_at]) AS turn
  FROM roster
  UNION ALL
  SELECT environment, tenant_id, student, unnest([event_time, event_time + INTERVAL 30 DAY])
  FROM logins
  UNION ALL
  SELECT environment, tenant_id, student, unnest([opened_at, closed_at + INTERVAL 30 DAY])
  FROM hidden),
spans AS (
  SELECT
    environment, tenant_id, student,
    date_trunc('day', greatest(min(assigned_at), any_value(report_from))) AS first_day,
    date_trunc('day', any_value(as_of) - INTERVAL 1 MICROSECOND) AS last_day
  FROM roster, variables
  GROUP BY ALL),
-- At midnight, a day that ends then may differ from the one before, or from the one after.
first_days AS (
  SELECT DISTINCT environment, tenant_id, student, day, last_day
  FROM (
    SELECT
      environment, tenant_id, student, last_day,
      unnest([first_day, last_day, date_trunc('day', turn),
        date_trunc('day', turn - INTERVAL 1 MICROSECOND)]) AS day,
      first_day
    FROM turns
    JOIN spans USING (environment, tenant_id, student)
    WHERE isfinite(turn))
  WHERE day BETWEEN first_day AND last_day),
stretches AS (
  SELECT
    environment, tenant_id, student, day,
    coalesce(
      lead(day) OVER (PARTITION BY environment, tenant_id, student ORDER BY day),
      last_day + INTERVAL 1 DAY) AS next_day,
    least(day + INTERVAL 1 DAY, as_of) AS e
  FROM first_days, variables),
assigned AS (
  SELECT
    environment, tenant_id, dimension, day, next_day, e, student,
    CASE dimension WHEN 'advisor_id' THEN advisor_id ELSE '' END AS dimension_value,
    min(assigned_at) AS assigned_at
  FROM stretches
  JOIN roster USING (environment, tenant_id, student)
  CROSS JOIN (VALUES (''), ('advisor_id')) AS dimensions(dimension)
  WHERE assigned_at < e AND e <= unassigned_at
  GROUP BY ALL),
units AS (
  SELECT
    assigned.*,
    EXISTS (
      SELECT 1
      FROM hidden
      WHERE hidden.environment = assigned.environment
        AND hidden.tenant_id = assigned.tenant_id
        AND hidden.student = assigned.student
        AND hidden.opened_at < e
        AND e - INTERVAL 30 DAY < hidden.closed_at) AS is_excluded,
    EXISTS (
      SELECT 1
      FROM logins
      WHERE logins.environment = assigned.environment
        AND logins.tenant_id = assigned.tenant_id
        AND logins.student = assigned.student
        AND logins.event_time >= e - INTERVAL 30 DAY
        AND logins.event_time < e) AS is_active,
    assigned_at > e - INTERVAL 30 DAY AS is_recent
  FROM assigned),
-- What a stretch adds on its first day it takes away on the day after its last.
changes AS (
  SELECT
    environment, tenant_id, dimension, dimension_value, day, sign,
    sign * (NOT is_excluded AND is_active)::INTEGER AS active,
    sign * (NOT is_excluded)::INTEGER AS students,
    sign * (NOT is_excluded AND is_recent)::INTEGER AS recent,
    sign * is_excluded::INTEGER AS excluded
  FROM (
    SELECT units.* EXCLUDE (day, next_day), 1 AS sign, day FROM units
    UNION ALL BY NAME
    SELECT units.* EXCLUDE (day, next_day), -1 AS sign, next_day AS day FROM units)),
days AS (
  SELECT
    environment, tenant_id, dimension, dimension_value,
    unnest(generate_series(min(day), max(day), INTERVAL 1 DAY)) AS day
  FROM changes
  GROUP BY ALL),
figures AS (
  SELECT
    environment, tenant_id, persona, dimension, dimension_value, day AS period_start,
    sum(coalesce(active, 0)) OVER until_day AS active,
    sum(coalesce(students, 0)) OVER until_day AS students,
    sum(coalesce(recent, 0)) OVER until_day AS recent,
    sum(coalesce(excluded, 0)) OVER until_day AS excluded
  FROM days
  LEFT JOIN (
    SELECT
      environment, tenant_id, dimension, dimension_value, day,
      sum(active) AS active, sum(students) AS students, sum(recent) AS recent,
      sum(excluded) AS excluded
    FROM changes
    GROUP BY ALL)
  USING (environment, tenant_id, dimension, dimension_value, day)
  CROSS JOIN (VALUES ('student'), ('all')) AS personas(persona)
  WINDOW until_day AS (
    PARTITION BY environment, tenant_id, dimension, dimension_value, persona ORDER BY day))
SELECT
  environment, tenant_id, persona, dimension, dimension_value,
  'day' AS period_grain, period_start, period_start + INTERVAL 1 DAY AS period_end, as_of,
  active AS numerator,
  students AS denominator,
  active / nullif(students, 0) AS value,
  0 AS pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  json_object('active_30d', active, 'assigned_less_than_30d', recent) AS measures,
  as_of >= period_end AS is_final
FROM figures, variables
WHERE students + excluded > 0
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
