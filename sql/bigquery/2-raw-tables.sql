-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.
-- A query over a raw table must say which days it reads: require_partition_filter.

CREATE TABLE IF NOT EXISTS raw_events.student_onboarding (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Onboarding wizard finished with required fields: one row per accepted student_onboarding_completed record; kept for 3 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS raw_events.resume (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  resume_id STRING OPTIONS (description = 'The uploaded resume.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Resume upload successfully processed: one row per accepted resume_parsed record; kept for 5 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS raw_events.assessment (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  assessment_id STRING OPTIONS (description = 'The assessment that was submitted.'),
  readiness_score FLOAT64 OPTIONS (description = 'Readiness of the user after the assessment.'),
  module_id STRING OPTIONS (description = 'The module of the assessment.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Self-assessment module submitted: one row per accepted assessment_completed record; kept for 5 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS raw_events.discovery (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  occupation_id STRING OPTIONS (description = 'The occupation that was viewed.'),
  compatibility_score FLOAT64 OPTIONS (description = 'How well the occupation fits the user.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Occupation detail viewed with compatibility score: one row per accepted career_match_viewed record; kept for 2 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS task_progress.plans (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  plan_id STRING OPTIONS (description = 'The action plan that was accepted.'),
  resume_id STRING OPTIONS (description = 'The upload that led to the plan, where it is known.'),
  tasks JSON OPTIONS (description = 'The tasks that the plan assigns; may be empty.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'User confirms recommended action plan: one row per accepted action_plan_accepted record; kept for 4 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS task_progress.tasks (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  plan_id STRING OPTIONS (description = 'The action plan that the task belongs to.'),
  task_id STRING OPTIONS (description = 'The task.'),
  task_completed BOOL OPTIONS (description = 'Whether the task is complete, false when it was re-opened; absent means true, or, with a due_at, that the record only re-schedules.'),
  due_at TIMESTAMP OPTIONS (description = 'The re-scheduled due date.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Individual roadmap task marked complete: one row per accepted task_completion_logged record; kept for 4 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS advisor.notes (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  student_id STRING OPTIONS (description = 'The user id of the student that the note is about.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Advisor logs a student note: one row per accepted advisor_note_added record; kept for 7 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS advisor.bulk_assignments (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  assessment_id STRING OPTIONS (description = 'The assessment that was assigned.'),
  cohort_id STRING OPTIONS (description = 'The cohort that it was assigned to.'),
  student_ids ARRAY<STRING> OPTIONS (description = 'The user ids of the cohort\'s students.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Advisor bulk-assigns assessment to cohort: one row per accepted cohort_assessment_assigned record; kept for 7 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS alerts.events (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  student_id STRING OPTIONS (description = 'The user id of the student that the alert is about.'),
  readiness_score FLOAT64 OPTIONS (description = 'The student\'s readiness that set off the alert.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Alert generated for low readiness student: one row per accepted readiness_alert_triggered record; kept for 3 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS reports.exports (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  report_id STRING OPTIONS (description = 'The exported report.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Quarterly report exported: one row per accepted report_export_generated record; kept for 7 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS skillforge.user_sessions (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'Authenticated session begins: one row per accepted session_started record; kept for 2 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS privacy.preferences (
  event_name STRING OPTIONS (description = 'Name of the event in the dictionary; stored without a version suffix.'),
  event_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  event_timestamp TIMESTAMP OPTIONS (description = 'Server-side canonical timestamp.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the event name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the event was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  session_id STRING OPTIONS (description = 'Session in which the event happened.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route that emitted the event.'),
  context_device STRING OPTIONS (description = 'Device metadata from the frontend.'),
  opt_out_status BOOL OPTIONS (description = 'Mirrors the user\'s tracking_opt_out flag for compliance.'),
  pii_hash STRING OPTIONS (description = 'Salted SHA-256 hash of the e-mail address, for identity resolution.'),
  salt_version INT64 OPTIONS (description = 'Version of the tenant\'s salt in pii_hash, 1 when absent.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(event_timestamp, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, event_id
OPTIONS (description = 'User disabled analytics tracking: one row per accepted settings_tracking_opt_out record; kept for 7 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS platform.accounts (
  record_type STRING OPTIONS (description = 'Name of the record type; stored without a version suffix.'),
  record_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the record was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  user_id STRING OPTIONS (description = 'The new account\'s user.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  created_at TIMESTAMP OPTIONS (description = 'When the account was created.'),
  source STRING OPTIONS (description = 'How the account came to be.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(created_at, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, record_id
OPTIONS (description = 'An account was created, by its owner or from a roster: one row per accepted account_created record; kept for 3 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS advisor.roster (
  record_type STRING OPTIONS (description = 'Name of the record type; stored without a version suffix.'),
  record_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the record was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  advisor_id STRING OPTIONS (description = 'The user id of the advisor.'),
  student_id STRING OPTIONS (description = 'The user id of the student.'),
  assigned_at TIMESTAMP OPTIONS (description = 'Start of the interval, inclusive.'),
  unassigned_at TIMESTAMP OPTIONS (description = 'End of the interval, exclusive; absent while it is open.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  tombstone BOOL OPTIONS (description = 'True when the record deletes its key\'s record.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(assigned_at, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, record_id
OPTIONS (description = 'A student is assigned to an advisor for an interval of time: one row per accepted roster_assignment record; kept for 7 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS readiness.recalculations (
  record_type STRING OPTIONS (description = 'Name of the record type; stored without a version suffix.'),
  record_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the record was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  user_id STRING OPTIONS (description = 'The user whose readiness it is.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  readiness_score FLOAT64 OPTIONS (description = 'The new readiness.'),
  recalculated_at TIMESTAMP OPTIONS (description = 'When the readiness was calculated.'),
  model_version STRING OPTIONS (description = 'Version of the model that calculated it.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(recalculated_at, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, record_id
OPTIONS (description = 'The readiness of a user was calculated anew: one row per accepted readiness_recalculated record; kept for 5 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS frontend.timings (
  record_type STRING OPTIONS (description = 'Name of the record type; stored without a version suffix.'),
  record_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the record was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  session_id STRING OPTIONS (description = 'Session in which the page was visible.'),
  user_id STRING OPTIONS (description = 'User that the User Service knows; present when authenticated.'),
  anonymous_id STRING OPTIONS (description = 'UUID that the browser generated before login.'),
  persona STRING OPTIONS (description = 'Kind of person that the user is.'),
  context_page STRING OPTIONS (description = 'React route of the page.'),
  engaged_ms INT64 OPTIONS (description = 'Time for which the page was visible, in milliseconds.'),
  started_at TIMESTAMP OPTIONS (description = 'When the page became visible.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(started_at, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, record_id
OPTIONS (description = 'How long a page was visible: one row per accepted page_timing record; kept for 2 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS etl.onet_releases (
  record_type STRING OPTIONS (description = 'Name of the record type; stored without a version suffix.'),
  record_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the record was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  release_version STRING OPTIONS (description = 'The release.'),
  released_at TIMESTAMP OPTIONS (description = 'When it was published.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(released_at, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, record_id
OPTIONS (description = 'A release of the O*NET database was published: one row per accepted onet_release_published record; kept for 2 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS skillforge.etl_jobs (
  record_type STRING OPTIONS (description = 'Name of the record type; stored without a version suffix.'),
  record_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the record was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  job_id STRING OPTIONS (description = 'The job.'),
  dataset STRING OPTIONS (description = 'The data set that the job imported.'),
  release_version STRING OPTIONS (description = 'The O*NET release that the job processed.'),
  started_at TIMESTAMP OPTIONS (description = 'When the job started.'),
  finished_at TIMESTAMP OPTIONS (description = 'When the job ended.'),
  status STRING OPTIONS (description = 'How the job ended.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(finished_at, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, record_id
OPTIONS (description = 'A data importer job came to its end: one row per accepted etl_job_finished record; kept for 2 years', require_partition_filter = TRUE);

CREATE TABLE IF NOT EXISTS privacy.requests (
  record_type STRING OPTIONS (description = 'Name of the record type; stored without a version suffix.'),
  record_id STRING OPTIONS (description = 'Identity for de-duplication, compared in lower case; derived from the record when absent.'),
  schema_version INT64 OPTIONS (description = 'Schema version, 1 when absent; a version suffix of the name beats it.'),
  tenant_id STRING OPTIONS (description = 'Institution; `default` when absent.'),
  environment STRING OPTIONS (description = 'Where the record was emitted, such as `prod` or `staging`; the pipeline\'s own environment when absent.'),
  request_id STRING OPTIONS (description = 'The request.'),
  user_id STRING OPTIONS (description = 'The user whose data is to be erased.'),
  requested_at TIMESTAMP OPTIONS (description = 'When the user asked.'),
  canonical_user_id STRING OPTIONS (description = 'Person behind the record after identity resolution; null for an unresolved visitor.'),
  opted_out BOOL OPTIONS (description = 'True for an essential event of a user who is opted out: kept with reduced columns, part of no KPI.'),
  record_source STRING OPTIONS (description = '`kafka`, or the path of the file that was read.'),
  record_topic STRING OPTIONS (description = 'Topic, or the topic that the file stands for.'),
  record_partition INT64 OPTIONS (description = 'Partition of the topic; 0 in files.'),
  record_offset INT64 OPTIONS (description = 'Offset in the partition; line number in files.'),
  record_timestamp TIMESTAMP OPTIONS (description = 'Record timestamp of the broker, where known.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  ingested_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(requested_at, DAY)
CLUSTER BY tenant_id, environment, canonical_user_id, record_id
OPTIONS (description = 'A user asked for all personal data to be erased: one row per accepted erasure_requested record; kept for 7 years', require_partition_filter = TRUE);
