-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE SCHEMA IF NOT EXISTS advisor
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');

CREATE SCHEMA IF NOT EXISTS alerts
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');

CREATE SCHEMA IF NOT EXISTS analytics
OPTIONS (description = 'Views over the raw tables, for analysis');

CREATE SCHEMA IF NOT EXISTS audit
OPTIONS (description = 'Views that the audit queries share');

CREATE SCHEMA IF NOT EXISTS compliance
OPTIONS (description = 'Views over the raw tables, for analysis');

CREATE SCHEMA IF NOT EXISTS dimensions
OPTIONS (description = 'Tables that rows of the marts refer to');

CREATE SCHEMA IF NOT EXISTS etl
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');

CREATE SCHEMA IF NOT EXISTS for_advisors
OPTIONS (description = 'What advisors see: figures of groups of people');

CREATE SCHEMA IF NOT EXISTS frontend
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');

CREATE SCHEMA IF NOT EXISTS identity
OPTIONS (description = 'Mirror of the identity table, and how it changed');

CREATE SCHEMA IF NOT EXISTS permissions
OPTIONS (description = 'Who may see which rows, and of how many people a figure must be');

CREATE SCHEMA IF NOT EXISTS platform
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');

CREATE SCHEMA IF NOT EXISTS privacy
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');

CREATE SCHEMA IF NOT EXISTS raw_events
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');

CREATE SCHEMA IF NOT EXISTS readiness
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');

CREATE SCHEMA IF NOT EXISTS reports
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');

CREATE SCHEMA IF NOT EXISTS schema_registry
OPTIONS (description = 'The tracking plan as rows');

CREATE SCHEMA IF NOT EXISTS skillforge
OPTIONS (description = 'Ledger, dead letters, KPI marts and what the tracking plan puts into no schema');

CREATE SCHEMA IF NOT EXISTS staging
OPTIONS (description = 'Rows on their way: tables of single runs, dropped when their run has ended', default_table_expiration_days = 3);

CREATE SCHEMA IF NOT EXISTS task_progress
OPTIONS (description = 'Records as the pipelines accepted them: raw tables of the tracking plan');
