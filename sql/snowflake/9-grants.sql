-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.
-- A view reads its tables with the rights of its owner: readers need none on raw tables.
-- The roles also need USAGE on the database and on a warehouse.
-- A row access policy (Enterprise Edition) holds through views too, for their owner as
-- well: a role that is none of these sees no row of kpi_values.
-- An advisor's institutions are rows of permissions.tenant_readers.

CREATE ROLE IF NOT EXISTS skillforge_analyst;

CREATE ROLE IF NOT EXISTS skillforge_advisor;

CREATE ROLE IF NOT EXISTS skillforge_operator;

CREATE ROLE IF NOT EXISTS skillforge_auditor;

CREATE ROLE IF NOT EXISTS skillforge_pipeline;

REVOKE USAGE ON SCHEMA for_advisors FROM ROLE skillforge_advisor;

ALTER TABLE skillforge.kpi_values DROP ALL ROW ACCESS POLICIES;

CREATE OR REPLACE ROW ACCESS POLICY permissions.own_tenants
AS (tenant VARCHAR) RETURNS BOOLEAN ->
  IS_ROLE_IN_SESSION('SKILLFORGE_ANALYST')
  OR IS_ROLE_IN_SESSION('SKILLFORGE_OPERATOR')
  OR IS_ROLE_IN_SESSION('SKILLFORGE_AUDITOR')
  OR IS_ROLE_IN_SESSION('SKILLFORGE_PIPELINE')
  OR EXISTS (
    SELECT 1 FROM permissions.tenant_readers AS r WHERE r.reader = CURRENT_USER() AND r.tenant_id = tenant);

ALTER TABLE skillforge.kpi_values ADD ROW ACCESS POLICY permissions.own_tenants ON (tenant_id);

GRANT USAGE ON SCHEMA advisor TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA advisor TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA advisor TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA advisor TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA advisor TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA advisor TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA alerts TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA alerts TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA alerts TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA alerts TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA alerts TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA alerts TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA analytics TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA analytics TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA analytics TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA analytics TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA analytics TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA audit TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA audit TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA audit TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA audit TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA audit TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA audit TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA audit TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA audit TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA audit TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA audit TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA compliance TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA compliance TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA compliance TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA compliance TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA compliance TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA compliance TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA dimensions TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA dimensions TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA etl TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA etl TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA etl TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA etl TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA etl TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA etl TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA etl TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA for_advisors TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA for_advisors TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA for_advisors TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA for_advisors TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA for_advisors TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA for_advisors TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA for_advisors TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA for_advisors TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA for_advisors TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA for_advisors TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA frontend TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA frontend TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA frontend TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA frontend TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA frontend TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA frontend TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA identity TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA identity TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA identity TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA identity TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA identity TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA identity TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA identity TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA permissions TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA permissions TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA permissions TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA permissions TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA permissions TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA permissions TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA permissions TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA permissions TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA permissions TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA permissions TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA platform TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA platform TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA platform TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA platform TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA platform TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA platform TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA platform TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA privacy TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA privacy TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA privacy TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA privacy TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA privacy TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA privacy TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA raw_events TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA raw_events TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA readiness TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA readiness TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA readiness TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA readiness TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA readiness TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA readiness TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA reports TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA reports TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA reports TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA reports TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA reports TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA reports TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA reports TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA schema_registry TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA schema_registry TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA skillforge TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA skillforge TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA staging TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA staging TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA staging TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA staging TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA staging TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA staging TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA staging TO ROLE skillforge_pipeline;

GRANT CREATE TABLE ON SCHEMA staging TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT SELECT ON ALL TABLES IN SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE TABLES IN SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT SELECT ON ALL VIEWS IN SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA task_progress TO ROLE skillforge_auditor;

GRANT USAGE ON SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL TABLES IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE TABLES IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT SELECT ON ALL VIEWS IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT INSERT, UPDATE, DELETE ON FUTURE TABLES IN SCHEMA task_progress TO ROLE skillforge_pipeline;

GRANT USAGE ON SCHEMA analytics TO ROLE skillforge_analyst;

GRANT USAGE ON SCHEMA skillforge TO ROLE skillforge_analyst;

GRANT USAGE ON SCHEMA dimensions TO ROLE skillforge_analyst;

GRANT USAGE ON SCHEMA schema_registry TO ROLE skillforge_analyst;

GRANT USAGE ON SCHEMA audit TO ROLE skillforge_analyst;

GRANT SELECT ON ALL VIEWS IN SCHEMA analytics TO ROLE skillforge_analyst;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA analytics TO ROLE skillforge_analyst;

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

GRANT SELECT ON VIEW audit.advisor_cells TO ROLE skillforge_analyst;

GRANT USAGE ON SCHEMA for_advisors TO ROLE skillforge_advisor;

GRANT SELECT ON ALL VIEWS IN SCHEMA for_advisors TO ROLE skillforge_advisor;

GRANT SELECT ON FUTURE VIEWS IN SCHEMA for_advisors TO ROLE skillforge_advisor;

GRANT USAGE ON SCHEMA skillforge TO ROLE skillforge_operator;

GRANT USAGE ON SCHEMA privacy TO ROLE skillforge_operator;

GRANT USAGE ON SCHEMA permissions TO ROLE skillforge_operator;

GRANT USAGE ON SCHEMA schema_registry TO ROLE skillforge_operator;

GRANT SELECT ON TABLE skillforge.pipeline_runs TO ROLE skillforge_operator;

GRANT SELECT ON TABLE skillforge.run_offsets TO ROLE skillforge_operator;

GRANT SELECT ON TABLE skillforge.quality_checks TO ROLE skillforge_operator;

GRANT SELECT ON TABLE skillforge.run_counts TO ROLE skillforge_operator;

GRANT SELECT ON TABLE skillforge.dead_letters TO ROLE skillforge_operator;

GRANT SELECT ON TABLE skillforge.dead_letter_repairs TO ROLE skillforge_operator;

GRANT SELECT ON TABLE skillforge.duplicate_records TO ROLE skillforge_operator;

GRANT SELECT ON TABLE skillforge.kpi_contribution_runs TO ROLE skillforge_operator;

GRANT SELECT ON TABLE privacy.erasure_receipts TO ROLE skillforge_operator;

GRANT SELECT ON TABLE permissions.min_group_sizes TO ROLE skillforge_operator;

GRANT SELECT ON TABLE schema_registry.event_schemas TO ROLE skillforge_operator;

GRANT SELECT ON VIEW skillforge.offset_coverage TO ROLE skillforge_operator;

GRANT SELECT ON VIEW skillforge.open_dead_letters TO ROLE skillforge_operator;
