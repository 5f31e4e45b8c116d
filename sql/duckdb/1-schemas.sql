-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE SCHEMA IF NOT EXISTS advisor;

CREATE SCHEMA IF NOT EXISTS alerts;

CREATE SCHEMA IF NOT EXISTS analytics;

CREATE SCHEMA IF NOT EXISTS audit;

CREATE SCHEMA IF NOT EXISTS compliance;

CREATE SCHEMA IF NOT EXISTS dimensions;

CREATE SCHEMA IF NOT EXISTS etl;

CREATE SCHEMA IF NOT EXISTS for_advisors;

CREATE SCHEMA IF NOT EXISTS frontend;

CREATE SCHEMA IF NOT EXISTS identity;

CREATE SCHEMA IF NOT EXISTS permissions;

CREATE SCHEMA IF NOT EXISTS platform;

CREATE SCHEMA IF NOT EXISTS privacy;

CREATE SCHEMA IF NOT EXISTS raw_events;

CREATE SCHEMA IF NOT EXISTS readiness;

CREATE SCHEMA IF NOT EXISTS reports;

CREATE SCHEMA IF NOT EXISTS schema_registry;

CREATE SCHEMA IF NOT EXISTS task_progress;
