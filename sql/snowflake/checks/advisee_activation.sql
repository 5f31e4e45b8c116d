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

Run it:
  snow sql -f sql/snowflake/checks/advisee_activation.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as CAST('2026-02-01' AS TIMESTAMP_NTZ(6)).

Generated from sql/checks/advisee_activation.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'advisee_activation'),
      (SELECT DATEADD(MILLISECOND, 1, max(event_time)) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP_NTZ(6)) AS report_from),
roster AS (
  SELECT
    environment, record.tenant_id, advisor_id,
    coalesce(resolved_user_id, student_id) AS student,
    event_time AS assigned_at,
    coalesce(max(unassigned_at), CAST('9999-12-31 00:00:00' AS TIMESTAMP_NTZ(6)))
      AS last_unassigned_at
  FROM audit.accepted_records AS record
  LEFT JOIN identity.links AS links
    ON links.tenant_id = record.tenant_id AND alias_type = 'user_id' AND alias = student_id
  CROSS JOIN variables
  WHERE record_type = 'roster_assignment' AND event_time < as_of
  GROUP BY 1, 2, 3, 4, 5
  HAVING NOT BOOLOR_AGG(coalesce(tombstone, FALSE))),
first_days AS (
  SELECT
    environment, tenant_id, as_of,
    CAST(date_trunc('day', greatest(
      min(assigned_at), coalesce(report_from, min(assigned_at)))) AS TIMESTAMP_NTZ(6))
      AS first_day
  FROM roster
  CROSS JOIN variables
  GROUP BY environment, tenant_id, as_of, report_from),
days AS (
  SELECT
    environment, tenant_id, as_of,
    CAST(DATEADD(DAY, day_number.index, first_day) AS TIMESTAMP_NTZ(6)) AS period_start
  FROM
    first_days,
    LATERAL FLATTEN(INPUT => ARRAY_GENERATE_RANGE(
      0, DATEDIFF(DAY, first_day, DATEADD(MILLISECOND, -1, as_of)) + 1)) AS day_number),
moments AS (
  SELECT
    environment, tenant_id, period_start,
    least(DATEADD(DAY, 1, period_start), as_of) AS e
  FROM days),
assigned AS (
  SELECT
    environment, tenant_id, dimension, period_start, e, student,
    CASE dimension WHEN 'advisor_id' THEN advisor_id ELSE '' END AS dimension_value,
    min(assigned_at) AS first_assigned_at
  FROM moments
  JOIN roster USING (environment, tenant_id)
  CROSS JOIN (VALUES (''), ('advisor_id')) AS dimensions (dimension)
  WHERE assigned_at < e AND e <= last_unassigned_at
  GROUP BY 1, 2, 3, 4, 5, 6, 7),
opted_out AS (
  SELECT DISTINCT
    assigned.environment, assigned.tenant_id, assigned.period_start, assigned.student,
    TRUE AS is_hidden
  FROM assigned
  JOIN audit.opt_out_intervals AS hidden
    ON hidden.environment = assigned.environment
    AND hidden.tenant_id = assigned.tenant_id
    AND hidden.canonical_user_id = assigned.student
    AND hidden.opened_at < e
    AND DATEADD(DAY, -30, e) < hidden.closed_at),
logins AS (
  SELECT DISTINCT
    assigned.environment, assigned.tenant_id, assigned.period_start, assigned.student,
    TRUE AS has_login
  FROM assigned
  JOIN audit.accepted_records AS record
    ON record.environment = assigned.environment
    AND record.tenant_id = assigned.tenant_id
    AND record.canonical_user_id = assigned.student
    AND record.event_time >= DATEADD(DAY, -30, e)
    AND record.event_time < e
  WHERE record_type = 'session_started'),
units AS (
  SELECT
    environment, tenant_id, dimension, dimension_value, period_start,
    coalesce(is_hidden, FALSE) AS is_excluded,
    coalesce(has_login, FALSE) AS is_active,
    first_assigned_at > DATEADD(DAY, -30, e) AS is_recent
  FROM assigned
  LEFT JOIN opted_out USING (environment, tenant_id, period_start, student)
  LEFT JOIN logins USING (environment, tenant_id, period_start, student)),
figures AS (
  SELECT
    environment, tenant_id, persona, dimension, dimension_value, period_start,
    DATEADD(DAY, 1, period_start) AS period_end,
    count_if(NOT is_excluded AND is_active) AS active,
    count_if(NOT is_excluded) AS students,
    count_if(NOT is_excluded AND is_recent) AS recent,
    count_if(is_excluded) AS excluded
  FROM units
  CROSS JOIN (VALUES ('student'), ('all')) AS personas (persona)
  GROUP BY 1, 2, 3, 4, 5, 6)
SELECT
  environment, tenant_id, persona, dimension, dimension_value,
  'day' AS period_grain, period_start, period_end, as_of,
  active AS numerator,
  students AS denominator,
  CAST(active AS FLOAT) / nullif(students, 0) AS value,
  0 AS pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  OBJECT_CONSTRUCT_KEEP_NULL('active_30d', active, 'assigned_less_than_30d', recent) AS measures,
  as_of >= period_end AS is_final
FROM figures
CROSS JOIN variables
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
