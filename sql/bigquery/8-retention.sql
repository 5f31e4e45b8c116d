-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.
-- A day's partition goes as a whole when its years, leap days included, are over.

ALTER TABLE raw_events.student_onboarding SET OPTIONS (partition_expiration_days = 1096);

ALTER TABLE raw_events.resume SET OPTIONS (partition_expiration_days = 1827);

ALTER TABLE raw_events.assessment SET OPTIONS (partition_expiration_days = 1827);

ALTER TABLE raw_events.discovery SET OPTIONS (partition_expiration_days = 731);

ALTER TABLE task_progress.plans SET OPTIONS (partition_expiration_days = 1461);

ALTER TABLE task_progress.tasks SET OPTIONS (partition_expiration_days = 1461);

ALTER TABLE advisor.notes SET OPTIONS (partition_expiration_days = 2557);

ALTER TABLE advisor.bulk_assignments SET OPTIONS (partition_expiration_days = 2557);

ALTER TABLE alerts.events SET OPTIONS (partition_expiration_days = 1096);

ALTER TABLE reports.exports SET OPTIONS (partition_expiration_days = 2557);

ALTER TABLE skillforge.user_sessions SET OPTIONS (partition_expiration_days = 731);

ALTER TABLE privacy.preferences SET OPTIONS (partition_expiration_days = 2557);

ALTER TABLE platform.accounts SET OPTIONS (partition_expiration_days = 1096);

ALTER TABLE advisor.roster SET OPTIONS (partition_expiration_days = 2557);

ALTER TABLE readiness.recalculations SET OPTIONS (partition_expiration_days = 1827);

ALTER TABLE frontend.timings SET OPTIONS (partition_expiration_days = 731);

ALTER TABLE etl.onet_releases SET OPTIONS (partition_expiration_days = 731);

ALTER TABLE skillforge.etl_jobs SET OPTIONS (partition_expiration_days = 731);

ALTER TABLE privacy.requests SET OPTIONS (partition_expiration_days = 2557);

ALTER TABLE skillforge.dead_letters SET OPTIONS (partition_expiration_days = 731);

ALTER TABLE skillforge.dead_letter_repairs SET OPTIONS (partition_expiration_days = 731);

ALTER TABLE skillforge.duplicate_records SET OPTIONS (partition_expiration_days = 731);

ALTER TABLE identity.link_changes SET OPTIONS (partition_expiration_days = 2557);

ALTER TABLE skillforge.kpi_contribution_removals SET OPTIONS (partition_expiration_days = 731);
