/*
intervention_effectiveness, worked out from the raw tables: by which share the members of a cohort
with low readiness became fewer in the 28 days after an assessment was assigned to it.

  Unit      an intervention: a cohort_assessment_assigned, T0 = its time; the day of T0
  Members   the distinct people of its student_ids
  Scores    before = latest score at or before T0, after = latest score in (T0, T0 + 28 d]
  Low       below 60; counted over members with both scores: (low before - low after) / low before
  Pending   interventions, until as_of > T0 + 28 d
  Excluded  members who were opted out at some instant of [T0, T0 + 28 d), of pending ones too
  Rows      persona of the assigning event and all; over all cohorts and for each (cohort_id)

The comparison group of an intervention is everybody of the tenant with both scores and low before
who is in no intervention with a T0 within 28 days of this one and was not opted out.

Run it, and give as_of and report_from if another than the newest computation is to be checked:
  ./scripts/sql.sh --localWarehouse=FILE "$(cat sql/duckdb/checks/intervention_effectiveness.sql)"
  SET VARIABLE as_of = TIMESTAMP '2026-02-01'; SET VARIABLE report_from = TIMESTAMP '2026-01-05';
*/
WITH variables AS (
  SELECT
    coalesce(
      CAST(getvariable('as_of') AS TIMESTAMP),
      (SELECT max(as_of) FROM kpi_values WHERE kpi = 'intervention_effectiveness'),
      (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM audit.records)) AS as_of,
    CAST(getvariable('report_from') AS TIMESTAMP) AS report_from),
observations AS (
  SELECT observation.*
  FROM audit.observations AS observation, variables
  WHERE event_time < as_of
    AND (report_from IS NULL
      OR event_time >= date_trunc('day', report_from) - INTERVAL 400 DAY)),
interventions AS (
  SELECT
    environment, tenant_id, sender, record_id, persona, cohort_id, student_ids,
    event_time AS t0,
    event_time + INTERVAL 28 DAY AS window_end,
    as_of > window_end AS is_closed
  FROM audit.accepted_records, variables
  WHERE record_type = 'cohort_assessment_assigned'
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time >= date_trunc('day', report_from) - INTERVAL 400 DAY)),
listed AS (
  SELECT * EXCLUDE (student_ids), unnest(student_ids) AS student_id
  FROM interventions),
members AS (
  SELECT DISTINCT
    environment, listed.tenant_id, sender, record_id, t0, window_end, is_closed,
    coalesce(resolved_user_id, student_id) AS canonical_user_id
  FROM listed
  LEFT JOIN identity.links
    ON links.tenant_id = listed.tenant_id AND alias_type = 'user_id' AND alias = student_id),
-- Members, and for closed interventions whoever else has a score after it, without which nothing
-- can be compared, and was left alone at the time.
others AS (
  SELECT DISTINCT
    environment, tenant_id, sender, interventions.record_id, t0, window_end, is_closed,
    observations.canonical_user_id
  FROM interventions
  JOIN observations USING (environment, tenant_id)
  WHERE is_closed
    AND event_time > t0
    AND event_time <= window_end
    AND NOT EXISTS (
      SELECT 1
      FROM members
      WHERE members.environment = interventions.environment
        AND members.tenant_id = interventions.tenant_id
        AND members.canonical_user_id = observations.canonical_user_id
        AND members.t0 >= interventions.t0 - INTERVAL 28 DAY
        AND members.t0 <= interventions.window_end)),
people AS (
  SELECT true AS is_member, * FROM members
  UNION ALL BY NAME
  SELECT false AS is_member, * FROM others),
scores AS (
  SELECT
    people.*,
    arg_max(readiness_score, row(event_time, observations.record_id))
      FILTER (event_time <= t0) AS before,
    arg_max(readiness_score, row(event_time, observations.record_id))
      FILTER (event_time > t0 AND event_time <= window_end) AS after
  FROM people
  LEFT JOIN observations
    ON observations.environment = people.environment
    AND observations.tenant_id = people.tenant_id
    AND observations.canonical_user_id = people.canonical_user_id
  GROUP BY ALL),
judged AS (
  SELECT
    scores.*,
    before IS NOT NULL AND after IS NOT NULL AS is_paired,
    EXISTS (
      SELECT 1
      FROM audit.opt_out_intervals AS hidden
      WHERE hidden.environment = scores.environment
        AND hidden.tenant_id = scores.tenant_id
        AND hidden.canonical_user_id = scores.canonical_user_id
        AND hidden.opened_at < least(window_end, as_of)
        AND t0 < hidden.closed_at) AS is_excluded
  FROM scores, variables),
units AS (
  SELECT
    environment, tenant_id, sender, record_id,
    count(*) FILTER (is_member AND is_excluded) AS excluded,
    count(*) FILTER (is_member AND NOT is_excluded) AS members,
    count(*) FILTER (is_member AND NOT is_excluded AND NOT is_paired) AS unpaired,
    count(*) FILTER (is_member AND NOT is_excluded AND is_paired AND before < 60) AS low_before,
    count(*) FILTER (is_member AND NOT is_excluded AND is_paired AND after < 60) AS low_after,
    count(*) FILTER (NOT is_member AND NOT is_excluded AND is_paired AND before < 60)
      AS comparison_low_before,
    count(*) FILTER (
      NOT is_member AND NOT is_excluded AND is_paired AND before < 60 AND after < 60)
      AS comparison_low_after,
    count(*) FILTER (is_member AND NOT is_excluded AND before < 60) AS any_low_before,
    count(*) FILTER (is_member AND NOT is_excluded AND before >= 60) AS any_not_low_before
  FROM judged
  GROUP BY ALL),
figures AS (
  SELECT
    environment, tenant_id, dimension,
    CASE WHEN everybody THEN 'all' ELSE persona END AS persona,
    CASE dimension WHEN 'cohort_id' THEN cohort_id ELSE '' END AS dimension_value,
    CAST(date_trunc('day', t0) AS TIMESTAMP) AS period_start,
    count(*) FILTER (NOT is_closed) AS pending,
    coalesce(sum(excluded), 0) AS excluded,
    coalesce(sum(members) FILTER (is_closed), 0) AS members,
    coalesce(sum(unpaired) FILTER (is_closed), 0) AS unpaired,
    coalesce(sum(low_before) FILTER (is_closed), 0) AS low_before,
    coalesce(sum(low_after) FILTER (is_closed), 0) AS low_after,
    coalesce(sum(comparison_low_before) FILTER (is_closed), 0) AS comparison_low_before,
    coalesce(sum(comparison_low_after) FILTER (is_closed), 0) AS comparison_low_after,
    coalesce(sum(any_low_before) FILTER (NOT is_closed), 0) AS pending_low_before,
    coalesce(sum(any_not_low_before) FILTER (NOT is_closed), 0) AS pending_not_low_before
  FROM interventions
  LEFT JOIN units USING (environment, tenant_id, sender, record_id)
  CROSS JOIN (VALUES (true), (false)) AS scopes(everybody)
  CROSS JOIN (VALUES (''), ('cohort_id')) AS dimensions(dimension)
  GROUP BY ALL)
SELECT
  environment, tenant_id, persona, dimension, dimension_value,
  'day' AS period_grain, period_start, period_start + INTERVAL 1 DAY AS period_end, as_of,
  low_before - low_after AS numerator,
  low_before AS denominator,
  (low_before - low_after) / nullif(low_before, 0) AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  json_object(
    'members', members,
    'low_before', low_before,
    'low_after', low_after,
    'unpaired', unpaired,
    'comparison_low_before', comparison_low_before,
    'comparison_low_after', comparison_low_after,
    'pending_low_before', pending_low_before,
    'pending_not_low_before', pending_not_low_before) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures, variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
