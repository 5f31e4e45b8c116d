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
days AS (
  SELECT
    environment, tenant_id,
    unnest(generate_series(
      CAST(date_trunc('day', greatest(min(assigned_at), any_value(report_from))) AS TIMESTAMP),
      any_value(as_of) - INTERVAL 1 MILLISECOND,
      INTERVAL 1 DAY)) AS day
  FROM roster, variables
  GROUP BY environment, tenant_id),
moments AS (
  SELECT environment, tenant_id, day, least(day + INTERVAL 1 DAY, as_of) AS e
  FROM days, variables),
assigned AS (
  SELECT
    environment, tenant_id, dimension, day, e, student,
    CASE dimension WHEN 'advisor_id' THEN advisor_id ELSE '' END AS dimension_value,
    min(assigned_at) AS assigned_at
  FROM moments
  JOIN roster USING (environment, tenant_id)
  CROSS JOIN (VALUES (''), ('advisor_id')) AS dimensions(dimension)
  WHERE assigned_at < e AND e <= unassigned_at
  GROUP BY ALL),
logins AS (
  SELECT environment, tenant_id, canonical_user_id AS student, event_time
  FROM audit.accepted_records, variables
  WHERE record_type = 'session_started' AND event_time < as_of),
units AS (
  SELECT
    assigned.*,
    EXISTS (
      SELECT 1
      FROM audit.opt_out_intervals AS hidden
      WHERE hidden.environment = assigned.environment
        AND hidden.tenant_id = assigned.tenant_id
        AND hidden.canonical_user_id = assigned.student
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
figures AS (
  SELECT
    environment, tenant_id, persona, dimension, dimension_value, day AS period_start,
    count(*) FILTER (NOT is_excluded AND is_active) AS active,
    count(*) FILTER (NOT is_excluded) AS students,
    count(*) FILTER (NOT is_excluded AND is_recent) AS recent,
    count(*) FILTER (is_excluded) AS excluded
  FROM units
  CROSS JOIN (VALUES ('student'), ('all')) AS personas(persona)
  GROUP BY ALL)
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
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
