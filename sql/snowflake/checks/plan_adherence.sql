/*
plan_adherence, worked out from the raw tables: of the tasks due in a week, the share that was
complete at its due date.

  Unit      a task (tenant, person, task_id) that an accepted plan assigned; the week of its due date
  Due date  of the first acceptance; a later acceptance or a task log replaces it if it came before
            the due date that it replaces
  Succeeds  the last completion state at or before the due date is true
  Pending   not yet due (as_of <= due_at)
  Excluded  opted out at some instant of [first acceptance, due_at]
  Rows      persona of the first acceptance and all

Run it:
  snow sql -f sql/snowflake/checks/plan_adherence.sql
To check another computation than the newest, replace as_of and report_from in the first lines by
its --to and --from, each as CAST('2026-02-01' AS TIMESTAMP_NTZ(6)).

Generated from sql/checks/plan_adherence.sql: do not change this file.
scripts/regenerate.sh rewrites it.
*/
WITH variables AS (
  SELECT
    coalesce(
      (SELECT max(as_of) FROM skillforge.kpi_values WHERE kpi = 'plan_adherence'),
      (SELECT DATEADD(MILLISECOND, 1, max(event_time)) FROM audit.records)) AS as_of,
    CAST(NULL AS TIMESTAMP_NTZ(6)) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record
  CROSS JOIN variables
  WHERE record_type IN ('action_plan_accepted', 'task_completion_logged')
    AND canonical_user_id IS NOT NULL
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time
        >= DATEADD(DAY, -400, CAST(date_trunc('week', report_from) AS TIMESTAMP_NTZ(6))))),
-- One row for each due date that a record names; a plan may name a task twice, hence the index.
named AS (
  SELECT
    environment, tenant_id, canonical_user_id,
    AS_VARCHAR(GET(task.value, 'task_id')) AS task_id,
    persona, TRUE AS is_acceptance, event_time, record_id, task.index AS task_index,
    CAST(CONVERT_TIMEZONE('UTC', AS_VARCHAR(GET(task.value, 'due_at'))) AS TIMESTAMP_NTZ(6))
      AS due_at
  FROM
    input,
    LATERAL FLATTEN(INPUT => tasks) AS task
  WHERE record_type = 'action_plan_accepted'
  UNION ALL
  SELECT
    environment, tenant_id, canonical_user_id, task_id,
    persona, FALSE AS is_acceptance, event_time, record_id, 0 AS task_index, due_at
  FROM input
  WHERE record_type = 'task_completion_logged' AND due_at IS NOT NULL),
due_dates AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id, persona, is_acceptance, event_time, due_at,
    row_number() OVER (
      PARTITION BY environment, tenant_id, canonical_user_id, task_id
      ORDER BY event_time, record_id, task_index) AS turn
  FROM named),
acceptances AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id, persona AS accepting_persona,
    event_time AS accepted_at, turn AS accepted_turn
  FROM due_dates
  WHERE is_acceptance
  QUALIFY row_number() OVER (
    PARTITION BY environment, tenant_id, canonical_user_id, task_id ORDER BY turn) = 1),
-- From the first acceptance on: each due date replaces the one before, if it came before it.
changes AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id, accepting_persona, accepted_at, turn,
    due_dates.due_at,
    event_time >= lag(due_dates.due_at) OVER (
      PARTITION BY environment, tenant_id, canonical_user_id, task_id ORDER BY turn) AS is_late
  FROM acceptances
  JOIN due_dates USING (environment, tenant_id, canonical_user_id, task_id)
  WHERE turn >= accepted_turn),
-- Once a change is late, the due date in force has passed: all later changes are late too.
counted AS (
  SELECT
    changes.*,
    sum(IFF(is_late, 1, 0)) OVER (
      PARTITION BY environment, tenant_id, canonical_user_id, task_id ORDER BY turn
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS late_changes
  FROM changes),
tasks AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id, accepting_persona, accepted_at,
    due_at AS task_due_at
  FROM counted
  WHERE late_changes = 0
  QUALIFY row_number() OVER (
    PARTITION BY environment, tenant_id, canonical_user_id, task_id ORDER BY turn DESC) = 1),
-- Without task_completed a log means complete, unless it carries a due date: then it says nothing.
logs AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id, persona AS logging_persona, event_time,
    coalesce(task_completed, due_at IS NULL) AS is_complete,
    row_number() OVER (
      PARTITION BY environment, tenant_id, canonical_user_id, task_id
      ORDER BY event_time, record_id) AS turn
  FROM input
  WHERE record_type = 'task_completion_logged'
    AND (task_completed IS NOT NULL OR due_at IS NULL)),
states AS (
  SELECT
    logs.*,
    coalesce(
      lag(is_complete) OVER (
        PARTITION BY environment, tenant_id, canonical_user_id, task_id ORDER BY turn),
      FALSE) AS was_complete
  FROM logs),
outcomes AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id,
    MAX_BY(IFF(event_time <= task_due_at, is_complete, NULL),
      IFF(event_time <= task_due_at, turn, NULL)) AS complete_when_due,
    MAX_BY(is_complete, turn) AS complete_now,
    BOOLOR_AGG(was_complete AND NOT is_complete) AS was_reopened
  FROM tasks
  JOIN states USING (environment, tenant_id, canonical_user_id, task_id)
  GROUP BY environment, tenant_id, canonical_user_id, task_id),
opted_out AS (
  SELECT DISTINCT
    tasks.environment, tasks.tenant_id, tasks.canonical_user_id, tasks.task_id, TRUE AS is_hidden
  FROM tasks
  CROSS JOIN variables
  JOIN audit.opt_out_intervals AS hidden
    ON hidden.environment = tasks.environment
    AND hidden.tenant_id = tasks.tenant_id
    AND hidden.canonical_user_id = tasks.canonical_user_id
    AND hidden.opened_at <= task_due_at
    AND hidden.opened_at < as_of
    AND accepted_at < hidden.closed_at),
units AS (
  SELECT
    environment, tenant_id, canonical_user_id, accepting_persona, task_due_at,
    coalesce(complete_when_due, FALSE) AS is_on_time,
    NOT coalesce(complete_when_due, FALSE) AND coalesce(complete_now, FALSE) AS is_late,
    coalesce(was_reopened, FALSE) AS is_reopened,
    coalesce(is_hidden, FALSE) AS is_excluded,
    NOT coalesce(is_hidden, FALSE) AND as_of <= task_due_at AS is_pending,
    NOT coalesce(is_hidden, FALSE) AND as_of > task_due_at AS is_closed
  FROM tasks
  LEFT JOIN outcomes USING (environment, tenant_id, canonical_user_id, task_id)
  LEFT JOIN opted_out USING (environment, tenant_id, canonical_user_id, task_id)
  CROSS JOIN variables),
unmatched AS (
  SELECT
    environment, tenant_id,
    CASE WHEN everybody THEN 'all' ELSE logging_persona END AS persona,
    CAST(date_trunc('week', event_time) AS TIMESTAMP_NTZ(6)) AS period_start,
    count(*) AS completions
  FROM states
  LEFT JOIN tasks USING (environment, tenant_id, canonical_user_id, task_id)
  CROSS JOIN (VALUES (TRUE), (FALSE)) AS scopes (everybody)
  WHERE accepted_at IS NULL AND is_complete
  GROUP BY 1, 2, 3, 4),
figures AS (
  SELECT
    environment, tenant_id,
    CASE WHEN everybody THEN 'all' ELSE accepting_persona END AS persona,
    CAST(date_trunc('week', task_due_at) AS TIMESTAMP_NTZ(6)) AS period_start,
    count_if(is_closed AND is_on_time) AS on_time,
    count_if(is_closed AND is_late) AS late,
    count_if(is_closed AND is_reopened) AS reopened,
    count_if(is_closed) AS closed,
    count(DISTINCT CASE WHEN is_closed THEN canonical_user_id END) AS assignees,
    count_if(is_pending) AS pending,
    count_if(is_excluded) AS excluded
  FROM units
  CROSS JOIN (VALUES (TRUE), (FALSE)) AS scopes (everybody)
  GROUP BY 1, 2, 3, 4),
periods AS (
  SELECT figures.*, DATEADD(DAY, 7, period_start) AS period_end
  FROM figures)
SELECT
  environment, tenant_id, persona, '' AS dimension, '' AS dimension_value,
  'week' AS period_grain, period_start, period_end, as_of,
  on_time AS numerator,
  closed AS denominator,
  CAST(on_time AS FLOAT) / nullif(closed, 0) AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  OBJECT_CONSTRUCT_KEEP_NULL(
    'on_time', on_time,
    'late', late,
    'missing', closed - on_time - late,
    'assignees', assignees,
    'reopened', reopened,
    'unmatched_completions', coalesce(completions, 0)) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM periods
LEFT JOIN unmatched USING (environment, tenant_id, persona, period_start)
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, persona
