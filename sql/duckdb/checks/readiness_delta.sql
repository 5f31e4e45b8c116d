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

Run it, and give as_of and report_from if another than the newest computation is to be checked:
  ./scripts/sql.sh --localWarehouse=FILE "$(cat sql/duckdb/checks/readiness_delta.sql)"
  SET VARIABLE as_of = TIMESTAMP '2026-02-01'; SET VARIABLE report_from = TIMESTAMP '2026-01-05';
*/
WITH variables AS (
  SELECT
    coalesce(
      CAST(getvariable('as_of') AS TIMESTAMP),
      (SELECT max(as_of) FROM kpi_values WHERE kpi = 'readiness_delta'),
      (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM audit.records)) AS as_of,
    CAST(getvariable('report_from') AS TIMESTAMP) AS report_from),
terms AS (
  SELECT
    tenant_id, term_id, starts_at, ends_at,
    min(starts_at) OVER () AS first_starts_at
  FROM dimensions.terms, variables
  WHERE starts_at < as_of AND (report_from IS NULL OR report_from < ends_at)),
scores AS (
  SELECT
    environment, tenant_id, canonical_user_id, term_id, starts_at, ends_at, persona, is_assessment,
    readiness_score, event_time, row(event_time, record_id) AS turn,
    event_time >= starts_at AND event_time < ends_at AS in_term,
    lag(readiness_score) OVER (
      PARTITION BY environment, tenant_id, canonical_user_id, term_id
      ORDER BY event_time, record_id) AS score_before
  FROM audit.observations
  JOIN terms USING (tenant_id)
  CROSS JOIN variables
  WHERE event_time < as_of
    AND (report_from IS NULL OR event_time >= first_starts_at - INTERVAL 400 DAY)),
first_assessments AS (
  SELECT
    environment, tenant_id, canonical_user_id, term_id, starts_at, ends_at, persona,
    turn AS first_turn, readiness_score AS first_score, score_before
  FROM scores
  WHERE in_term AND is_assessment
  QUALIFY row_number() OVER (
    PARTITION BY environment, tenant_id, canonical_user_id, term_id ORDER BY turn) = 1),
last_scores AS (
  SELECT
    environment, tenant_id, canonical_user_id, term_id,
    max(turn) AS last_turn,
    arg_max(readiness_score, turn) AS last_score,
    -- Over several students: the sum and the number of changes add up, their mean does not.
    sum(readiness_score - score_before) FILTER (is_assessment) AS sum_of_changes,
    count(score_before) FILTER (is_assessment) AS changes
  FROM scores
  WHERE in_term
  GROUP BY ALL),
units AS (
  SELECT
    students.environment, students.tenant_id, term_id, starts_at, ends_at, persona,
    CASE
      WHEN score_before IS NOT NULL THEN last_score - score_before
      WHEN last_turn > first_turn THEN last_score - first_score
    END AS delta,
    sum_of_changes, changes,
    EXISTS (
      SELECT 1
      FROM audit.opt_out_intervals AS hidden
      WHERE hidden.environment = students.environment
        AND hidden.tenant_id = students.tenant_id
        AND hidden.canonical_user_id = students.canonical_user_id
        AND hidden.opened_at < least(ends_at, as_of)
        AND starts_at < hidden.closed_at) AS is_excluded
  FROM first_assessments AS students
  JOIN last_scores USING (environment, tenant_id, canonical_user_id, term_id)
  CROSS JOIN variables),
figures AS (
  SELECT
    environment, tenant_id, term_id, starts_at, ends_at,
    CASE WHEN everybody THEN 'all' ELSE persona END AS persona,
    coalesce(sum(delta) FILTER (NOT is_excluded), 0) AS sum_of_deltas,
    count(delta) FILTER (NOT is_excluded) AS students,
    count(*) FILTER (NOT is_excluded AND delta IS NULL) AS single_score,
    median(delta) FILTER (NOT is_excluded) AS median_delta,
    count(*) FILTER (NOT is_excluded AND delta > 0) AS improved,
    count(*) FILTER (NOT is_excluded AND delta < 0) AS declined,
    sum(sum_of_changes) FILTER (NOT is_excluded)
      / nullif(sum(changes) FILTER (NOT is_excluded), 0) AS mean_change,
    count(*) FILTER (is_excluded) AS excluded
  FROM units
  CROSS JOIN (VALUES (true), (false)) AS scopes(everybody)
  GROUP BY ALL)
SELECT
  environment, tenant_id, persona, 'term_id' AS dimension, term_id AS dimension_value,
  'term' AS period_grain, starts_at AS period_start, ends_at AS period_end, as_of,
  sum_of_deltas AS numerator,
  students AS denominator,
  sum_of_deltas / nullif(students, 0) AS value,
  0 AS pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  json_object(
    'single_score', single_score,
    'median_delta', median_delta,
    'improved', improved,
    'declined', declined,
    'mean_change_per_assessment', mean_change) AS measures,
  as_of >= ends_at AS is_final
FROM figures, variables
ORDER BY environment, tenant_id, period_start, dimension_value, persona
