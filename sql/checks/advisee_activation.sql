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

{usage(advisee_activation)}
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'advisee_activation'),
      (SELECT {plus(max(event_time); 1; MILLISECOND)} FROM audit.records)) AS as_of,
    {no_time} AS report_from),
roster AS (
  SELECT
    environment, record.tenant_id, advisor_id,
    coalesce(resolved_user_id, student_id) AS student,
    event_time AS assigned_at,
    coalesce(max(unassigned_at), {end_of_time})
      AS last_unassigned_at
  FROM audit.accepted_records AS record
  LEFT JOIN identity.links AS links
    ON links.tenant_id = record.tenant_id AND alias_type = 'user_id' AND alias = student_id
  CROSS JOIN variables
  WHERE record_type = 'roster_assignment' AND event_time < as_of
  GROUP BY 1, 2, 3, 4, 5
  HAVING NOT {any(coalesce(tombstone, FALSE))}),
first_days AS (
  SELECT
    environment, tenant_id, as_of,
    {day(greatest(
      min(assigned_at), coalesce(report_from, min(assigned_at))))}
      AS first_day
  FROM roster
  CROSS JOIN variables
  GROUP BY environment, tenant_id, as_of, report_from),
days AS (
-- bigquery:
  SELECT environment, tenant_id, as_of, period_start
  FROM first_days
  CROSS JOIN UNNEST(GENERATE_TIMESTAMP_ARRAY(
    first_day, TIMESTAMP_SUB(as_of, INTERVAL 1 MILLISECOND), INTERVAL 1 DAY)) AS period_start),
-- snowflake:
  SELECT
    environment, tenant_id, as_of,
    CAST(DATEADD(DAY, day_number.index, first_day) AS TIMESTAMP_NTZ(6)) AS period_start
  FROM
    first_days,
    LATERAL FLATTEN(INPUT => ARRAY_GENERATE_RANGE(
      0, DATEDIFF(DAY, first_day, DATEADD(MILLISECOND, -1, as_of)) + 1)) AS day_number),
-- both:
moments AS (
  SELECT
    environment, tenant_id, period_start,
    least({plus(period_start; 1; DAY)}, as_of) AS e
  FROM days),
assigned AS (
  SELECT
    environment, tenant_id, dimension, period_start, e, student,
    CASE dimension WHEN 'advisor_id' THEN advisor_id ELSE '' END AS dimension_value,
    min(assigned_at) AS first_assigned_at
  FROM moments
  JOIN roster USING (environment, tenant_id)
  CROSS JOIN {two_rows(dimension; dimensions; ''; 'advisor_id')}
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
    AND {minus(e; 30; DAY)} < hidden.closed_at),
logins AS (
  SELECT DISTINCT
    assigned.environment, assigned.tenant_id, assigned.period_start, assigned.student,
    TRUE AS has_login
  FROM assigned
  JOIN audit.accepted_records AS record
    ON record.environment = assigned.environment
    AND record.tenant_id = assigned.tenant_id
    AND record.canonical_user_id = assigned.student
    AND record.event_time >= {minus(e; 30; DAY)}
    AND record.event_time < e
  WHERE record_type = 'session_started'),
units AS (
  SELECT
    environment, tenant_id, dimension, dimension_value, period_start,
    coalesce(is_hidden, FALSE) AS is_excluded,
    coalesce(has_login, FALSE) AS is_active,
    first_assigned_at > {minus(e; 30; DAY)} AS is_recent
  FROM assigned
  LEFT JOIN opted_out USING (environment, tenant_id, period_start, student)
  LEFT JOIN logins USING (environment, tenant_id, period_start, student)),
figures AS (
  SELECT
    environment, tenant_id, persona, dimension, dimension_value, period_start,
    {plus(period_start; 1; DAY)} AS period_end,
    {count_if(NOT is_excluded AND is_active)} AS active,
    {count_if(NOT is_excluded)} AS students,
    {count_if(NOT is_excluded AND is_recent)} AS recent,
    {count_if(is_excluded)} AS excluded
  FROM units
  CROSS JOIN {two_rows(persona; personas; 'student'; 'all')}
  GROUP BY 1, 2, 3, 4, 5, 6)
SELECT
  environment, tenant_id, persona, dimension, dimension_value,
  'day' AS period_grain, period_start, period_end, as_of,
  active AS numerator,
  students AS denominator,
  {dividend(active)} / nullif(students, 0) AS value,
  0 AS pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  {object}('active_30d', active, 'assigned_less_than_30d', recent) AS measures,
  as_of >= period_end AS is_final
FROM figures
CROSS JOIN variables
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
