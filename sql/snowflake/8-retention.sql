-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.
-- One task for each table, every night; without a warehouse of its own.

CREATE OR REPLACE TASK raw_events.expire_student_onboarding
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of raw_events.student_onboarding that are older than 3 years.'
AS
DELETE FROM raw_events.student_onboarding WHERE event_timestamp < DATEADD(YEAR, -3, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK raw_events.expire_student_onboarding RESUME;

CREATE OR REPLACE TASK raw_events.expire_resume
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of raw_events.resume that are older than 5 years.'
AS
DELETE FROM raw_events.resume WHERE event_timestamp < DATEADD(YEAR, -5, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK raw_events.expire_resume RESUME;

CREATE OR REPLACE TASK raw_events.expire_assessment
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of raw_events.assessment that are older than 5 years.'
AS
DELETE FROM raw_events.assessment WHERE event_timestamp < DATEADD(YEAR, -5, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK raw_events.expire_assessment RESUME;

CREATE OR REPLACE TASK raw_events.expire_discovery
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of raw_events.discovery that are older than 2 years.'
AS
DELETE FROM raw_events.discovery WHERE event_timestamp < DATEADD(YEAR, -2, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK raw_events.expire_discovery RESUME;

CREATE OR REPLACE TASK task_progress.expire_plans
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of task_progress.plans that are older than 4 years.'
AS
DELETE FROM task_progress.plans WHERE event_timestamp < DATEADD(YEAR, -4, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK task_progress.expire_plans RESUME;

CREATE OR REPLACE TASK task_progress.expire_tasks
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of task_progress.tasks that are older than 4 years.'
AS
DELETE FROM task_progress.tasks WHERE event_timestamp < DATEADD(YEAR, -4, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK task_progress.expire_tasks RESUME;

CREATE OR REPLACE TASK advisor.expire_notes
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of advisor.notes that are older than 7 years.'
AS
DELETE FROM advisor.notes WHERE event_timestamp < DATEADD(YEAR, -7, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK advisor.expire_notes RESUME;

CREATE OR REPLACE TASK advisor.expire_bulk_assignments
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of advisor.bulk_assignments that are older than 7 years.'
AS
DELETE FROM advisor.bulk_assignments WHERE event_timestamp < DATEADD(YEAR, -7, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK advisor.expire_bulk_assignments RESUME;

CREATE OR REPLACE TASK alerts.expire_events
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of alerts.events that are older than 3 years.'
AS
DELETE FROM alerts.events WHERE event_timestamp < DATEADD(YEAR, -3, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK alerts.expire_events RESUME;

CREATE OR REPLACE TASK reports.expire_exports
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of reports.exports that are older than 7 years.'
AS
DELETE FROM reports.exports WHERE event_timestamp < DATEADD(YEAR, -7, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK reports.expire_exports RESUME;

CREATE OR REPLACE TASK skillforge.expire_user_sessions
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of user_sessions that are older than 2 years.'
AS
DELETE FROM skillforge.user_sessions WHERE event_timestamp < DATEADD(YEAR, -2, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK skillforge.expire_user_sessions RESUME;

CREATE OR REPLACE TASK privacy.expire_preferences
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of privacy.preferences that are older than 7 years.'
AS
DELETE FROM privacy.preferences WHERE event_timestamp < DATEADD(YEAR, -7, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK privacy.expire_preferences RESUME;

CREATE OR REPLACE TASK platform.expire_accounts
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of platform.accounts that are older than 3 years.'
AS
DELETE FROM platform.accounts WHERE created_at < DATEADD(YEAR, -3, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK platform.expire_accounts RESUME;

CREATE OR REPLACE TASK advisor.expire_roster
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of advisor.roster that are older than 7 years.'
AS
DELETE FROM advisor.roster WHERE assigned_at < DATEADD(YEAR, -7, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK advisor.expire_roster RESUME;

CREATE OR REPLACE TASK readiness.expire_recalculations
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of readiness.recalculations that are older than 5 years.'
AS
DELETE FROM readiness.recalculations WHERE recalculated_at < DATEADD(YEAR, -5, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK readiness.expire_recalculations RESUME;

CREATE OR REPLACE TASK frontend.expire_timings
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of frontend.timings that are older than 2 years.'
AS
DELETE FROM frontend.timings WHERE started_at < DATEADD(YEAR, -2, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK frontend.expire_timings RESUME;

CREATE OR REPLACE TASK etl.expire_onet_releases
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of etl.onet_releases that are older than 2 years.'
AS
DELETE FROM etl.onet_releases WHERE released_at < DATEADD(YEAR, -2, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK etl.expire_onet_releases RESUME;

CREATE OR REPLACE TASK skillforge.expire_etl_jobs
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of etl_jobs that are older than 2 years.'
AS
DELETE FROM skillforge.etl_jobs WHERE finished_at < DATEADD(YEAR, -2, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK skillforge.expire_etl_jobs RESUME;

CREATE OR REPLACE TASK privacy.expire_requests
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of privacy.requests that are older than 7 years.'
AS
DELETE FROM privacy.requests WHERE requested_at < DATEADD(YEAR, -7, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK privacy.expire_requests RESUME;

CREATE OR REPLACE TASK skillforge.expire_dead_letters
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of dead_letters that are older than 2 years.'
AS
DELETE FROM skillforge.dead_letters WHERE dead_lettered_at < DATEADD(YEAR, -2, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK skillforge.expire_dead_letters RESUME;

CREATE OR REPLACE TASK skillforge.expire_dead_letter_repairs
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of dead_letter_repairs that are older than 2 years.'
AS
DELETE FROM skillforge.dead_letter_repairs WHERE written_at < DATEADD(YEAR, -2, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK skillforge.expire_dead_letter_repairs RESUME;

CREATE OR REPLACE TASK skillforge.expire_duplicate_records
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of duplicate_records that are older than 2 years.'
AS
DELETE FROM skillforge.duplicate_records WHERE written_at < DATEADD(YEAR, -2, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK skillforge.expire_duplicate_records RESUME;

CREATE OR REPLACE TASK identity.expire_link_changes
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of identity.link_changes that are older than 7 years.'
AS
DELETE FROM identity.link_changes WHERE written_at < DATEADD(YEAR, -7, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK identity.expire_link_changes RESUME;

CREATE OR REPLACE TASK skillforge.expire_kpi_contribution_removals
USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE = 'XSMALL'
SCHEDULE = 'USING CRON 0 3 * * * UTC'
COMMENT = 'Deletes the rows of kpi_contribution_removals that are older than 2 years.'
AS
DELETE FROM skillforge.kpi_contribution_removals WHERE written_at < DATEADD(YEAR, -2, CAST(SYSDATE() AS TIMESTAMP_NTZ(6)));

ALTER TASK skillforge.expire_kpi_contribution_removals RESUME;
