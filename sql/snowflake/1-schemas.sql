-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE SCHEMA IF NOT EXISTS advisor COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';

CREATE SCHEMA IF NOT EXISTS alerts COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';

CREATE SCHEMA IF NOT EXISTS analytics COMMENT = 'Views over the raw tables, for analysis';

CREATE SCHEMA IF NOT EXISTS audit COMMENT = 'Views that the audit queries share';

CREATE SCHEMA IF NOT EXISTS compliance COMMENT = 'Views over the raw tables, for analysis';

CREATE SCHEMA IF NOT EXISTS dimensions COMMENT = 'Tables that rows of the marts refer to';

CREATE SCHEMA IF NOT EXISTS etl COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';

CREATE SCHEMA IF NOT EXISTS for_advisors COMMENT = 'What advisors see: figures of groups of people';

CREATE SCHEMA IF NOT EXISTS frontend COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';

CREATE SCHEMA IF NOT EXISTS identity COMMENT = 'Mirror of the identity table, and how it changed';

CREATE SCHEMA IF NOT EXISTS permissions COMMENT = 'Who may see which rows, and of how many people a figure must be';

CREATE SCHEMA IF NOT EXISTS platform COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';

CREATE SCHEMA IF NOT EXISTS privacy COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';

CREATE SCHEMA IF NOT EXISTS raw_events COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';

CREATE SCHEMA IF NOT EXISTS readiness COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';

CREATE SCHEMA IF NOT EXISTS reports COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';

CREATE SCHEMA IF NOT EXISTS schema_registry COMMENT = 'The tracking plan as rows';

CREATE SCHEMA IF NOT EXISTS skillforge COMMENT = 'Ledger, dead letters, KPI marts and what the tracking plan puts into no schema';

CREATE SCHEMA IF NOT EXISTS staging COMMENT = 'Rows on their way: tables of single runs, dropped when their run has ended';

CREATE SCHEMA IF NOT EXISTS task_progress COMMENT = 'Records as the pipelines accepted them: raw tables of the tracking plan';
