-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE TABLE IF NOT EXISTS raw_events.student_onboarding (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE raw_events.student_onboarding IS 'Onboarding wizard finished with required fields: one row per accepted student_onboarding_completed record; kept for 3 years';
COMMENT ON COLUMN raw_events.student_onboarding.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN raw_events.student_onboarding.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN raw_events.student_onboarding.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN raw_events.student_onboarding.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN raw_events.student_onboarding.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN raw_events.student_onboarding.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN raw_events.student_onboarding.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN raw_events.student_onboarding.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN raw_events.student_onboarding.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN raw_events.student_onboarding.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN raw_events.student_onboarding.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN raw_events.student_onboarding.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN raw_events.student_onboarding.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN raw_events.student_onboarding.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN raw_events.student_onboarding.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN raw_events.student_onboarding.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN raw_events.student_onboarding.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN raw_events.student_onboarding.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN raw_events.student_onboarding.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN raw_events.student_onboarding.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN raw_events.student_onboarding.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN raw_events.student_onboarding.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN raw_events.student_onboarding.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN raw_events.student_onboarding.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS raw_events.resume (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  resume_id VARCHAR,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE raw_events.resume IS 'Resume upload successfully processed: one row per accepted resume_parsed record; kept for 5 years';
COMMENT ON COLUMN raw_events.resume.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN raw_events.resume.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN raw_events.resume.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN raw_events.resume.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN raw_events.resume.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN raw_events.resume.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN raw_events.resume.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN raw_events.resume.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN raw_events.resume.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN raw_events.resume.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN raw_events.resume.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN raw_events.resume.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN raw_events.resume.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN raw_events.resume.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN raw_events.resume.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN raw_events.resume.resume_id IS 'The uploaded resume.';
COMMENT ON COLUMN raw_events.resume.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN raw_events.resume.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN raw_events.resume.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN raw_events.resume.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN raw_events.resume.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN raw_events.resume.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN raw_events.resume.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN raw_events.resume.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN raw_events.resume.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS raw_events.assessment (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  assessment_id VARCHAR,
  readiness_score DOUBLE,
  module_id VARCHAR,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE raw_events.assessment IS 'Self-assessment module submitted: one row per accepted assessment_completed record; kept for 5 years';
COMMENT ON COLUMN raw_events.assessment.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN raw_events.assessment.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN raw_events.assessment.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN raw_events.assessment.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN raw_events.assessment.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN raw_events.assessment.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN raw_events.assessment.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN raw_events.assessment.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN raw_events.assessment.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN raw_events.assessment.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN raw_events.assessment.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN raw_events.assessment.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN raw_events.assessment.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN raw_events.assessment.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN raw_events.assessment.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN raw_events.assessment.assessment_id IS 'The assessment that was submitted.';
COMMENT ON COLUMN raw_events.assessment.readiness_score IS 'Readiness of the user after the assessment.';
COMMENT ON COLUMN raw_events.assessment.module_id IS 'The module of the assessment.';
COMMENT ON COLUMN raw_events.assessment.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN raw_events.assessment.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN raw_events.assessment.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN raw_events.assessment.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN raw_events.assessment.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN raw_events.assessment.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN raw_events.assessment.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN raw_events.assessment.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN raw_events.assessment.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS raw_events.discovery (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  occupation_id VARCHAR,
  compatibility_score DOUBLE,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE raw_events.discovery IS 'Occupation detail viewed with compatibility score: one row per accepted career_match_viewed record; kept for 2 years';
COMMENT ON COLUMN raw_events.discovery.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN raw_events.discovery.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN raw_events.discovery.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN raw_events.discovery.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN raw_events.discovery.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN raw_events.discovery.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN raw_events.discovery.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN raw_events.discovery.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN raw_events.discovery.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN raw_events.discovery.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN raw_events.discovery.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN raw_events.discovery.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN raw_events.discovery.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN raw_events.discovery.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN raw_events.discovery.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN raw_events.discovery.occupation_id IS 'The occupation that was viewed.';
COMMENT ON COLUMN raw_events.discovery.compatibility_score IS 'How well the occupation fits the user.';
COMMENT ON COLUMN raw_events.discovery.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN raw_events.discovery.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN raw_events.discovery.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN raw_events.discovery.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN raw_events.discovery.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN raw_events.discovery.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN raw_events.discovery.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN raw_events.discovery.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN raw_events.discovery.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS task_progress.plans (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  plan_id VARCHAR,
  resume_id VARCHAR,
  tasks JSON,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE task_progress.plans IS 'User confirms recommended action plan: one row per accepted action_plan_accepted record; kept for 4 years';
COMMENT ON COLUMN task_progress.plans.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN task_progress.plans.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN task_progress.plans.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN task_progress.plans.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN task_progress.plans.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN task_progress.plans.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN task_progress.plans.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN task_progress.plans.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN task_progress.plans.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN task_progress.plans.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN task_progress.plans.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN task_progress.plans.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN task_progress.plans.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN task_progress.plans.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN task_progress.plans.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN task_progress.plans.plan_id IS 'The action plan that was accepted.';
COMMENT ON COLUMN task_progress.plans.resume_id IS 'The upload that led to the plan, where it is known.';
COMMENT ON COLUMN task_progress.plans.tasks IS 'The tasks that the plan assigns; may be empty.';
COMMENT ON COLUMN task_progress.plans.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN task_progress.plans.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN task_progress.plans.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN task_progress.plans.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN task_progress.plans.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN task_progress.plans.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN task_progress.plans.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN task_progress.plans.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN task_progress.plans.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS task_progress.tasks (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  plan_id VARCHAR,
  task_id VARCHAR,
  task_completed BOOLEAN,
  due_at TIMESTAMP,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE task_progress.tasks IS 'Individual roadmap task marked complete: one row per accepted task_completion_logged record; kept for 4 years';
COMMENT ON COLUMN task_progress.tasks.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN task_progress.tasks.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN task_progress.tasks.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN task_progress.tasks.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN task_progress.tasks.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN task_progress.tasks.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN task_progress.tasks.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN task_progress.tasks.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN task_progress.tasks.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN task_progress.tasks.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN task_progress.tasks.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN task_progress.tasks.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN task_progress.tasks.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN task_progress.tasks.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN task_progress.tasks.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN task_progress.tasks.plan_id IS 'The action plan that the task belongs to.';
COMMENT ON COLUMN task_progress.tasks.task_id IS 'The task.';
COMMENT ON COLUMN task_progress.tasks.task_completed IS 'Whether the task is complete, false when it was re-opened; absent means true, or, with a due_at, that the record only re-schedules.';
COMMENT ON COLUMN task_progress.tasks.due_at IS 'The re-scheduled due date.';
COMMENT ON COLUMN task_progress.tasks.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN task_progress.tasks.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN task_progress.tasks.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN task_progress.tasks.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN task_progress.tasks.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN task_progress.tasks.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN task_progress.tasks.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN task_progress.tasks.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN task_progress.tasks.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS advisor.notes (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  student_id VARCHAR,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE advisor.notes IS 'Advisor logs a student note: one row per accepted advisor_note_added record; kept for 7 years';
COMMENT ON COLUMN advisor.notes.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN advisor.notes.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN advisor.notes.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN advisor.notes.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN advisor.notes.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN advisor.notes.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN advisor.notes.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN advisor.notes.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN advisor.notes.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN advisor.notes.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN advisor.notes.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN advisor.notes.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN advisor.notes.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN advisor.notes.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN advisor.notes.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN advisor.notes.student_id IS 'The user id of the student that the note is about.';
COMMENT ON COLUMN advisor.notes.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN advisor.notes.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN advisor.notes.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN advisor.notes.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN advisor.notes.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN advisor.notes.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN advisor.notes.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN advisor.notes.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN advisor.notes.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS advisor.bulk_assignments (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  assessment_id VARCHAR,
  cohort_id VARCHAR,
  student_ids VARCHAR[],
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE advisor.bulk_assignments IS 'Advisor bulk-assigns assessment to cohort: one row per accepted cohort_assessment_assigned record; kept for 7 years';
COMMENT ON COLUMN advisor.bulk_assignments.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN advisor.bulk_assignments.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN advisor.bulk_assignments.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN advisor.bulk_assignments.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN advisor.bulk_assignments.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN advisor.bulk_assignments.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN advisor.bulk_assignments.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN advisor.bulk_assignments.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN advisor.bulk_assignments.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN advisor.bulk_assignments.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN advisor.bulk_assignments.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN advisor.bulk_assignments.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN advisor.bulk_assignments.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN advisor.bulk_assignments.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN advisor.bulk_assignments.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN advisor.bulk_assignments.assessment_id IS 'The assessment that was assigned.';
COMMENT ON COLUMN advisor.bulk_assignments.cohort_id IS 'The cohort that it was assigned to.';
COMMENT ON COLUMN advisor.bulk_assignments.student_ids IS 'The user ids of the cohort''s students.';
COMMENT ON COLUMN advisor.bulk_assignments.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN advisor.bulk_assignments.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN advisor.bulk_assignments.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN advisor.bulk_assignments.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN advisor.bulk_assignments.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN advisor.bulk_assignments.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN advisor.bulk_assignments.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN advisor.bulk_assignments.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN advisor.bulk_assignments.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS alerts.events (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  student_id VARCHAR,
  readiness_score DOUBLE,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE alerts.events IS 'Alert generated for low readiness student: one row per accepted readiness_alert_triggered record; kept for 3 years';
COMMENT ON COLUMN alerts.events.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN alerts.events.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN alerts.events.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN alerts.events.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN alerts.events.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN alerts.events.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN alerts.events.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN alerts.events.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN alerts.events.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN alerts.events.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN alerts.events.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN alerts.events.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN alerts.events.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN alerts.events.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN alerts.events.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN alerts.events.student_id IS 'The user id of the student that the alert is about.';
COMMENT ON COLUMN alerts.events.readiness_score IS 'The student''s readiness that set off the alert.';
COMMENT ON COLUMN alerts.events.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN alerts.events.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN alerts.events.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN alerts.events.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN alerts.events.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN alerts.events.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN alerts.events.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN alerts.events.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN alerts.events.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS reports.exports (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  report_id VARCHAR,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE reports.exports IS 'Quarterly report exported: one row per accepted report_export_generated record; kept for 7 years';
COMMENT ON COLUMN reports.exports.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN reports.exports.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN reports.exports.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN reports.exports.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN reports.exports.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN reports.exports.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN reports.exports.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN reports.exports.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN reports.exports.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN reports.exports.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN reports.exports.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN reports.exports.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN reports.exports.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN reports.exports.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN reports.exports.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN reports.exports.report_id IS 'The exported report.';
COMMENT ON COLUMN reports.exports.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN reports.exports.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN reports.exports.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN reports.exports.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN reports.exports.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN reports.exports.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN reports.exports.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN reports.exports.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN reports.exports.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS main.user_sessions (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE main.user_sessions IS 'Authenticated session begins: one row per accepted session_started record; kept for 2 years';
COMMENT ON COLUMN main.user_sessions.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN main.user_sessions.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN main.user_sessions.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN main.user_sessions.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN main.user_sessions.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN main.user_sessions.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN main.user_sessions.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN main.user_sessions.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN main.user_sessions.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN main.user_sessions.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN main.user_sessions.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN main.user_sessions.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN main.user_sessions.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN main.user_sessions.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN main.user_sessions.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN main.user_sessions.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN main.user_sessions.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN main.user_sessions.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN main.user_sessions.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN main.user_sessions.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN main.user_sessions.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN main.user_sessions.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN main.user_sessions.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN main.user_sessions.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS privacy.preferences (
  event_name VARCHAR,
  event_id VARCHAR,
  event_timestamp TIMESTAMP,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  anonymous_id VARCHAR,
  user_id VARCHAR,
  session_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  context_device VARCHAR,
  opt_out_status BOOLEAN,
  pii_hash VARCHAR,
  salt_version BIGINT,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE privacy.preferences IS 'User disabled analytics tracking: one row per accepted settings_tracking_opt_out record; kept for 7 years';
COMMENT ON COLUMN privacy.preferences.event_name IS 'Name of the event in the dictionary; stored without a version suffix.';
COMMENT ON COLUMN privacy.preferences.event_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN privacy.preferences.event_timestamp IS 'Server-side canonical timestamp.';
COMMENT ON COLUMN privacy.preferences.schema_version IS 'Schema version, 1 when absent; a version suffix of the event name beats it.';
COMMENT ON COLUMN privacy.preferences.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN privacy.preferences.environment IS 'Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN privacy.preferences.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN privacy.preferences.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN privacy.preferences.session_id IS 'Session in which the event happened.';
COMMENT ON COLUMN privacy.preferences.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN privacy.preferences.context_page IS 'React route that emitted the event.';
COMMENT ON COLUMN privacy.preferences.context_device IS 'Device metadata from the frontend.';
COMMENT ON COLUMN privacy.preferences.opt_out_status IS 'Mirrors the user''s tracking_opt_out flag for compliance.';
COMMENT ON COLUMN privacy.preferences.pii_hash IS 'Salted SHA-256 hash of the e-mail address, for identity resolution.';
COMMENT ON COLUMN privacy.preferences.salt_version IS 'Version of the tenant''s salt in pii_hash, 1 when absent.';
COMMENT ON COLUMN privacy.preferences.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN privacy.preferences.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN privacy.preferences.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN privacy.preferences.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN privacy.preferences.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN privacy.preferences.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN privacy.preferences.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN privacy.preferences.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN privacy.preferences.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS platform.accounts (
  record_type VARCHAR,
  record_id VARCHAR,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  user_id VARCHAR,
  persona VARCHAR,
  created_at TIMESTAMP,
  source VARCHAR,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE platform.accounts IS 'An account was created, by its owner or from a roster: one row per accepted account_created record; kept for 3 years';
COMMENT ON COLUMN platform.accounts.record_type IS 'Name of the record type; stored without a version suffix.';
COMMENT ON COLUMN platform.accounts.record_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN platform.accounts.schema_version IS 'Schema version, 1 when absent; a version suffix of the name beats it.';
COMMENT ON COLUMN platform.accounts.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN platform.accounts.environment IS 'Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN platform.accounts.user_id IS 'The new account''s user.';
COMMENT ON COLUMN platform.accounts.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN platform.accounts.created_at IS 'When the account was created.';
COMMENT ON COLUMN platform.accounts.source IS 'How the account came to be.';
COMMENT ON COLUMN platform.accounts.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN platform.accounts.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN platform.accounts.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN platform.accounts.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN platform.accounts.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN platform.accounts.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN platform.accounts.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN platform.accounts.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN platform.accounts.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS advisor.roster (
  record_type VARCHAR,
  record_id VARCHAR,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  advisor_id VARCHAR,
  student_id VARCHAR,
  assigned_at TIMESTAMP,
  unassigned_at TIMESTAMP,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  tombstone BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE advisor.roster IS 'A student is assigned to an advisor for an interval of time: one row per accepted roster_assignment record; kept for 7 years';
COMMENT ON COLUMN advisor.roster.record_type IS 'Name of the record type; stored without a version suffix.';
COMMENT ON COLUMN advisor.roster.record_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN advisor.roster.schema_version IS 'Schema version, 1 when absent; a version suffix of the name beats it.';
COMMENT ON COLUMN advisor.roster.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN advisor.roster.environment IS 'Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN advisor.roster.advisor_id IS 'The user id of the advisor.';
COMMENT ON COLUMN advisor.roster.student_id IS 'The user id of the student.';
COMMENT ON COLUMN advisor.roster.assigned_at IS 'Start of the interval, inclusive.';
COMMENT ON COLUMN advisor.roster.unassigned_at IS 'End of the interval, exclusive; absent while it is open.';
COMMENT ON COLUMN advisor.roster.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN advisor.roster.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN advisor.roster.tombstone IS 'True when the record deletes its key''s record.';
COMMENT ON COLUMN advisor.roster.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN advisor.roster.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN advisor.roster.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN advisor.roster.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN advisor.roster.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN advisor.roster.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN advisor.roster.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS readiness.recalculations (
  record_type VARCHAR,
  record_id VARCHAR,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  user_id VARCHAR,
  persona VARCHAR,
  readiness_score DOUBLE,
  recalculated_at TIMESTAMP,
  model_version VARCHAR,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE readiness.recalculations IS 'The readiness of a user was calculated anew: one row per accepted readiness_recalculated record; kept for 5 years';
COMMENT ON COLUMN readiness.recalculations.record_type IS 'Name of the record type; stored without a version suffix.';
COMMENT ON COLUMN readiness.recalculations.record_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN readiness.recalculations.schema_version IS 'Schema version, 1 when absent; a version suffix of the name beats it.';
COMMENT ON COLUMN readiness.recalculations.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN readiness.recalculations.environment IS 'Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN readiness.recalculations.user_id IS 'The user whose readiness it is.';
COMMENT ON COLUMN readiness.recalculations.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN readiness.recalculations.readiness_score IS 'The new readiness.';
COMMENT ON COLUMN readiness.recalculations.recalculated_at IS 'When the readiness was calculated.';
COMMENT ON COLUMN readiness.recalculations.model_version IS 'Version of the model that calculated it.';
COMMENT ON COLUMN readiness.recalculations.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN readiness.recalculations.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN readiness.recalculations.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN readiness.recalculations.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN readiness.recalculations.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN readiness.recalculations.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN readiness.recalculations.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN readiness.recalculations.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN readiness.recalculations.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS frontend.timings (
  record_type VARCHAR,
  record_id VARCHAR,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  session_id VARCHAR,
  user_id VARCHAR,
  anonymous_id VARCHAR,
  persona VARCHAR,
  context_page VARCHAR,
  engaged_ms BIGINT,
  started_at TIMESTAMP,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE frontend.timings IS 'How long a page was visible: one row per accepted page_timing record; kept for 2 years';
COMMENT ON COLUMN frontend.timings.record_type IS 'Name of the record type; stored without a version suffix.';
COMMENT ON COLUMN frontend.timings.record_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN frontend.timings.schema_version IS 'Schema version, 1 when absent; a version suffix of the name beats it.';
COMMENT ON COLUMN frontend.timings.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN frontend.timings.environment IS 'Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN frontend.timings.session_id IS 'Session in which the page was visible.';
COMMENT ON COLUMN frontend.timings.user_id IS 'User that the User Service knows; present when authenticated.';
COMMENT ON COLUMN frontend.timings.anonymous_id IS 'UUID that the browser generated before login.';
COMMENT ON COLUMN frontend.timings.persona IS 'Kind of person that the user is.';
COMMENT ON COLUMN frontend.timings.context_page IS 'React route of the page.';
COMMENT ON COLUMN frontend.timings.engaged_ms IS 'Time for which the page was visible, in milliseconds.';
COMMENT ON COLUMN frontend.timings.started_at IS 'When the page became visible.';
COMMENT ON COLUMN frontend.timings.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN frontend.timings.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN frontend.timings.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN frontend.timings.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN frontend.timings.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN frontend.timings.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN frontend.timings.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN frontend.timings.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN frontend.timings.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS etl.onet_releases (
  record_type VARCHAR,
  record_id VARCHAR,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  release_version VARCHAR,
  released_at TIMESTAMP,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE etl.onet_releases IS 'A release of the O*NET database was published: one row per accepted onet_release_published record; kept for 2 years';
COMMENT ON COLUMN etl.onet_releases.record_type IS 'Name of the record type; stored without a version suffix.';
COMMENT ON COLUMN etl.onet_releases.record_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN etl.onet_releases.schema_version IS 'Schema version, 1 when absent; a version suffix of the name beats it.';
COMMENT ON COLUMN etl.onet_releases.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN etl.onet_releases.environment IS 'Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN etl.onet_releases.release_version IS 'The release.';
COMMENT ON COLUMN etl.onet_releases.released_at IS 'When it was published.';
COMMENT ON COLUMN etl.onet_releases.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN etl.onet_releases.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN etl.onet_releases.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN etl.onet_releases.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN etl.onet_releases.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN etl.onet_releases.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN etl.onet_releases.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN etl.onet_releases.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN etl.onet_releases.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS main.etl_jobs (
  record_type VARCHAR,
  record_id VARCHAR,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  job_id VARCHAR,
  dataset VARCHAR,
  release_version VARCHAR,
  started_at TIMESTAMP,
  finished_at TIMESTAMP,
  status VARCHAR,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE main.etl_jobs IS 'A data importer job came to its end: one row per accepted etl_job_finished record; kept for 2 years';
COMMENT ON COLUMN main.etl_jobs.record_type IS 'Name of the record type; stored without a version suffix.';
COMMENT ON COLUMN main.etl_jobs.record_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN main.etl_jobs.schema_version IS 'Schema version, 1 when absent; a version suffix of the name beats it.';
COMMENT ON COLUMN main.etl_jobs.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN main.etl_jobs.environment IS 'Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN main.etl_jobs.job_id IS 'The job.';
COMMENT ON COLUMN main.etl_jobs.dataset IS 'The data set that the job imported.';
COMMENT ON COLUMN main.etl_jobs.release_version IS 'The O*NET release that the job processed.';
COMMENT ON COLUMN main.etl_jobs.started_at IS 'When the job started.';
COMMENT ON COLUMN main.etl_jobs.finished_at IS 'When the job ended.';
COMMENT ON COLUMN main.etl_jobs.status IS 'How the job ended.';
COMMENT ON COLUMN main.etl_jobs.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN main.etl_jobs.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN main.etl_jobs.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN main.etl_jobs.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN main.etl_jobs.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN main.etl_jobs.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN main.etl_jobs.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN main.etl_jobs.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN main.etl_jobs.ingested_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS privacy.requests (
  record_type VARCHAR,
  record_id VARCHAR,
  schema_version BIGINT,
  tenant_id VARCHAR,
  environment VARCHAR,
  request_id VARCHAR,
  user_id VARCHAR,
  requested_at TIMESTAMP,
  canonical_user_id VARCHAR,
  opted_out BOOLEAN,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  run_id VARCHAR,
  ingested_at TIMESTAMP);
COMMENT ON TABLE privacy.requests IS 'A user asked for all personal data to be erased: one row per accepted erasure_requested record; kept for 7 years';
COMMENT ON COLUMN privacy.requests.record_type IS 'Name of the record type; stored without a version suffix.';
COMMENT ON COLUMN privacy.requests.record_id IS 'Identity for de-duplication, compared in lower case; derived from the record when absent.';
COMMENT ON COLUMN privacy.requests.schema_version IS 'Schema version, 1 when absent; a version suffix of the name beats it.';
COMMENT ON COLUMN privacy.requests.tenant_id IS 'Institution; `default` when absent.';
COMMENT ON COLUMN privacy.requests.environment IS 'Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent.';
COMMENT ON COLUMN privacy.requests.request_id IS 'The request.';
COMMENT ON COLUMN privacy.requests.user_id IS 'The user whose data is to be erased.';
COMMENT ON COLUMN privacy.requests.requested_at IS 'When the user asked.';
COMMENT ON COLUMN privacy.requests.canonical_user_id IS 'Person behind the record after identity resolution; null for an unresolved visitor.';
COMMENT ON COLUMN privacy.requests.opted_out IS 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.';
COMMENT ON COLUMN privacy.requests.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN privacy.requests.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN privacy.requests.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN privacy.requests.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN privacy.requests.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN privacy.requests.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN privacy.requests.ingested_at IS 'When the row was written.';
