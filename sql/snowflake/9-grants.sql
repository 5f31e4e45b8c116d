-- Generated from the tracking plan and the marts: do not change this file.
-- mvn -q test -Dtest=WarehouseSchemaTest -Dregenerate=true rewrites it.
-- A view reads its tables with the rights of its owner: analysts need none on raw tables.
-- The roles also need USAGE on the database and on a warehouse.

CREATE ROLE IF NOT EXISTS skillforge_analyst;

CREATE ROLE IF NOT EXISTS skillforge_auditor;

CREATE ROLE IF NOT EXISTS skillforge_pipeline;

GRANT USAGE ON SCHEMA advisor TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA advisor TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA advisor TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA advisor TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA advisor TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA alerts TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA alerts TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA alerts TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA alerts TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA alerts TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA analytics TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA analytics TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA analytics TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA analytics TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA audit TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA audit TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA audit TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA audit TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA audit TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA audit TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA audit TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA audit TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA audit TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA audit TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA compliance TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA compliance TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA compliance TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA compliance TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA compliance TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA etl TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA etl TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA etl TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA etl TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA etl TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA etl TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA frontend TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA frontend TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA frontend TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA frontend TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA frontend TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA identity TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA identity TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA identity TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA identity TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA identity TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA identity TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA platform TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA platform TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA platform TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA platform TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA platform TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA platform TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA privacy TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA privacy TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA privacy TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA privacy TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA privacy TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA readiness TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA readiness TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA readiness TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA readiness TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA readiness TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA reports TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA reports TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA reports TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA reports TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA reports TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA reports TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA staging TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA staging TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA staging TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA staging TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA staging TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA staging TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT SELECT, INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT USAGE, CREATE TABLE ON SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA analytics TO ROLE skillforge_analyst;

GRANT SELECT ON ALL VIEWS IN SCHEMA analytics TO ROLE skillforge_analyst;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA analytics TO ROLE skillforge_analyst;

GRANT USAGE ON SCHEMA skillforge TO ROLE skillforge_analyst;

GRANT USAGE ON SCHEMA dimensions TO ROLE skillforge_analyst;

GRANT USAGE ON SCHEMA schema_registry TO ROLE skillforge_analyst;

GRANT SELECT ON TABLE skillforge.kpi_values TO ROLE skillforge_analyst;

GRANT SELECT ON TABLE dimensions.terms TO ROLE skillforge_analyst;

GRANT SELECT ON TABLE schema_registry.event_schemas TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.kpi_current TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.kpi_restatements TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.kpi_trend_7d TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.onboarding_completion TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.readiness_delta TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.plan_adherence TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.resume_conversion TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.planner_engagement TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.advisee_activation TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.intervention_effectiveness TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.weekly_active_users TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.data_freshness TO ROLE skillforge_analyst;

GRANT SELECT ON VIEW skillforge.user_events_wau TO ROLE skillforge_analyst;
