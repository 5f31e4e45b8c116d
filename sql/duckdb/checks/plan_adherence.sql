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

Run it, and give as_of and report_from if another than the newest computation is to be checked:
  ./scripts/sql.sh --localWarehouse=FILE "$(cat sql/duckdb/checks/plan_adherence.sql)"
  SET VARIABLE as_of = TIMESTAMP '2026-02-01'; SET VARIABLE report_from = TIMESTAMP '2026-01-05';
*/
WITH variables AS (
  SELECT
    coalesce(
      CAST(getvariable('as_of') AS TIMESTAMP),
      (SELECT max(as_of) FROM kpi_values WHERE kpi = 'plan_adherence'),
      (SELECT max(event_time) + INTERVAL 1 MILLISECOND FROM audit.records)) AS as_of,
    CAST(getvariable('report_from') AS TIMESTAMP) AS report_from),
input AS (
  SELECT record.*
  FROM audit.accepted_records AS record, variables
  WHERE record_type IN ('action_plan_accepted', 'task_completion_logged')
    AND canonical_user_id IS NOT NULL
    AND event_time < as_of
    AND (report_from IS NULL
      OR event_time >= date_trunc('week', report_from) - INTERVAL 400 DAY)),
-- One row for each due date that a record names; a plan may name a task twice, hence the index.
assigned AS (
  SELECT
    environment, tenant_id, canonical_user_id, persona, event_time, record_id,
    unnest(from_json(tasks, '[{"task_id": "VARCHAR", "due_at": "VARCHAR"}]')) AS task,
    unnest(range(CAST(json_array_length(tasks) AS BIGINT))) AS task_index
  FROM input
  WHERE record_type = 'action_plan_accepted'),
due_dates AS (
  SELECT
    environment, tenant_id, canonical_user_id, task.task_id AS task_id, persona,
    true AS is_acceptance, event_time, row(event_time, record_id, task_index) AS turn,
    CAST(task.due_at AS TIMESTAMP) AS due_at
  FROM assigned
  UNION ALL
  SELECT
    environment, tenant_id, canonical_user_id, task_id, persona,
    false, event_time, row(event_time, record_id, 0), due_at
  FROM input
  WHERE record_type = 'task_completion_logged' AND due_at IS NOT NULL),
acceptances AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id, persona,
    event_time AS accepted_at, turn AS accepted_turn
  FROM due_dates
  WHERE is_acceptance
  QUALIFY row_number() OVER (
    PARTITION BY environment, tenant_id, canonical_user_id, task_id ORDER BY turn) = 1),
tasks AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id,
    any_value(acceptances.persona) AS persona,
    any_value(accepted_at) AS accepted_at,
    -- From the first acceptance on: each due date replaces the one in force, if it came before it.
    list_reduce(
      list({'at': event_time, 'due_at': due_at} ORDER BY turn),
      lambda in_force, change:
        CASE WHEN change.at < in_force.due_at THEN change ELSE in_force END).due_at AS due_at
  FROM acceptances JOIN due_dates USING (environment, tenant_id, canonical_user_id, task_id)
  WHERE turn >= accepted_turn
  GROUP BY environment, tenant_id, canonical_user_id, task_id),
-- Without task_completed a log means complete, unless it carries a due date: then it says nothing.
states AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id, persona, event_time, record_id,
    coalesce(task_completed, due_at IS NULL) AS complete,
    coalesce(
      lag(complete) OVER (
        PARTITION BY environment, tenant_id, canonical_user_id, task_id
        ORDER BY event_time, record_id),
      false) AS was_complete
  FROM input
  WHERE record_type = 'task_completion_logged'
    AND (task_completed IS NOT NULL OR due_at IS NULL)),
outcomes AS (
  SELECT
    environment, tenant_id, canonical_user_id, task_id,
    arg_max(complete, row(event_time, record_id)) FILTER (event_time <= due_at)
      AS complete_when_due,
    arg_max(complete, row(event_time, record_id)) AS complete_now,
    bool_or(was_complete AND NOT complete) AS reopened
  FROM tasks JOIN states USING (environment, tenant_id, canonical_user_id, task_id)
  GROUP BY ALL),
observed AS (
  SELECT
    tasks.*,
    coalesce(complete_when_due, false) AS on_time,
    NOT on_time AND coalesce(complete_now, false) AS late,
    coalesce(reopened, false) AS reopened,
    EXISTS (
      SELECT 1
      FROM audit.opt_out_intervals AS hidden
      WHERE hidden.environment = tasks.environment
        AND hidden.tenant_id = tasks.tenant_id
        AND hidden.canonical_user_id = tasks.canonical_user_id
        AND hidden.opened_at <= due_at
        AND hidden.opened_at < as_of
        AND accepted_at < hidden.closed_at) AS is_excluded
  FROM tasks
  LEFT JOIN outcomes USING (environment, tenant_id, canonical_user_id, task_id)
  CROSS JOIN variables),
units AS (
  SELECT
    observed.*,
    NOT is_excluded AND as_of <= due_at AS is_pending,
    NOT is_excluded AND as_of > due_at AS is_closed
  FROM observed, variables),
unmatched AS (
  SELECT
    environment, tenant_id,
    CASE WHEN everybody THEN 'all' ELSE persona END AS persona,
    CAST(date_trunc('week', event_time) AS TIMESTAMP) AS period_start,
    count(*) AS completions
  FROM (
    FROM states ANTI JOIN tasks USING (environment, tenant_id, canonical_user_id, task_id))
  CROSS JOIN (VALUES (true), (false)) AS scopes(everybody)
  WHERE complete
  GROUP BY ALL),
figures AS (
  SELECT
    environment, tenant_id,
    CASE WHEN everybody THEN 'all' ELSE persona END AS persona,
    CAST(date_trunc('week', due_at) AS TIMESTAMP) AS period_start,
    count(*) FILTER (is_closed AND on_time) AS on_time,
    count(*) FILTER (is_closed AND late) AS late,
    count(*) FILTER (is_closed AND reopened) AS reopened,
    count(*) FILTER (is_closed) AS closed,
    count(DISTINCT canonical_user_id) FILTER (is_closed) AS assignees,
    count(*) FILTER (is_pending) AS pending,
    count(*) FILTER (is_excluded) AS excluded
  FROM units
  CROSS JOIN (VALUES (true), (false)) AS scopes(everybody)
  GROUP BY ALL)
SELECT
  environment, tenant_id, persona, '' AS dimension, '' AS dimension_value,
  'week' AS period_grain, period_start, period_start + INTERVAL 7 DAY AS period_end, as_of,
  on_time AS numerator,
  closed AS denominator,
  on_time / nullif(closed, 0) AS value,
  pending,
  excluded AS excluded_opt_out,
  0 AS excluded_unresolved,
  json_object(
    'on_time', on_time,
    'late', late,
    'missing', closed - on_time - late,
    'assignees', assignees,
    'reopened', reopened,
    'unmatched_completions', coalesce(unmatched.completions, 0)) AS measures,
  pending = 0 AND as_of >= period_end AS is_final
FROM figures
LEFT JOIN unmatched USING (environment, tenant_id, persona, period_start)
CROSS JOIN variables
WHERE period_start < as_of AND (report_from IS NULL OR report_from < period_end)
ORDER BY environment, tenant_id, period_start, persona
