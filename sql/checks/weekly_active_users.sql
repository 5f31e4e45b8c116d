/*
weekly_active_users, worked out from the raw tables: how many people did something in a week.

  Unit      a person with at least one user-initiated event in the Monday week
  Value     the number of such people; there is no denominator, nothing is ever pending
  Rows      each persona that the person acted in, and all, where a person counts once
  Excluded  people with essential events that were kept after an opt-out, and none that counts

{usage(weekly_active_users)}
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'weekly_active_users'),
      (SELECT {plus(max(event_time); 1; MILLISECOND)} FROM audit.records)) AS as_of,
    {no_time} AS report_from),
events AS (
  SELECT
    environment, tenant_id, canonical_user_id, anonymous_id, persona, event_time, TRUE AS counts
  FROM audit.accepted_records
  WHERE user_initiated
  UNION ALL
  SELECT
    environment, tenant_id, canonical_user_id, anonymous_id, persona, event_time, FALSE AS counts
  FROM audit.reduced_records
  WHERE user_initiated AND canonical_user_id IS NOT NULL),
activity AS (
  SELECT
    environment, tenant_id, canonical_user_id, anonymous_id, event_time, counts,
    CASE WHEN everybody THEN 'all' ELSE persona END AS acting_persona,
    {week(event_time)} AS week_start
  FROM events
  CROSS JOIN {two_rows(everybody; scopes; TRUE; FALSE)}
  CROSS JOIN variables
  WHERE event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= {minus({week(report_from)}; 400; DAY)})),
first_events AS (
  SELECT
    environment, tenant_id, canonical_user_id,
    {week(min(event_time))} AS first_week
  FROM activity
  WHERE canonical_user_id IS NOT NULL AND counts
  GROUP BY environment, tenant_id, canonical_user_id),
figures AS (
  SELECT
    environment, tenant_id, acting_persona, week_start,
    {plus(week_start; 7; DAY)} AS week_end,
    count(DISTINCT canonical_user_id) AS seen,
    count(DISTINCT {if(counts; canonical_user_id; NULL)}) AS active,
    count(DISTINCT {if(counts AND first_week = week_start; canonical_user_id; NULL)}) AS new_users,
    count({if(counts; canonical_user_id; NULL)}) AS events,
    count(DISTINCT {if(canonical_user_id IS NULL; anonymous_id; NULL)}) AS visitors
  FROM activity
  LEFT JOIN first_events USING (environment, tenant_id, canonical_user_id)
  GROUP BY environment, tenant_id, acting_persona, week_start),
trailing_weeks AS (
  SELECT
    figures.environment, figures.tenant_id, figures.acting_persona, figures.week_start,
    count(DISTINCT canonical_user_id) AS trailing_7d
  FROM figures
  CROSS JOIN variables
  JOIN activity
    ON activity.environment = figures.environment
    AND activity.tenant_id = figures.tenant_id
    AND activity.acting_persona = figures.acting_persona
    AND activity.event_time >= {minus(least(as_of, week_end); 7; DAY)}
    AND activity.event_time < least(as_of, week_end)
    AND activity.counts
  GROUP BY figures.environment, figures.tenant_id, figures.acting_persona, figures.week_start)
SELECT
  environment, tenant_id, acting_persona AS persona, '' AS dimension, '' AS dimension_value,
  'week' AS period_grain, week_start AS period_start, week_end AS period_end, as_of,
  active AS numerator,
  {no_count} AS denominator,
  {number(active)} AS value,
  0 AS pending,
  seen - active AS excluded_opt_out,
  visitors AS excluded_unresolved,
  {object}(
    'trailing_7d', coalesce(trailing_7d, 0),
    'new_users', new_users,
    'returning_users', active - new_users,
    'events', events) AS measures,
  as_of >= week_end AS is_final
FROM figures
LEFT JOIN trailing_weeks USING (environment, tenant_id, acting_persona, week_start)
CROSS JOIN variables
WHERE week_start < as_of AND (report_from IS NULL OR report_from < week_end)
ORDER BY environment, tenant_id, week_start, acting_persona
