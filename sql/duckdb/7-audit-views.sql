-- Generated from the tracking plan and the marts: do not change this file.
-- mvn -q test -Dtest=WarehouseSchemaTest -Dregenerate=true rewrites it.

CREATE OR REPLACE VIEW audit.stored_records AS
WITH stored AS (
SELECT
  'student_onboarding_completed' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM raw_events.student_onboarding
  UNION ALL BY NAME
SELECT
  'resume_parsed' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM raw_events.resume
  UNION ALL BY NAME
SELECT
  'assessment_completed' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM raw_events.assessment
  UNION ALL BY NAME
SELECT
  'career_match_viewed' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM raw_events.discovery
  UNION ALL BY NAME
SELECT
  'action_plan_accepted' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM task_progress.plans
  UNION ALL BY NAME
SELECT
  'task_completion_logged' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM task_progress.tasks
  UNION ALL BY NAME
SELECT
  'advisor_note_added' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM advisor.notes
  UNION ALL BY NAME
SELECT
  'cohort_assessment_assigned' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM advisor.bulk_assignments
  UNION ALL BY NAME
SELECT
  'readiness_alert_triggered' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  false AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM alerts.events
  UNION ALL BY NAME
SELECT
  'report_export_generated' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM reports.exports
  UNION ALL BY NAME
SELECT
  'session_started' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM main.user_sessions
  UNION ALL BY NAME
SELECT
  'settings_tracking_opt_out' AS record_type, event_id AS record_id, event_timestamp AS event_time,
  true AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (event_name, event_id, event_timestamp, schema_version, context_device, run_id, ingested_at)
FROM privacy.preferences
  UNION ALL BY NAME
SELECT
  'account_created' AS record_type, record_id AS record_id, created_at AS event_time,
  false AS user_initiated, false AS opt_out_applies,
  * EXCLUDE (record_type, record_id, created_at, schema_version, run_id, ingested_at)
FROM platform.accounts
  UNION ALL BY NAME
SELECT
  'roster_assignment' AS record_type, record_id AS record_id, assigned_at AS event_time,
  false AS user_initiated, false AS opt_out_applies,
  * EXCLUDE (record_type, record_id, assigned_at, schema_version, run_id, ingested_at)
FROM advisor.roster
  UNION ALL BY NAME
SELECT
  'readiness_recalculated' AS record_type, record_id AS record_id, recalculated_at AS event_time,
  false AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (record_type, record_id, recalculated_at, schema_version, run_id, ingested_at)
FROM readiness.recalculations
  UNION ALL BY NAME
SELECT
  'page_timing' AS record_type, record_id AS record_id, started_at AS event_time,
  false AS user_initiated, true AS opt_out_applies,
  * EXCLUDE (record_type, record_id, started_at, schema_version, run_id, ingested_at)
FROM frontend.timings
  UNION ALL BY NAME
SELECT
  'onet_release_published' AS record_type, record_id AS record_id, released_at AS event_time,
  false AS user_initiated, false AS opt_out_applies,
  * EXCLUDE (record_type, record_id, released_at, schema_version, run_id, ingested_at)
FROM etl.onet_releases
  UNION ALL BY NAME
SELECT
  'etl_job_finished' AS record_type, record_id AS record_id, finished_at AS event_time,
  false AS user_initiated, false AS opt_out_applies,
  * EXCLUDE (record_type, record_id, finished_at, schema_version, run_id, ingested_at)
FROM main.etl_jobs
  UNION ALL BY NAME
SELECT
  'erasure_requested' AS record_type, record_id AS record_id, requested_at AS event_time,
  false AS user_initiated, false AS opt_out_applies,
  * EXCLUDE (record_type, record_id, requested_at, schema_version, run_id, ingested_at)
FROM privacy.requests),
resolved AS (
  SELECT
    stored.* EXCLUDE (canonical_user_id),
    coalesce(
      by_user.resolved_user_id,
      by_hash.resolved_user_id,
      -- Reduced rows have lost their hash: whom it led to is what the run has stored.
      CASE WHEN stored.opted_out
        THEN coalesce(by_stored_user.resolved_user_id, stored.canonical_user_id) END,
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
      = 'v' || coalesce(stored.salt_version, 1) || ':' || stored.pii_hash
  LEFT JOIN identity.links AS by_stored_user
    ON by_stored_user.tenant_id = stored.tenant_id
    AND by_stored_user.alias_type = 'user_id'
    AND by_stored_user.alias = stored.canonical_user_id
  LEFT JOIN identity.links AS by_visitor
    ON by_visitor.tenant_id = stored.tenant_id
    AND by_visitor.alias_type = 'anonymous_id'
    AND by_visitor.alias = stored.anonymous_id)
SELECT *, coalesce(canonical_user_id, anonymous_id, record_topic) AS sender
FROM resolved;
COMMENT ON VIEW audit.stored_records IS 'Every stored record of every type with the person behind it: the link of its user_id, else of its pii_hash, else its own user_id, else the link of its anonymous_id; null for a visitor whom nothing identifies';

CREATE OR REPLACE VIEW audit.records AS
SELECT stored.*
FROM audit.stored_records AS stored
SEMI JOIN (
  SELECT tenant_id, sender, record_id, unnest(earliest)
  FROM (
    SELECT
      tenant_id, sender, record_id,
      min(struct_pack(event_time, record_topic, record_partition, record_source, record_offset)) AS earliest
    FROM audit.stored_records
    GROUP BY tenant_id, sender, record_id))
USING (tenant_id, sender, record_id, event_time, record_topic, record_partition, record_source, record_offset);
COMMENT ON VIEW audit.records IS 'Each stored record once: of records with one tenant, sender and id the earliest by event time, then topic, partition, source and offset';

CREATE OR REPLACE VIEW audit.opt_out_intervals AS
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
      'infinity') AS closed_at
  FROM changes
  WHERE opts_out <> was_out)
SELECT environment, tenant_id, canonical_user_id, opened_at, closed_at
FROM switches
WHERE opts_out AND opened_at < closed_at;
COMMENT ON VIEW audit.opt_out_intervals IS 'When each person was opted out: [opened_at, closed_at), infinity while still open';

CREATE OR REPLACE VIEW audit.accepted_records AS
SELECT *
FROM audit.records AS record
WHERE NOT opt_out_applies
  OR (NOT coalesce(opt_out_status, false)
    AND NOT EXISTS (
      SELECT 1
      FROM audit.opt_out_intervals AS hidden
      WHERE hidden.environment = record.environment
        AND hidden.tenant_id = record.tenant_id
        AND hidden.canonical_user_id = record.canonical_user_id
        AND hidden.opened_at <= record.event_time
        AND record.event_time < hidden.closed_at));
COMMENT ON VIEW audit.accepted_records IS 'The records that take part in KPIs: all but those of people who were opted out, by their own flag or by an interval; accounts, roster, releases and jobs always do';

CREATE OR REPLACE VIEW audit.observations AS
SELECT
  environment, tenant_id, canonical_user_id, persona, event_time, record_id,
  record_type = 'assessment_completed' AS is_assessment,
  readiness_score
FROM audit.accepted_records
WHERE record_type IN ('assessment_completed', 'readiness_recalculated')
  AND canonical_user_id IS NOT NULL;
COMMENT ON VIEW audit.observations IS 'Readiness scores of people: assessments and recalculations; alerts are none';
