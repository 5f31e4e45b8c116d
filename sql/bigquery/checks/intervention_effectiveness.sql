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

Run it:
  bq query --use_legacy_sql=false < sql/bigquery/checks/intervention_effectiveness.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as TIMESTAMP '2026-02-01'.

Generated from sql/checks/intervention_effectiveness.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'intervention_effectiveness'),
      (SELECT TIMESTAMP_ADD(max(event_time), INTERVAL 1 MILLISECOND) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP) AS report_from),
observations AS (
  SELECT
    environment, tenant_id, canonical_user_id, event_time, readiness_score,
    row_number() OVER (
      PARTITION BY environment, tenant_id, canonical_user_id
      ORDER BY event_time, record_id) AS turn
  FROM audit.observations
  CROSS JOIN variables
  WHERE event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= TIMESTAMP_SUB(TIMESTAMP_TRUNC(report_from, DAY), INTERVAL 400 DAY))),
interventions AS (
  SELECT
    environment, tenant_id, sender, record_id, persona AS assigning_persona, cohort_id, student_ids,
    event_time AS t0,
    TIMESTAMP_ADD(event_time, INTERVAL 28 DAY) AS window_end,
    as_of > TIMESTAMP_ADD(event_time, INTERVAL 28 DAY) AS is_closed
  FROM audit.accepted_records
  CROSS JOIN variables
  WHERE record_type = 'cohort_assessment_assigned'
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= TIMESTAMP_SUB(TIMESTAMP_TRUNC(report_from, DAY), INTERVAL 400 DAY))),
listed AS (
  SELECT
    environment, tenant_id, sender, record_id, t0, window_end,
    student_id
  FROM interventions
  CROSS JOIN UNNEST(student_ids) AS student_id),
members AS (
  SELECT DISTINCT
    environment, listed.tenant_id, sender, record_id, t0, window_end,
    coalesce(resolved_user_id, student_id) AS canonical_user_id
  FROM listed
  LEFT JOIN identity.links AS links
    ON links.tenant_id = listed.tenant_id AND alias_type = 'user_id' AND alias = student_id),
-- Whom another intervention of the time, or this one, has named: not to be compared with.
named AS (
  SELECT DISTINCT
    interventions.environment, interventions.tenant_id, interventions.sender,
    interventions.record_id, members.canonical_user_id, TRUE AS is_named
  FROM interventions
  JOIN members
    ON members.environment = interventions.environment
    AND members.tenant_id = interventions.tenant_id
    AND members.t0 >= TIMESTAMP_SUB(interventions.t0, INTERVAL 28 DAY)
    AND members.t0 <= interventions.window_end),
scored AS (
  SELECT DISTINCT
    interventions.environment, interventions.tenant_id, interventions.sender,
    interventions.record_id, t0, window_end, observations.canonical_user_id
  FROM interventions
  JOIN observations
    ON observations.environment = interventions.environment
    AND observations.tenant_id = interventions.tenant_id
  WHERE is_closed),
-- Members, and for closed interventions whoever else has a score and was left alone at the time.
people AS (
  SELECT
    TRUE AS is_member, environment, tenant_id, sender, record_id, t0, window_end, canonical_user_id
  FROM members
  UNION ALL
  SELECT
    FALSE AS is_member, environment, tenant_id, sender, record_id, t0, window_end, canonical_user_id
  FROM scored
  LEFT JOIN named USING (environment, tenant_id, sender, record_id, canonical_user_id)
  WHERE is_named IS NULL),
turns AS (
  SELECT
    people.environment, people.tenant_id, sender, record_id, people.canonical_user_id, is_member,
    max(IF(event_time <= t0, turn, NULL)) AS turn_before,
    max(IF(event_time > t0 AND event_time <= window_end, turn, NULL)) AS turn_after
  FROM people
  LEFT JOIN observations
    ON observations.environment = people.environment
    AND observations.tenant_id = people.tenant_id
    AND observations.canonical_user_id = people.canonical_user_id
  GROUP BY 1, 2, 3, 4, 5, 6),
scores AS (
  SELECT
    turns.environment, turns.tenant_id, sender, record_id, turns.canonical_user_id, is_member,
    before.readiness_score AS score_before,
    after.readiness_score AS score_after
  FROM turns
  LEFT JOIN observations AS before
    ON before.environment = turns.environment
    AND before.tenant_id = turns.tenant_id
    AND before.canonical_user_id = turns.canonical_user_id
    AND before.turn = turn_before
  LEFT JOIN observations AS after
    ON after.environment = turns.environment
    AND after.tenant_id = turns.tenant_id
    AND after.canonical_user_id = turns.canonical_user_id
    AND after.turn = turn_after),
opted_out AS (
  SELECT DISTINCT
    people.environment, people.tenant_id, people.sender, people.record_id,
    people.canonical_user_id, TRUE AS is_hidden
  FROM people
  CROSS JOIN variables
  JOIN audit.opt_out_intervals AS hidden
    ON hidden.environment = people.environment
    AND hidden.tenant_id = people.tenant_id
    AND hidden.canonical_user_id = people.canonical_user_id
    AND hidden.opened_at < least(window_end, as_of)
    AND t0 < hidden.closed_at),
judged AS (
  SELECT
    environment, tenant_id, sender, record_id, score_before, score_after,
    score_before IS NOT NULL AND score_after IS NOT NULL AS is_paired,
    is_member AND coalesce(is_hidden, FALSE) AS is_excluded,
    is_member AND NOT coalesce(is_hidden, FALSE) AS is_counted,
    NOT is_member AND NOT coalesce(is_hidden, FALSE) AS is_compared
  FROM scores
  LEFT JOIN opted_out USING (environment, tenant_id, sender, record_id, canonical_user_id)),
units AS (
  SELECT
    environment, tenant_id, sender, record_id,
    COUNTIF(is_excluded) AS excluded,
    COUNTIF(is_counted) AS counted,
    COUNTIF(is_counted AND NOT is_paired) AS unpaired,
    COUNTIF(is_counted AND is_paired AND score_before < 60) AS low_before,
    COUNTIF(is_counted AND is_paired AND score_after < 60) AS low_after,
    COUNTIF(is_compared AND is_paired AND score_before < 60) AS comparison_low_before,
    COUNTIF(is_compared AND is_paired AND score_before < 60 AND score_after < 60)
      AS comparison_low_after,
    COUNTIF(is_counted AND score_before < 60) AS any_low_before,
    COUNTIF(is_counted AND score_before >= 60) AS any_not_low_before
  FROM judged
  GROUP BY environment, tenant_id, sender, record_id),
figures AS (
  SELECT
    environment, tenant_id, dimension,
    CASE WHEN everybody THEN 'all' ELSE assigning_persona END AS persona,
    CASE dimension WHEN 'cohort_id' THEN cohort_id ELSE '' END AS dimension_value,
    TIMESTAMP_TRUNC(t0, DAY) AS period_start,
    COUNTIF(NOT is_closed) AS pending,
    coalesce(sum(excluded), 0) AS all_excluded,
    coalesce(sum(IF(is_closed, counted, NULL)), 0) AS all_members,
    coalesce(sum(IF(is_closed, unpaired, NULL)), 0) AS all_unpaired,
    coalesce(sum(IF(is_closed, low_before, NULL)), 0) AS all_low_before,
    coalesce(sum(IF(is_closed, low_after, NULL)), 0) AS all_low_after,
    coalesce(sum(IF(is_closed, comparison_low_before, NULL)), 0) AS all_comparison_low_before,
    coalesce(sum(IF(is_closed, comparison_low_after, NULL)), 0) AS all_comparison_low_after,
    coalesce(sum(IF(is_closed, NULL, any_low_before)), 0) AS pending_low_before,
    coalesce(sum(IF(is_closed, NULL, any_not_low_before)), 0) AS pending_not_low_before
  FROM interventions
  LEFT JOIN units USING (environment, tenant_id, sender, record_id)
  CROSS JOIN UNNEST([TRUE, FALSE]) AS everybody
  CROSS JOIN UNNEST(['', 'cohort_id']) AS dimension
  GROUP BY 1, 2, 3, 4, 5, 6),
periods AS (
  SELECT figures.*, TIMESTAMP_ADD(period_start, INTERVAL 1 DAY) AS period_end
  FROM figures)
SELECT
  environment, tenant_id, persona, dimension, dimension_value,
  'day' AS period_grain, period_start, period_end, as_of,
  all_low_before - all_low_after AS numerator,
  all_low_before AS denominator,
  (all_low_before - all_low_after) / nullif(all_low_before, 0) AS value,
  pending,
  all_excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  JSON_OBJECT(
    'members', all_members,
    'low_before', all_low_before,
    'low_after', all_low_after,
    'unpaired', all_unpaired,
    'comparison_low_before', all_comparison_low_before,
    'comparison_low_after', all_comparison_low_after,
    'pending_low_before', pending_low_before,
    'pending_not_low_before', pending_not_low_before) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM periods
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, dimension, dimension_value, persona
