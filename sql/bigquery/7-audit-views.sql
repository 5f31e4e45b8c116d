-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.
-- Raw tables ask every query for a filter on their days. No event is older than 2015:
-- the lower bound is such a filter, and leaves nothing out.

CREATE OR REPLACE VIEW audit.stored_records
OPTIONS (description = 'Every stored record of every type with the person behind it: the link of its user_id, else of its pii_hash, else its own user_id, else the link of its anonymous_id; null for a visitor whom nothing identifies')
AS
WITH stored AS (
SELECT
  CAST(NULL AS STRING) AS record_type,
    CAST(NULL AS STRING) AS record_id,
    CAST(NULL AS TIMESTAMP) AS event_time,
    CAST(NULL AS BOOL) AS user_initiated,
    CAST(NULL AS BOOL) AS essential,
    CAST(NULL AS BOOL) AS opt_out_applies,
    CAST(NULL AS STRING) AS stored_canonical_user_id,
    CAST(NULL AS STRING) AS tenant_id,
    CAST(NULL AS STRING) AS environment,
    CAST(NULL AS STRING) AS anonymous_id,
    CAST(NULL AS STRING) AS user_id,
    CAST(NULL AS STRING) AS session_id,
    CAST(NULL AS STRING) AS persona,
    CAST(NULL AS STRING) AS context_page,
    CAST(NULL AS BOOL) AS opt_out_status,
    CAST(NULL AS STRING) AS pii_hash,
    CAST(NULL AS INT64) AS salt_version,
    CAST(NULL AS BOOL) AS opted_out,
    CAST(NULL AS STRING) AS record_source,
    CAST(NULL AS STRING) AS record_topic,
    CAST(NULL AS INT64) AS record_partition,
    CAST(NULL AS INT64) AS record_offset,
    CAST(NULL AS TIMESTAMP) AS record_timestamp,
    CAST(NULL AS STRING) AS resume_id,
    CAST(NULL AS STRING) AS assessment_id,
    CAST(NULL AS FLOAT64) AS readiness_score,
    CAST(NULL AS STRING) AS module_id,
    CAST(NULL AS STRING) AS occupation_id,
    CAST(NULL AS FLOAT64) AS compatibility_score,
    CAST(NULL AS STRING) AS plan_id,
    CAST(NULL AS JSON) AS tasks,
    CAST(NULL AS STRING) AS task_id,
    CAST(NULL AS BOOL) AS task_completed,
    CAST(NULL AS TIMESTAMP) AS due_at,
    CAST(NULL AS STRING) AS student_id,
    CAST(NULL AS STRING) AS cohort_id,
    CAST(NULL AS ARRAY<STRING>) AS student_ids,
    CAST(NULL AS STRING) AS report_id,
    CAST(NULL AS STRING) AS source,
    CAST(NULL AS STRING) AS advisor_id,
    CAST(NULL AS TIMESTAMP) AS unassigned_at,
    CAST(NULL AS BOOL) AS tombstone,
    CAST(NULL AS STRING) AS model_version,
    CAST(NULL AS INT64) AS engaged_ms,
    CAST(NULL AS STRING) AS release_version,
    CAST(NULL AS STRING) AS job_id,
    CAST(NULL AS STRING) AS dataset,
    CAST(NULL AS TIMESTAMP) AS started_at,
    CAST(NULL AS STRING) AS status,
    CAST(NULL AS STRING) AS request_id
FROM (SELECT 1 AS one) AS nothing
WHERE one = 0
  UNION ALL
SELECT
  'student_onboarding_completed', event_id, event_timestamp, true, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM raw_events.student_onboarding AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'resume_parsed', event_id, event_timestamp, true, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, resume_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM raw_events.resume AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'assessment_completed', event_id, event_timestamp, true, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, assessment_id, readiness_score, module_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM raw_events.assessment AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'career_match_viewed', event_id, event_timestamp, true, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, occupation_id, compatibility_score, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM raw_events.discovery AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'action_plan_accepted', event_id, event_timestamp, true, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, resume_id, NULL, NULL, NULL, NULL, NULL, plan_id, tasks, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM task_progress.plans AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'task_completion_logged', event_id, event_timestamp, true, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, plan_id, NULL, task_id, task_completed, due_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM task_progress.tasks AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'advisor_note_added', event_id, event_timestamp, true, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, student_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM advisor.notes AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'cohort_assessment_assigned', event_id, event_timestamp, true, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, assessment_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, cohort_id, student_ids, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM advisor.bulk_assignments AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'readiness_alert_triggered', event_id, event_timestamp, false, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, readiness_score, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, student_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM alerts.events AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'report_export_generated', event_id, event_timestamp, true, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, report_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM reports.exports AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'session_started', event_id, event_timestamp, true, true, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM skillforge.user_sessions AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'settings_tracking_opt_out', event_id, event_timestamp, true, true, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, opt_out_status, pii_hash, salt_version, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM privacy.preferences AS stored
  WHERE stored.event_timestamp >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'account_created', record_id, created_at, false, false, false,
  canonical_user_id, tenant_id, environment, NULL, user_id, NULL, persona, NULL, NULL, NULL, NULL, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, source, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM platform.accounts AS stored
  WHERE stored.created_at >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'roster_assignment', record_id, assigned_at, false, false, false,
  canonical_user_id, tenant_id, environment, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, student_id, NULL, NULL, NULL, NULL, advisor_id, unassigned_at, tombstone, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM advisor.roster AS stored
  WHERE stored.assigned_at >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'readiness_recalculated', record_id, recalculated_at, false, false, true,
  canonical_user_id, tenant_id, environment, NULL, user_id, NULL, persona, NULL, NULL, NULL, NULL, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, readiness_score, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, model_version, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM readiness.recalculations AS stored
  WHERE stored.recalculated_at >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'page_timing', record_id, started_at, false, false, true,
  canonical_user_id, tenant_id, environment, anonymous_id, user_id, session_id, persona, context_page, NULL, NULL, NULL, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, engaged_ms, NULL, NULL, NULL, started_at, NULL, NULL
FROM frontend.timings AS stored
  WHERE stored.started_at >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'onet_release_published', record_id, released_at, false, false, false,
  canonical_user_id, tenant_id, environment, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, release_version, NULL, NULL, NULL, NULL, NULL
FROM etl.onet_releases AS stored
  WHERE stored.released_at >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'etl_job_finished', record_id, finished_at, false, false, false,
  canonical_user_id, tenant_id, environment, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, release_version, job_id, dataset, started_at, status, NULL
FROM skillforge.etl_jobs AS stored
  WHERE stored.finished_at >= TIMESTAMP '2015-01-01 00:00:00.000+00'
  UNION ALL
SELECT
  'erasure_requested', record_id, requested_at, false, false, false,
  canonical_user_id, tenant_id, environment, NULL, user_id, NULL, NULL, NULL, NULL, NULL, NULL, opted_out, record_source, record_topic, record_partition, record_offset, record_timestamp, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, request_id
FROM privacy.requests AS stored
  WHERE stored.requested_at >= TIMESTAMP '2015-01-01 00:00:00.000+00'),
resolved AS (
  SELECT
    stored.record_type, stored.record_id, stored.event_time, stored.user_initiated, stored.essential, stored.opt_out_applies, stored.tenant_id, stored.environment, stored.anonymous_id, stored.user_id, stored.session_id, stored.persona, stored.context_page, stored.opt_out_status, stored.pii_hash, stored.salt_version, stored.opted_out, stored.record_source, stored.record_topic, stored.record_partition, stored.record_offset, stored.record_timestamp, stored.resume_id, stored.assessment_id, stored.readiness_score, stored.module_id, stored.occupation_id, stored.compatibility_score, stored.plan_id, stored.tasks, stored.task_id, stored.task_completed, stored.due_at, stored.student_id, stored.cohort_id, stored.student_ids, stored.report_id, stored.source, stored.advisor_id, stored.unassigned_at, stored.tombstone, stored.model_version, stored.engaged_ms, stored.release_version, stored.job_id, stored.dataset, stored.started_at, stored.status, stored.request_id,
    coalesce(
      by_user.resolved_user_id,
      by_hash.resolved_user_id,
      -- Reduced rows have lost their hash: whom it led to is what the run has stored.
      CASE WHEN stored.opted_out
        THEN coalesce(by_stored_user.resolved_user_id, stored.stored_canonical_user_id) END,
      nullif(stored.user_id, ''),
      by_visitor.resolved_user_id) AS canonical_user_id
  FROM stored
  LEFT JOIN identity.links AS by_user
    ON by_user.tenant_id = stored.tenant_id
    AND by_user.alias_type = 'user_id'
    AND by_user.alias = stored.user_id
  LEFT JOIN identity.links AS by_hash
    ON by_hash.tenant_id = stored.tenant_id
    AND by_hash.alias_type = 'pii_hash'
    AND by_hash.alias
      = concat('v', CAST(coalesce(stored.salt_version, 1) AS STRING), ':', stored.pii_hash)
  LEFT JOIN identity.links AS by_stored_user
    ON by_stored_user.tenant_id = stored.tenant_id
    AND by_stored_user.alias_type = 'user_id'
    AND by_stored_user.alias = stored.stored_canonical_user_id
  LEFT JOIN identity.links AS by_visitor
    ON by_visitor.tenant_id = stored.tenant_id
    AND by_visitor.alias_type = 'anonymous_id'
    AND by_visitor.alias = stored.anonymous_id)
SELECT *, coalesce(canonical_user_id, anonymous_id, record_topic) AS sender
FROM resolved;

CREATE OR REPLACE VIEW audit.records
OPTIONS (description = 'Each stored record once: of records with one tenant, sender and id the earliest by event time, then topic, partition, source and offset')
AS
SELECT *
FROM audit.stored_records
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, sender, record_id
  ORDER BY event_time, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW audit.opt_out_intervals
OPTIONS (description = 'When each person was opted out: [opened_at, closed_at), the year 9999 while still open')
AS
WITH changes AS (
  SELECT
    environment, tenant_id, canonical_user_id, event_time, record_id,
    coalesce(opt_out_status, false) AS opts_out,
    coalesce(
      lag(opt_out_status) OVER (
        PARTITION BY environment, tenant_id, canonical_user_id
        ORDER BY event_time, record_id),
      false) AS was_out
  FROM audit.records
  WHERE record_type = 'settings_tracking_opt_out' AND canonical_user_id IS NOT NULL),
switches AS (
  SELECT
    environment, tenant_id, canonical_user_id, opts_out, event_time AS opened_at,
    coalesce(
      lead(event_time) OVER (
        PARTITION BY environment, tenant_id, canonical_user_id
        ORDER BY event_time, record_id),
      TIMESTAMP '9999-12-31 00:00:00.000+00') AS closed_at
  FROM changes
  WHERE opts_out <> was_out)
SELECT environment, tenant_id, canonical_user_id, opened_at, closed_at
FROM switches
WHERE opts_out AND opened_at < closed_at;

CREATE OR REPLACE VIEW audit.accepted_records
OPTIONS (description = 'The records that take part in KPIs: all but those of people who were opted out, by their own flag or by an interval; accounts, roster, releases and jobs always do')
AS
SELECT record.*
FROM audit.records AS record
LEFT JOIN audit.opt_out_intervals AS hidden
  ON hidden.environment = record.environment
  AND hidden.tenant_id = record.tenant_id
  AND hidden.canonical_user_id = record.canonical_user_id
  AND hidden.opened_at <= record.event_time
  AND record.event_time < hidden.closed_at
WHERE NOT record.opt_out_applies
  OR (NOT coalesce(record.opt_out_status, false) AND hidden.opened_at IS NULL);

CREATE OR REPLACE VIEW audit.reduced_records
OPTIONS (description = 'The essential records of people who were opted out, by their own flag or by an interval: kept with fewer columns, they take part in no KPI')
AS
SELECT record.*
FROM audit.records AS record
LEFT JOIN audit.opt_out_intervals AS hidden
  ON hidden.environment = record.environment
  AND hidden.tenant_id = record.tenant_id
  AND hidden.canonical_user_id = record.canonical_user_id
  AND hidden.opened_at <= record.event_time
  AND record.event_time < hidden.closed_at
WHERE record.essential
  AND (coalesce(record.opt_out_status, false) OR hidden.opened_at IS NOT NULL);

CREATE OR REPLACE VIEW audit.observations
OPTIONS (description = 'Readiness scores of people: assessments and recalculations; alerts are none')
AS
SELECT
  environment, tenant_id, canonical_user_id, persona, event_time, record_id,
  record_type = 'assessment_completed' AS is_assessment,
  readiness_score
FROM audit.accepted_records
WHERE record_type IN ('assessment_completed', 'readiness_recalculated')
  AND canonical_user_id IS NOT NULL;
