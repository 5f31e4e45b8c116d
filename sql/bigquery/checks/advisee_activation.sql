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
  bq query --use_legacy_sql=false < sql/bigquery/checks/advisee_activation.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as TIMESTAMP '2026-02-01'.

Generated from sql/checks/advisee_activation.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'advisee_activation'),
      (SELECT TIMESTAMP_ADD(max(event_time), INTERVAL 1 MILLISECOND) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP) AS report_from),
roster AS (
  SELECT
    environment, record.tenant_id, advisor_id,
    coalesce(resolved_user_id, student_id) AS student,
    event_time AS assigned_at,
    coalesce(max(unassigned_at), TIMESTAMP '9999-12-31 00:00:00+00')
      AS last_unassigned_at
  FROM audit.accepted_records AS record
  LEFT JOIN identity.links AS links
    ON links.tenant_id = record.tenant_id AND alias_type = 'user_id' AND alias = student_id
  CROSS JOIN variables
  WHERE record_type = 'roster_assignment' AND event_time < as_of
  GROUP BY 1, 2, 3, 4, 5
  HAVING NOT LOGICAL_OR(coalesce(tombstone, FALSE))),
first_days AS (
  SELECT
    environment, tenant_id, as_of,
    TIMESTAMP_TRUNC(greatest(
      min(assigned_at), coalesce(report_from, min(assigned_at))), DAY)
      AS first_day
  FROM roster
  CROSS JOIN variables
  GROUP BY environment, tenant_id, as_of, report_from),
days AS (
  SELECT environment, tenant_id, as_of, period_start
  FROM first_days
  CROSS JOIN UNNEST(GENERATE_TIMESTAMP_ARRAY(
    first_day, TIMESTAMP_SUB(as_of, INTERVAL 1 MILLISECOND), INTERVAL 1 DAY)) AS period_start),
moments AS (
  SELECT
    environment, tenant_id, period_start,
    least(TIMESTAMP_ADD(period_start, INTERVAL 1 DAY), as_of) AS e
  FROM days),
assigned AS (
  SELECT
    environment, tenant_id, dimension, period_start, e, student,
    CASE dimension WHEN 'advisor_id' THEN advisor_id ELSE '' END AS dimension_value,
    min(assigned_at) AS first_assigned_at
  FROM moments
  JOIN roster USING (environment, tenant_id)
  CROSS JOIN UNNEST(['', 'advisor_id']) AS dimension
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
    AND TIMESTAMP_SUB(e, INTERVAL 30 DAY) < hidden.closed_at),
logins AS (
  SELECT DISTINCT
    assigned.environment, assigned.tenant_id, assigned.period_start, assigned.student,
    TRUE AS has_login
  FROM assigned
  JOIN audit.accepted_records AS record
    ON record.environment = assigned.environment
    AND record.tenant_id = assigned.tenant_id
    AND record.canonical_user_id = assigned.student
    AND record.event_time >= TIMESTAMP_SUB(e, INTERVAL 30 DAY)
    AND record.event_time < e
  WHERE record_type = 'session_started'),
units AS (
  SELECT
    environment, tenant_id, dimension, dimension_value, period_start,
    coalesce(is_hidden, FALSE) AS is_excluded,
    coalesce(has_login, FALSE) AS is_active,
    first_assigned_at > TIMESTAMP_SUB(e, INTERVAL 30 DAY) AS is_recent
  FROM assigned
  LEFT JOIN opted_out USING (environment, tenant_id, period_start, student)
  LEFT JOIN logins USING (environment, tenant_id, period_start, student)),
figures AS (
  SELECT
    environment, tenant_id, persona, dimension, dimension_value, period_start,
    TIMESTAMP_ADD(period_start, INTERVAL 1 DAY) AS period_end,
    COUNTIF(NOT is_excluded AND is_active) AS active,
    COUNTIF(NOT is_excluded) AS students,
    COUNTIF(NOT is_excluded AND is_recent) AS recent,
    COUNTIF(is_excluded) AS excluded
  FROM units
  CROSS JOIN UNNEST(['student', 'all']) AS persona
  GROUP BY 1, 2, 3, 4, 5, 6)
SELECT
  environment, tenant_id, persona, dimension, dimension_value,
  'day' AS period_grain, period_start, period_end, as_of,
  active AS numerator,
  students AS denominator,
  active / nullif(students, 0) AS value,
  0 AS pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  JSON_OBJECT('active_30d', active, 'assigned_less_than_30d', recent) AS measures,
  as_of >= period_end AS is_final
FROM figures
CROSS JOIN variables
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
