/*
readiness_delta, worked out from the raw tables: by how many points the readiness of students
changed in a term.

  Unit      a student with an assessment in the term, times the term
  Scores    assessments and recalculations, ordered by time, then id
  Baseline  the last score before the student's first assessment of the term; without one that
            assessment itself, and then a later score of the term is needed
  Delta     last score in the term - baseline; numerator = sum, denominator = students that have one
  Excluded  opted out at some instant of the term
  Rows      dimension term_id; persona of the first assessment in the term and all

Nothing is pending; a row is final when its term has ended.

Run it:
  snow sql -f sql/snowflake/checks/readiness_delta.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as CAST('2026-02-01' AS TIMESTAMP_NTZ(6)).

Generated from sql/checks/readiness_delta.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'readiness_delta'),
      (SELECT DATEADD(MILLISECOND, 1, max(event_time)) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP_NTZ(6)) AS report_from),
terms AS (
  SELECT
    tenant_id, term_id, starts_at, ends_at,
    min(starts_at) OVER () AS first_starts_at
  FROM dimensions.terms
  CROSS JOIN variables
  WHERE starts_at < as_of AND (report_from IS NULL OR report_from < ends_at)),
scores AS (
  SELECT
    environment, tenant_id, canonical_user_id, term_id, starts_at, ends_at, persona, is_assessment,
    readiness_score,
    event_time >= starts_at AND event_time < ends_at AS in_term,
    row_number() OVER (
      PARTITION BY environment, tenant_id, canonical_user_id, term_id
      ORDER BY event_time, record_id) AS turn,
    lag(readiness_score) OVER (
      PARTITION BY environment, tenant_id, canonical_user_id, term_id
      ORDER BY event_time, record_id) AS score_before
  FROM audit.observations
  JOIN terms USING (tenant_id)
  CROSS JOIN variables
  WHERE event_time < as_of
    AND (report_from IS NULL OR event_time >= DATEADD(DAY, -400, first_starts_at))),
first_assessments AS (
  SELECT
    environment, tenant_id, canonical_user_id, term_id, starts_at, ends_at,
    persona AS first_persona, turn AS first_turn, readiness_score AS first_score, score_before
  FROM scores
  WHERE in_term AND is_assessment
  QUALIFY row_number() OVER (
    PARTITION BY environment, tenant_id, canonical_user_id, term_id ORDER BY turn) = 1),
last_scores AS (
  SELECT
    environment, tenant_id, canonical_user_id, term_id,
    max(turn) AS last_turn,
    MAX_BY(readiness_score, turn) AS last_score,
    -- Over several students: the sum and the number of changes add up, their mean does not.
    sum(IFF(is_assessment, readiness_score - score_before, NULL)) AS sum_of_changes,
    count(IFF(is_assessment, score_before, NULL)) AS changes
  FROM scores
  WHERE in_term
  GROUP BY environment, tenant_id, canonical_user_id, term_id),
opted_out AS (
  SELECT DISTINCT
    students.environment, students.tenant_id, students.canonical_user_id, students.term_id,
    TRUE AS is_hidden
  FROM first_assessments AS students
  CROSS JOIN variables
  JOIN audit.opt_out_intervals AS hidden
    ON hidden.environment = students.environment
    AND hidden.tenant_id = students.tenant_id
    AND hidden.canonical_user_id = students.canonical_user_id
    AND hidden.opened_at < least(ends_at, as_of)
    AND starts_at < hidden.closed_at),
units AS (
  SELECT
    environment, tenant_id, term_id, starts_at, ends_at, first_persona,
    CASE
      WHEN score_before IS NOT NULL THEN last_score - score_before
      WHEN last_turn > first_turn THEN last_score - first_score
    END AS delta,
    sum_of_changes, changes,
    coalesce(is_hidden, FALSE) AS is_excluded
  FROM first_assessments
  JOIN last_scores USING (environment, tenant_id, canonical_user_id, term_id)
  LEFT JOIN opted_out USING (environment, tenant_id, canonical_user_id, term_id)),
figures AS (
  SELECT
    environment, tenant_id, term_id, starts_at, ends_at,
    CASE WHEN everybody THEN 'all' ELSE first_persona END AS persona,
    coalesce(sum(IFF(is_excluded, NULL, delta)), 0) AS sum_of_deltas,
    count(IFF(is_excluded, NULL, delta)) AS students,
    count_if(NOT is_excluded AND delta IS NULL) AS single_score,
    median(IFF(is_excluded, NULL, delta)) AS median_delta,
    count_if(NOT is_excluded AND delta > 0) AS improved,
    count_if(NOT is_excluded AND delta < 0) AS declined,
    sum(IFF(is_excluded, NULL, sum_of_changes))
      / nullif(sum(IFF(is_excluded, NULL, changes)), 0) AS mean_change,
    count_if(is_excluded) AS excluded
  FROM units
  CROSS JOIN (VALUES (TRUE), (FALSE)) AS scopes (everybody)
  GROUP BY 1, 2, 3, 4, 5, 6)
SELECT
  environment, tenant_id, persona, 'term_id' AS dimension, term_id AS dimension_value,
  'term' AS period_grain, starts_at AS period_start, ends_at AS period_end, as_of,
  sum_of_deltas AS numerator,
  students AS denominator,
  sum_of_deltas / nullif(students, 0) AS value,
  0 AS pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  OBJECT_CONSTRUCT_KEEP_NULL(
    'single_score', single_score,
    'median_delta', median_delta,
    'improved', improved,
    'declined', declined,
    'mean_change_per_assessment', mean_change) AS measures,
  as_of >= ends_at AS is_final
FROM figures
CROSS JOIN variables
ORDER BY environment, tenant_id, starts_at, term_id, persona
