-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE OR REPLACE VIEW analytics.onboarding_funnel
COPY GRANTS
COMMENT = 'Onboarding wizard finished with required fields: the rows of raw_events.student_onboarding under their name for analysis'
AS
SELECT * FROM raw_events.student_onboarding AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.skill_extraction
COPY GRANTS
COMMENT = 'Resume upload successfully processed: the rows of raw_events.resume under their name for analysis'
AS
SELECT * FROM raw_events.resume AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.skill_readiness
COPY GRANTS
COMMENT = 'Self-assessment module submitted: the rows of raw_events.assessment under their name for analysis'
AS
SELECT * FROM raw_events.assessment AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.match_scores
COPY GRANTS
COMMENT = 'Occupation detail viewed with compatibility score: the rows of raw_events.discovery under their name for analysis'
AS
SELECT * FROM raw_events.discovery AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.plan_engagement
COPY GRANTS
COMMENT = 'User confirms recommended action plan: the rows of task_progress.plans under their name for analysis'
AS
SELECT * FROM task_progress.plans AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.task_velocity
COPY GRANTS
COMMENT = 'Individual roadmap task marked complete: the rows of task_progress.tasks under their name for analysis'
AS
SELECT * FROM task_progress.tasks AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.advisor_activity
COPY GRANTS
COMMENT = 'Advisor logs a student note: the rows of advisor.notes under their name for analysis'
AS
SELECT * FROM advisor.notes AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.interventions
COPY GRANTS
COMMENT = 'Advisor bulk-assigns assessment to cohort: the rows of advisor.bulk_assignments under their name for analysis'
AS
SELECT * FROM advisor.bulk_assignments AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.readiness_trends
COPY GRANTS
COMMENT = 'Alert generated for low readiness student: the rows of alerts.events under their name for analysis'
AS
SELECT * FROM alerts.events AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.report_usage
COPY GRANTS
COMMENT = 'Quarterly report exported: the rows of reports.exports under their name for analysis'
AS
SELECT * FROM reports.exports AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.session_metrics
COPY GRANTS
COMMENT = 'Authenticated session begins: the rows of user_sessions under their name for analysis'
AS
SELECT * FROM skillforge.user_sessions AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW compliance.opt_outs
COPY GRANTS
COMMENT = 'User disabled analytics tracking: the rows of privacy.preferences under their name for analysis'
AS
SELECT * FROM privacy.preferences AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, event_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY event_timestamp, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.accounts
COPY GRANTS
COMMENT = 'An account was created, by its owner or from a roster: the rows of platform.accounts under their name for analysis'
AS
SELECT * FROM platform.accounts AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, record_id, coalesce(canonical_user_id, record_topic)
  ORDER BY created_at, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.advisor_roster
COPY GRANTS
COMMENT = 'A student is assigned to an advisor for an interval of time: the rows of advisor.roster under their name for analysis'
AS
SELECT * FROM advisor.roster AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, record_id, coalesce(canonical_user_id, record_topic)
  ORDER BY assigned_at, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.readiness_recalculations
COPY GRANTS
COMMENT = 'The readiness of a user was calculated anew: the rows of readiness.recalculations under their name for analysis'
AS
SELECT * FROM readiness.recalculations AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, record_id, coalesce(canonical_user_id, record_topic)
  ORDER BY recalculated_at, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.session_analytics
COPY GRANTS
COMMENT = 'How long a page was visible: the rows of frontend.timings under their name for analysis'
AS
SELECT * FROM frontend.timings AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, record_id, coalesce(canonical_user_id, anonymous_id, record_topic)
  ORDER BY started_at, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.onet_releases
COPY GRANTS
COMMENT = 'A release of the O*NET database was published: the rows of etl.onet_releases under their name for analysis'
AS
SELECT * FROM etl.onet_releases AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, record_id, coalesce(canonical_user_id, record_topic)
  ORDER BY released_at, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW analytics.etl_jobs
COPY GRANTS
COMMENT = 'A data importer job came to its end: the rows of etl_jobs under their name for analysis'
AS
SELECT * FROM skillforge.etl_jobs AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, record_id, coalesce(canonical_user_id, record_topic)
  ORDER BY finished_at, record_topic, record_partition, record_source, record_offset) = 1;

CREATE OR REPLACE VIEW compliance.erasure_requests
COPY GRANTS
COMMENT = 'A user asked for all personal data to be erased: the rows of privacy.requests under their name for analysis'
AS
SELECT * FROM privacy.requests AS stored
QUALIFY row_number() OVER (
  PARTITION BY tenant_id, record_id, coalesce(canonical_user_id, record_topic)
  ORDER BY requested_at, record_topic, record_partition, record_source, record_offset) = 1;
