-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.
-- Deletes what is older than the tracking plan keeps it.

DELETE FROM raw_events.student_onboarding WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 3 YEAR;

DELETE FROM raw_events.resume WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 5 YEAR;

DELETE FROM raw_events.assessment WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 5 YEAR;

DELETE FROM raw_events.discovery WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 2 YEAR;

DELETE FROM task_progress.plans WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 4 YEAR;

DELETE FROM task_progress.tasks WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 4 YEAR;

DELETE FROM advisor.notes WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 7 YEAR;

DELETE FROM advisor.bulk_assignments WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 7 YEAR;

DELETE FROM alerts.events WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 3 YEAR;

DELETE FROM reports.exports WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 7 YEAR;

DELETE FROM main.user_sessions WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 2 YEAR;

DELETE FROM privacy.preferences WHERE event_timestamp < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 7 YEAR;

DELETE FROM platform.accounts WHERE created_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 3 YEAR;

DELETE FROM advisor.roster WHERE assigned_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 7 YEAR;

DELETE FROM readiness.recalculations WHERE recalculated_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 5 YEAR;

DELETE FROM frontend.timings WHERE started_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 2 YEAR;

DELETE FROM etl.onet_releases WHERE released_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 2 YEAR;

DELETE FROM main.etl_jobs WHERE finished_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 2 YEAR;

DELETE FROM privacy.requests WHERE requested_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 7 YEAR;

DELETE FROM main.dead_letters WHERE dead_lettered_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 2 YEAR;

DELETE FROM main.dead_letter_repairs WHERE written_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 2 YEAR;

DELETE FROM main.duplicate_records WHERE written_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 2 YEAR;

DELETE FROM identity.link_changes WHERE written_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 7 YEAR;

DELETE FROM main.kpi_contribution_removals WHERE written_at < CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) - INTERVAL 2 YEAR;
