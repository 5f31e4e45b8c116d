/*
Is what the warehouse holds fit to report from? One row for each check that fails.
scripts/sql.sh "$(cat this file)", bq query and snow sql take it as it is.
Generated from the tracking plan and the marts: do not change this file.
scripts/regenerate.sh rewrites it.
*/
SELECT check_name, table_name, detail, row_count
FROM (
  SELECT 'required_columns' AS check_name, 'analytics.onboarding_funnel' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.onboarding_funnel WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.onboarding_funnel' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.onboarding_funnel WHERE persona NOT IN ('student')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.onboarding_funnel' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.onboarding_funnel WHERE schema_version < 1.0 OR salt_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.onboarding_funnel' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.onboarding_funnel WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.skill_extraction' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, resume_id, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.skill_extraction WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR resume_id IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.skill_extraction' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.skill_extraction WHERE persona NOT IN ('student', 'career_changer')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.skill_extraction' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.skill_extraction WHERE schema_version < 1.0 OR salt_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.skill_extraction' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.skill_extraction WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.skill_readiness' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, assessment_id, readiness_score, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.skill_readiness WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR assessment_id IS NULL OR readiness_score IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.skill_readiness' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.skill_readiness WHERE persona NOT IN ('student', 'career_changer')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.skill_readiness' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.skill_readiness WHERE schema_version < 1.0 OR salt_version < 1.0 OR readiness_score < 0.0 OR readiness_score > 100.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.skill_readiness' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.skill_readiness WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.match_scores' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, persona, context_page, opt_out_status, occupation_id, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.match_scores WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR occupation_id IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.match_scores' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.match_scores WHERE persona NOT IN ('student', 'career_changer')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.match_scores' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.match_scores WHERE schema_version < 1.0 OR salt_version < 1.0 OR compatibility_score < 0.0 OR compatibility_score > 100.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.match_scores' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.match_scores WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.plan_engagement' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, plan_id, tasks, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.plan_engagement WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR plan_id IS NULL OR tasks IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.plan_engagement' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.plan_engagement WHERE persona NOT IN ('student', 'career_changer')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.plan_engagement' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.plan_engagement WHERE schema_version < 1.0 OR salt_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.plan_engagement' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.plan_engagement WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.task_velocity' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, plan_id, task_id, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.task_velocity WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR plan_id IS NULL OR task_id IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.task_velocity' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.task_velocity WHERE persona NOT IN ('student', 'career_changer')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.task_velocity' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.task_velocity WHERE schema_version < 1.0 OR salt_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.task_velocity' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.task_velocity WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.advisor_activity' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, student_id, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.advisor_activity WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR student_id IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.advisor_activity' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.advisor_activity WHERE persona NOT IN ('advisor')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.advisor_activity' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.advisor_activity WHERE schema_version < 1.0 OR salt_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.advisor_activity' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.advisor_activity WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.interventions' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, assessment_id, cohort_id, student_ids, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.interventions WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR assessment_id IS NULL OR cohort_id IS NULL OR student_ids IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.interventions' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.interventions WHERE persona NOT IN ('advisor')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.interventions' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.interventions WHERE schema_version < 1.0 OR salt_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.interventions' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.interventions WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.readiness_trends' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, student_id, readiness_score, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.readiness_trends WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR student_id IS NULL OR readiness_score IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.readiness_trends' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.readiness_trends WHERE persona NOT IN ('advisor')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.readiness_trends' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.readiness_trends WHERE schema_version < 1.0 OR salt_version < 1.0 OR readiness_score < 0.0 OR readiness_score > 100.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.readiness_trends' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.readiness_trends WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.report_usage' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, report_id, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.report_usage WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR report_id IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.report_usage' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.report_usage WHERE persona NOT IN ('advisor')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.report_usage' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.report_usage WHERE schema_version < 1.0 OR salt_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.report_usage' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.report_usage WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.session_metrics' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM analytics.session_metrics WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.session_metrics' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.session_metrics WHERE persona NOT IN ('student', 'career_changer', 'advisor')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.session_metrics' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.session_metrics WHERE schema_version < 1.0 OR salt_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.session_metrics' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.session_metrics WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'compliance.opt_outs' AS table_name, 'without a required value: event_name, event_timestamp, anonymous_id, user_id, persona, context_page, opt_out_status, tenant_id, environment, event_id' AS detail, count(*) AS row_count
  FROM compliance.opt_outs WHERE coalesce(opted_out, FALSE) = FALSE AND (event_name IS NULL OR event_timestamp IS NULL OR anonymous_id IS NULL OR user_id IS NULL OR persona IS NULL OR context_page IS NULL OR opt_out_status IS NULL OR tenant_id IS NULL OR environment IS NULL OR event_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'compliance.opt_outs' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM compliance.opt_outs WHERE persona NOT IN ('student', 'career_changer', 'advisor')
  UNION ALL
  SELECT 'ranges' AS check_name, 'compliance.opt_outs' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM compliance.opt_outs WHERE schema_version < 1.0 OR salt_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'compliance.opt_outs' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM compliance.opt_outs WHERE event_timestamp < TIMESTAMP '2015-01-01 00:00:00.000+00' OR event_timestamp > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.accounts' AS table_name, 'without a required value: record_type, user_id, persona, created_at, source, tenant_id, environment, record_id' AS detail, count(*) AS row_count
  FROM analytics.accounts WHERE coalesce(opted_out, FALSE) = FALSE AND (record_type IS NULL OR user_id IS NULL OR persona IS NULL OR created_at IS NULL OR source IS NULL OR tenant_id IS NULL OR environment IS NULL OR record_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.accounts' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.accounts WHERE persona NOT IN ('student', 'career_changer', 'advisor')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.accounts' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.accounts WHERE schema_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.accounts' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.accounts WHERE created_at < TIMESTAMP '2015-01-01 00:00:00.000+00' OR created_at > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.advisor_roster' AS table_name, 'without a required value: record_type, advisor_id, student_id, assigned_at, tenant_id, environment, record_id' AS detail, count(*) AS row_count
  FROM analytics.advisor_roster WHERE coalesce(opted_out, FALSE) = FALSE AND coalesce(tombstone, FALSE) = FALSE AND (record_type IS NULL OR advisor_id IS NULL OR student_id IS NULL OR assigned_at IS NULL OR tenant_id IS NULL OR environment IS NULL OR record_id IS NULL)
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.advisor_roster' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.advisor_roster WHERE schema_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.advisor_roster' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.advisor_roster WHERE assigned_at < TIMESTAMP '2015-01-01 00:00:00.000+00' OR assigned_at > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.readiness_recalculations' AS table_name, 'without a required value: record_type, user_id, persona, readiness_score, recalculated_at, tenant_id, environment, record_id' AS detail, count(*) AS row_count
  FROM analytics.readiness_recalculations WHERE coalesce(opted_out, FALSE) = FALSE AND (record_type IS NULL OR user_id IS NULL OR persona IS NULL OR readiness_score IS NULL OR recalculated_at IS NULL OR tenant_id IS NULL OR environment IS NULL OR record_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.readiness_recalculations' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.readiness_recalculations WHERE persona NOT IN ('student', 'career_changer', 'advisor')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.readiness_recalculations' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.readiness_recalculations WHERE schema_version < 1.0 OR readiness_score < 0.0 OR readiness_score > 100.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.readiness_recalculations' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.readiness_recalculations WHERE recalculated_at < TIMESTAMP '2015-01-01 00:00:00.000+00' OR recalculated_at > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.session_analytics' AS table_name, 'without a required value: record_type, anonymous_id, persona, context_page, engaged_ms, started_at, tenant_id, environment, record_id' AS detail, count(*) AS row_count
  FROM analytics.session_analytics WHERE coalesce(opted_out, FALSE) = FALSE AND (record_type IS NULL OR anonymous_id IS NULL OR persona IS NULL OR context_page IS NULL OR engaged_ms IS NULL OR started_at IS NULL OR tenant_id IS NULL OR environment IS NULL OR record_id IS NULL)
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'analytics.session_analytics' AS table_name, 'of a persona that does not send such records' AS detail, count(*) AS row_count
  FROM analytics.session_analytics WHERE persona NOT IN ('student', 'career_changer', 'advisor')
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.session_analytics' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.session_analytics WHERE schema_version < 1.0 OR engaged_ms < 0.0 OR engaged_ms > 8.64E7
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.session_analytics' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.session_analytics WHERE started_at < TIMESTAMP '2015-01-01 00:00:00.000+00' OR started_at > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.onet_releases' AS table_name, 'without a required value: record_type, release_version, released_at, tenant_id, environment, record_id' AS detail, count(*) AS row_count
  FROM analytics.onet_releases WHERE coalesce(opted_out, FALSE) = FALSE AND (record_type IS NULL OR release_version IS NULL OR released_at IS NULL OR tenant_id IS NULL OR environment IS NULL OR record_id IS NULL)
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.onet_releases' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.onet_releases WHERE schema_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.onet_releases' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.onet_releases WHERE released_at < TIMESTAMP '2015-01-01 00:00:00.000+00' OR released_at > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'analytics.etl_jobs' AS table_name, 'without a required value: record_type, job_id, dataset, release_version, started_at, finished_at, status, tenant_id, environment, record_id' AS detail, count(*) AS row_count
  FROM analytics.etl_jobs WHERE coalesce(opted_out, FALSE) = FALSE AND (record_type IS NULL OR job_id IS NULL OR dataset IS NULL OR release_version IS NULL OR started_at IS NULL OR finished_at IS NULL OR status IS NULL OR tenant_id IS NULL OR environment IS NULL OR record_id IS NULL)
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.etl_jobs' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM analytics.etl_jobs WHERE schema_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'analytics.etl_jobs' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM analytics.etl_jobs WHERE finished_at < TIMESTAMP '2015-01-01 00:00:00.000+00' OR finished_at > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'required_columns' AS check_name, 'compliance.erasure_requests' AS table_name, 'without a required value: record_type, request_id, user_id, requested_at, tenant_id, environment, record_id' AS detail, count(*) AS row_count
  FROM compliance.erasure_requests WHERE coalesce(opted_out, FALSE) = FALSE AND (record_type IS NULL OR request_id IS NULL OR user_id IS NULL OR requested_at IS NULL OR tenant_id IS NULL OR environment IS NULL OR record_id IS NULL)
  UNION ALL
  SELECT 'ranges' AS check_name, 'compliance.erasure_requests' AS table_name, 'a number outside its range' AS detail, count(*) AS row_count
  FROM compliance.erasure_requests WHERE schema_version < 1.0
  UNION ALL
  SELECT 'ranges' AS check_name, 'compliance.erasure_requests' AS table_name, 'an event time before 2015, or more than a day after the row was written' AS detail, count(*) AS row_count
  FROM compliance.erasure_requests WHERE requested_at < TIMESTAMP '2015-01-01 00:00:00.000+00' OR requested_at > ingested_at + INTERVAL 24 HOUR
  UNION ALL
  SELECT 'conservation' AS check_name, 'pipeline_runs' AS table_name, 'read = accepted + duplicates + suppressed + erased + dead_lettered + late_dropped does not hold' AS detail, count(*) AS row_count
  FROM skillforge.pipeline_runs WHERE status = 'succeeded' AND coalesce(accepted + duplicates + suppressed + erased + dead_lettered + coalesce(late_dropped, 0), -1) <> read
  UNION ALL
  SELECT 'freshness' AS check_name, 'pipeline_runs' AS table_name, 'no run has ever succeeded' AS detail, CASE WHEN count(*) = 0 THEN 1 ELSE 0 END AS row_count
  FROM skillforge.pipeline_runs WHERE status = 'succeeded'
  UNION ALL
SELECT 'freshness' AS check_name, 'pipeline_runs' AS table_name,
  concat(pipeline, ' of ', environment, ' has covered less than its schedule asks for by now')
    AS detail, 1 AS row_count
FROM (
  SELECT pipeline, environment, covered, max(covered) OVER (PARTITION BY environment) AS newest
  FROM (
    SELECT pipeline, environment, max(range_to) AS covered
    FROM skillforge.pipeline_runs
    WHERE status = 'succeeded' AND NOT streaming AND range_to IS NOT NULL
    GROUP BY pipeline, environment
    HAVING max(range_from) IS NOT NULL) AS each_pipeline) AS pipelines
WHERE covered >= newest - INTERVAL 60 DAY AND (
  (pipeline = 'advisee_activation' AND covered < CURRENT_TIMESTAMP() - INTERVAL 28 HOUR)
    OR (pipeline = 'data_freshness' AND covered < CURRENT_TIMESTAMP() - INTERVAL 28 HOUR)
    OR (pipeline = 'erasure' AND covered < CURRENT_TIMESTAMP() - INTERVAL 27 HOUR)
    OR (pipeline = 'intervention_effectiveness' AND covered < CURRENT_TIMESTAMP() - INTERVAL 29 HOUR)
    OR (pipeline = 'kpi(all)' AND covered < CURRENT_TIMESTAMP() - INTERVAL 28 HOUR)
    OR (pipeline = 'onboarding_completion' AND covered < CURRENT_TIMESTAMP() - INTERVAL 28 HOUR)
    OR (pipeline = 'plan_adherence' AND covered < CURRENT_TIMESTAMP() - INTERVAL 172 HOUR)
    OR (pipeline = 'planner_engagement' AND covered < CURRENT_TIMESTAMP() - INTERVAL 28 HOUR)
    OR (pipeline = 'privacy-audit' AND covered < CURRENT_TIMESTAMP() - INTERVAL 28 HOUR)
    OR (pipeline = 'raw-events' AND covered < CURRENT_TIMESTAMP() - INTERVAL 28 HOUR)
    OR (pipeline = 'readiness_delta' AND covered < CURRENT_TIMESTAMP() - INTERVAL 172 HOUR)
    OR (pipeline = 'resume_conversion' AND covered < CURRENT_TIMESTAMP() - INTERVAL 29 HOUR)
    OR (pipeline = 'retention' AND covered < CURRENT_TIMESTAMP() - INTERVAL 318 HOUR)
    OR (pipeline = 'weekly_active_users' AND covered < CURRENT_TIMESTAMP() - INTERVAL 172 HOUR))
  UNION ALL
  SELECT 'required_columns' AS check_name, 'kpi_values' AS table_name, 'without a part of its key' AS detail, count(*) AS row_count
  FROM skillforge.kpi_values WHERE kpi IS NULL OR definition_version IS NULL OR environment IS NULL OR tenant_id IS NULL OR persona IS NULL OR dimension IS NULL OR dimension_value IS NULL OR period_grain IS NULL OR period_start IS NULL OR period_end IS NULL OR as_of IS NULL OR pane_index IS NULL
  UNION ALL
  SELECT 'persona_segmentation' AS check_name, 'kpi_values' AS table_name, 'of a persona that does not exist' AS detail, count(*) AS row_count
  FROM skillforge.kpi_values WHERE persona NOT IN ('student', 'career_changer', 'advisor', 'all')
  UNION ALL
  SELECT 'ranges' AS check_name, 'kpi_values' AS table_name, 'a share outside 0 to 1, a negative count, or a period that ends before it starts' AS detail, count(*) AS row_count
  FROM skillforge.kpi_values WHERE (kpi IN ('onboarding_completion', 'plan_adherence', 'resume_conversion', 'advisee_activation', 'data_freshness') AND (value < 0 OR value > 1 OR numerator > denominator)) OR denominator < 0 OR pending < 0 OR excluded_opt_out < 0 OR excluded_unresolved < 0 OR period_start >= period_end
  UNION ALL
  SELECT 'audit' AS check_name, 'quality_checks' AS table_name, 'figures of KPIs that their newest audit did not confirm' AS detail, CAST(coalesce(sum(value), 0) AS INT64) AS row_count
  FROM (
    SELECT value, row_number() OVER (
      PARTITION BY environment, subject ORDER BY written_at DESC) AS age_rank
    FROM skillforge.quality_checks
    WHERE gate = 'kpi_audit') AS audits WHERE age_rank = 1
  UNION ALL
  SELECT 'uniqueness' AS check_name, 'kpi_values' AS table_name, 'rows that share a key' AS detail, count(*) AS row_count
  FROM (SELECT count(*) AS copies FROM skillforge.kpi_values GROUP BY kpi, definition_version, environment, tenant_id, persona, dimension, dimension_value, period_grain, period_start, period_end, as_of, pane_index HAVING count(DISTINCT value) > 1) AS shared
  UNION ALL
  SELECT 'uniqueness' AS check_name, 'pipeline_runs' AS table_name, 'rows that share a key' AS detail, count(*) AS row_count
  FROM (SELECT count(*) AS copies FROM skillforge.pipeline_runs GROUP BY run_id HAVING count(*) > 1) AS shared
  UNION ALL
  SELECT 'uniqueness' AS check_name, 'identity.links' AS table_name, 'rows that share a key' AS detail, count(*) AS row_count
  FROM (SELECT count(*) AS copies FROM identity.links GROUP BY tenant_id, alias_type, alias HAVING count(*) > 1) AS shared
  UNION ALL
  SELECT 'uniqueness' AS check_name, 'dimensions.terms' AS table_name, 'rows that share a key' AS detail, count(*) AS row_count
  FROM (SELECT count(*) AS copies FROM dimensions.terms GROUP BY tenant_id, term_id HAVING count(*) > 1) AS shared
  UNION ALL
  SELECT 'uniqueness' AS check_name, 'schema_registry.event_schemas' AS table_name, 'rows that share a key' AS detail, count(*) AS row_count
  FROM (SELECT count(*) AS copies FROM schema_registry.event_schemas GROUP BY record_type, schema_version HAVING count(*) > 1) AS shared) AS checks
WHERE row_count > 0
ORDER BY check_name, table_name, detail
