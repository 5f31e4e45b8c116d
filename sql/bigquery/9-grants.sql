-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.
-- Put your own principals for those that end in skillforge.example.
-- A view reads its tables with the rights of its reader unless its dataset is authorized,
-- for which SQL has no statement: docs/warehouses.md has commands, templates/terraform does
-- it. templates/terraform/datasets.auto.tfvars.json lists which dataset lets whose views read.
-- A row access policy holds through authorized views too: whom none names sees no row.
-- An advisor's institutions are rows of permissions.tenant_readers.

CREATE OR REPLACE ROW ACCESS POLICY all_tenants
ON skillforge.kpi_values
GRANT TO ('group:analysts@skillforge.example', 'group:operators@skillforge.example', 'group:auditors@skillforge.example', 'serviceAccount:pipelines@skillforge.example')
FILTER USING (TRUE);

CREATE OR REPLACE ROW ACCESS POLICY own_tenants
ON skillforge.kpi_values
GRANT TO ('group:advisors@skillforge.example')
FILTER USING (tenant_id IN (SELECT r.tenant_id FROM permissions.tenant_readers AS r WHERE r.reader = SESSION_USER()));

GRANT `roles/bigquery.dataEditor` ON SCHEMA advisor TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA advisor TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA alerts TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA alerts TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA analytics TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA analytics TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA audit TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA audit TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA compliance TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA compliance TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA dimensions TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA dimensions TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA etl TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA etl TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA for_advisors TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA for_advisors TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA frontend TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA frontend TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA identity TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA identity TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA permissions TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA permissions TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA platform TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA platform TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA privacy TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA privacy TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA raw_events TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA raw_events TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA readiness TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA readiness TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA reports TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA reports TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA schema_registry TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA schema_registry TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA skillforge TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA skillforge TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA staging TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA staging TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataEditor` ON SCHEMA task_progress TO 'serviceAccount:pipelines@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA task_progress TO 'group:auditors@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA analytics TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE skillforge.kpi_values TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE dimensions.terms TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE schema_registry.event_schemas TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.kpi_current TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.kpi_restatements TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.kpi_trend_7d TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.onboarding_completion TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.readiness_delta TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.plan_adherence TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.resume_conversion TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.planner_engagement TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.advisee_activation TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.intervention_effectiveness TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.weekly_active_users TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.data_freshness TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.user_events_wau TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW audit.advisor_cells TO 'group:analysts@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON SCHEMA for_advisors TO 'group:advisors@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE skillforge.pipeline_runs TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE skillforge.run_offsets TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE skillforge.quality_checks TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE skillforge.run_counts TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE skillforge.dead_letters TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE skillforge.dead_letter_repairs TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE skillforge.duplicate_records TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE skillforge.kpi_contribution_runs TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE privacy.erasure_receipts TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE permissions.min_group_sizes TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE schema_registry.event_schemas TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.offset_coverage TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON VIEW skillforge.open_dead_letters TO 'group:operators@skillforge.example';

GRANT `roles/bigquery.dataViewer` ON TABLE permissions.tenant_readers TO 'group:advisors@skillforge.example';
