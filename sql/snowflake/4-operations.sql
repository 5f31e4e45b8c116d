-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE TABLE IF NOT EXISTS skillforge.pipeline_runs (
  run_id VARCHAR COMMENT 'Derived from pipeline, range and input: the same for a rerun.',
  pipeline VARCHAR COMMENT 'Name of the pipeline.',
  pipeline_version VARCHAR COMMENT 'Release of the pipeline in the latest attempt.',
  environment VARCHAR COMMENT 'Environment of records that name none.',
  source VARIANT COMMENT 'What was read: for Kafka the offsets of every partition.',
  range_from TIMESTAMP_NTZ(6) COMMENT 'Start of the range asked for.',
  range_to TIMESTAMP_NTZ(6) COMMENT 'End of the range asked for, exclusive.',
  streaming BOOLEAN COMMENT 'Whether the run has no end of its own.',
  status VARCHAR COMMENT 'running, succeeded or failed.',
  attempt BIGINT COMMENT 'How often the run was started.',
  read BIGINT COMMENT 'Records read.',
  accepted BIGINT COMMENT 'Records that count and are stored.',
  duplicates BIGINT COMMENT 'Records whose id the same sender had used before.',
  suppressed BIGINT COMMENT 'Records dropped because of an opt-out.',
  erased BIGINT COMMENT 'Records dropped because their user was erased.',
  dead_lettered BIGINT COMMENT 'Records rejected.',
  late_dropped BIGINT COMMENT 'Records of a stream that came too late for a row that they belong to.',
  dead_letter_codes VARIANT COMMENT 'Dead letters by error code.',
  accepted_by_type VARIANT COMMENT 'Accepted records by record type.',
  suppressed_by_type VARIANT COMMENT 'Suppressed records by record type.',
  unknown_properties VARIANT COMMENT 'Dropped properties that the plan does not name.',
  max_event_time TIMESTAMP_NTZ(6) COMMENT 'Latest event time of a valid record.',
  rows_written VARIANT COMMENT 'Rows added or replaced by table; those that stay do not count.',
  rows_removed VARIANT COMMENT 'Rows removed by table; null where none can be.',
  error VARCHAR COMMENT 'Why the latest attempt failed.',
  started_at TIMESTAMP_NTZ(6) COMMENT 'When the latest attempt started.',
  launched_at TIMESTAMP_NTZ(6) COMMENT 'Which time it was for the run: no event more than 24 hours later counts.',
  finished_at TIMESTAMP_NTZ(6) COMMENT 'When it ended.')
CLUSTER BY (CAST(started_at AS DATE), environment, pipeline)
COMMENT = 'Ledger of runs: one row per pipeline, range and input; read = accepted + duplicates + suppressed + erased + dead_lettered + late_dropped';

CREATE TABLE IF NOT EXISTS skillforge.run_offsets (
  pipeline VARCHAR COMMENT 'Name of the pipeline.',
  environment VARCHAR COMMENT 'Environment of records that name none.',
  cluster_id VARCHAR COMMENT 'Id of the Kafka cluster.',
  topic VARCHAR COMMENT 'Name of the topic.',
  topic_id VARCHAR COMMENT 'Id of the topic: one that is made anew has another.',
  topic_partition BIGINT COMMENT 'Partition of the topic.',
  outcome VARCHAR COMMENT 'taken, or lost: deleted before any run took it.',
  start_offset BIGINT COMMENT 'First offset.',
  end_offset BIGINT COMMENT 'Offset after the last one.',
  run_id VARCHAR COMMENT 'Run that wrote the row, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (CAST(written_at AS DATE), environment, pipeline)
COMMENT = 'Offsets of Kafka that succeeded runs have taken, or found deleted before any run took them; offset_coverage sums them up';

CREATE TABLE IF NOT EXISTS skillforge.quality_checks (
  run_id VARCHAR COMMENT 'Run that it was judged for, see pipeline_runs; of an audit an id of its own.',
  pipeline VARCHAR COMMENT 'Name of the pipeline; kpi.sh audit.',
  environment VARCHAR COMMENT 'Environment of the records.',
  gate VARCHAR COMMENT 'Name of the gate, see --gates; kpi_audit.',
  subject VARCHAR COMMENT 'What the figure is of, for example a record type; the KPI.',
  day TIMESTAMP_NTZ(6) COMMENT 'Day that was judged; null for what is of no day.',
  value FLOAT COMMENT 'The figure.',
  low FLOAT COMMENT 'The least that was expected.',
  high FLOAT COMMENT 'The most that was expected; null where nothing is too much.',
  verdict VARCHAR COMMENT 'passed; warned: the run went on; failed: it ended.',
  judged VARCHAR COMMENT 'The same in words.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (CAST(written_at AS DATE), environment, pipeline)
COMMENT = 'What quality gates have judged of the raw tables before KPIs were published from them, and whether audit queries have confirmed these';

CREATE TABLE IF NOT EXISTS skillforge.dead_letters (
  environment VARCHAR COMMENT 'Environment of the record, else that of the pipeline.',
  stage VARCHAR COMMENT 'Step that rejected the record, for example validate.',
  error_codes ARRAY COMMENT 'Distinct codes of all its violations.',
  json_paths ARRAY COMMENT 'Where in the record they are.',
  message VARCHAR COMMENT 'All violations in words.',
  payload VARCHAR COMMENT 'Received text, raw personal data redacted.',
  record_source VARCHAR COMMENT '`kafka`, or the path of the file that was read.',
  record_topic VARCHAR COMMENT 'Topic, or the topic that the file stands for.',
  record_partition BIGINT COMMENT 'Partition of the topic; 0 in files.',
  record_offset BIGINT COMMENT 'Offset in the partition; line number in files.',
  record_timestamp TIMESTAMP_NTZ(6) COMMENT 'Record timestamp of the broker, where known.',
  pipeline VARCHAR COMMENT 'Pipeline that rejected the record.',
  pipeline_version VARCHAR COMMENT 'Release of the pipeline.',
  run_id VARCHAR COMMENT 'Run that wrote the row, see pipeline_runs.',
  dead_lettered_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (CAST(dead_lettered_at AS DATE), environment, stage)
COMMENT = 'Rejected records with all their violations; topic, partition and offset lead back to the original';

CREATE TABLE IF NOT EXISTS skillforge.dead_letter_repairs (
  record_source VARCHAR COMMENT '`kafka`, or the path of the file that was read.',
  record_topic VARCHAR COMMENT 'Topic, or the topic that the file stands for.',
  record_partition BIGINT COMMENT 'Partition of the topic; 0 in files.',
  record_offset BIGINT COMMENT 'Offset in the partition; line number in files.',
  record_timestamp TIMESTAMP_NTZ(6) COMMENT 'Record timestamp of the broker, where known.',
  repair VARCHAR COMMENT 'What was done: the expression, or the plan''s revision.',
  original VARCHAR COMMENT 'What was repaired: kafka, the record fetched again; payload, what the letter holds.',
  run_id VARCHAR COMMENT 'Run that repaired it, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (CAST(written_at AS DATE), record_topic)
COMMENT = 'Dead letters whose records are valid since they were repaired; topic, partition and offset lead to the letter and to what was stored';

CREATE TABLE IF NOT EXISTS skillforge.duplicate_records (
  environment VARCHAR COMMENT 'Environment of the record.',
  tenant_id VARCHAR COMMENT 'Institution.',
  record_type VARCHAR COMMENT 'Name of the record type.',
  record_id VARCHAR COMMENT 'The id that its sender had used before.',
  event_time TIMESTAMP_NTZ(6) COMMENT 'Event time of the dropped record.',
  record_source VARCHAR COMMENT '`kafka`, or the path of the file that was read.',
  record_topic VARCHAR COMMENT 'Topic, or the topic that the file stands for.',
  record_partition BIGINT COMMENT 'Partition of the topic; 0 in files.',
  record_offset BIGINT COMMENT 'Offset in the partition; line number in files.',
  record_timestamp TIMESTAMP_NTZ(6) COMMENT 'Record timestamp of the broker, where known.',
  kept_source VARCHAR COMMENT 'Where the record that stays was read: its source,',
  kept_topic VARCHAR COMMENT 'topic,',
  kept_partition BIGINT COMMENT 'partition',
  kept_offset BIGINT COMMENT 'and offset.',
  stage VARCHAR COMMENT 'deduplicate: both came in one run; store: the other was stored by another run.',
  run_id VARCHAR COMMENT 'Run that wrote the row, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (CAST(written_at AS DATE), environment, tenant_id)
COMMENT = 'Records that raw-events dropped because an earlier one of the same sender has their id; topic, partition and offset lead back to the original';

CREATE TABLE IF NOT EXISTS identity.links (
  tenant_id VARCHAR COMMENT 'Institution.',
  alias_type VARCHAR COMMENT 'anonymous_id, user_id or pii_hash.',
  alias VARCHAR COMMENT 'The alias; of a pii_hash v<salt version>:<hash>.',
  canonical_user_id VARCHAR COMMENT 'Whom the identity table links it to.',
  resolved_user_id VARCHAR COMMENT 'The same after following merges to their end.',
  linked_at TIMESTAMP_NTZ(6) COMMENT 'When the identity table got the link.',
  run_id VARCHAR COMMENT 'Run that first used the link as it is.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (tenant_id, alias_type)
COMMENT = 'Mirror of the identity table as the newest run with identities used it';

CREATE TABLE IF NOT EXISTS identity.link_changes (
  tenant_id VARCHAR COMMENT 'Institution.',
  alias_type VARCHAR COMMENT 'anonymous_id, user_id or pii_hash.',
  alias VARCHAR COMMENT 'The alias; of a pii_hash v<salt version>:<hash>.',
  resolved_before VARCHAR COMMENT 'Whom it resolved to; null for a new link.',
  resolved_after VARCHAR COMMENT 'Whom it resolves to; null for a link that is gone.',
  run_id VARCHAR COMMENT 'Run that found the change, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (CAST(written_at AS DATE), tenant_id, alias_type)
COMMENT = 'Every change of identity.links: what a run found linked otherwise than the run before';

CREATE TABLE IF NOT EXISTS dimensions.terms (
  tenant_id VARCHAR COMMENT 'Institution.',
  term_id VARCHAR COMMENT 'The term, unique within its institution.',
  starts_at TIMESTAMP_NTZ(6) COMMENT 'Start of the term, inclusive.',
  ends_at TIMESTAMP_NTZ(6) COMMENT 'End of the term, exclusive.',
  run_id VARCHAR COMMENT 'Run that wrote the row, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (tenant_id)
COMMENT = 'Academic terms as the newest run with --terms used them';

CREATE TABLE IF NOT EXISTS skillforge.run_counts (
  part_id VARCHAR COMMENT 'Identity of the part: a part that came twice counts once.',
  counts VARCHAR COMMENT 'The counts, packed.',
  run_id VARCHAR COMMENT 'Run that counted, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (CAST(written_at AS DATE), run_id)
COMMENT = 'What became of a part of a run''s records; the parts of a run add up';

CREATE TABLE IF NOT EXISTS skillforge.kpi_contributions (
  scope VARCHAR COMMENT 'Which computation, see kpi_contribution_runs.',
  tenant_id VARCHAR COMMENT 'Institution; empty in a sum.',
  subject_kind VARCHAR COMMENT 'sender, session, or sum of the contributions of all.',
  subject VARCHAR COMMENT 'Canonical user, visitor, topic or session; part of a sum.',
  contributions VARCHAR COMMENT 'The totals by KPI row, packed.',
  changes_at TIMESTAMP_NTZ(6) COMMENT 'From which as_of on they are others even if no record comes; null for never.',
  run_id VARCHAR COMMENT 'Run that wrote the row, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (scope, tenant_id)
COMMENT = 'What single persons and sessions contribute to KPIs, kept so that the next run need look only at those of whom something is new; kpi_values follows from it, nothing else';

CREATE TABLE IF NOT EXISTS skillforge.kpi_contribution_runs (
  scope VARCHAR COMMENT 'Digest of all that contributions depend on beside records.',
  kpis VARCHAR COMMENT 'Names of the KPIs.',
  as_of TIMESTAMP_NTZ(6) COMMENT 'Event time up to which the run has seen the input.',
  report_from TIMESTAMP_NTZ(6) COMMENT 'Start of its report; null for the first record.',
  seen VARIANT COMMENT 'Rows, and when the newest was stored, by record type.',
  seen_at TIMESTAMP_NTZ(6) COMMENT 'Up to when it has seen what others had written.',
  removals_seen BIGINT COMMENT 'Rows of kpi_contribution_removals that it has seen and that are newer.',
  follows TIMESTAMP_NTZ(6) COMMENT 'written_at of the run that it goes on from; null when it has looked at all.',
  run_id VARCHAR COMMENT 'The run, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (scope)
COMMENT = 'For each computation that contributions are kept of, what its newest run has seen';

CREATE TABLE IF NOT EXISTS skillforge.kpi_contribution_removals (
  table_name VARCHAR COMMENT 'Raw table.',
  stored_at TIMESTAMP_NTZ(6) COMMENT 'When the rows had been stored.',
  row_count BIGINT COMMENT 'How many they were.',
  run_id VARCHAR COMMENT 'Run that removed them, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (CAST(written_at AS DATE), table_name)
COMMENT = 'Rows that were removed from raw tables when kpi_contributions was told of it: they are no reason for the next KPI run to look at everybody';

CREATE TABLE IF NOT EXISTS privacy.suppression_list (
  tenant_id VARCHAR COMMENT 'Institution.',
  alias_type VARCHAR COMMENT 'anonymous_id, user_id or pii_hash.',
  salt VARCHAR COMMENT 'Random text, the same for an institution.',
  alias_hash VARCHAR COMMENT 'SHA-256 in hex of <salt>:<alias_type>:<alias>.',
  request_id VARCHAR COMMENT 'The request that it goes back to.',
  run_id VARCHAR COMMENT 'Run that erased, see pipeline_runs.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (tenant_id)
COMMENT = 'The names of erased persons as salted hashes: records of theirs are not stored again';

CREATE TABLE IF NOT EXISTS privacy.erasure_receipts (
  tenant_id VARCHAR COMMENT 'Institution.',
  request_id VARCHAR COMMENT 'The request.',
  store VARCHAR COMMENT 'local, bigquery, snowflake or postgresql.',
  table_name VARCHAR COMMENT 'Table, named alike in all warehouses.',
  rows_removed BIGINT COMMENT 'Rows removed so far, or freed of the person.',
  run_id VARCHAR COMMENT 'Run that removed the last of them.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When it did.')
CLUSTER BY (tenant_id, request_id)
COMMENT = 'What was removed for each request for erasure, by store and table';

CREATE TABLE IF NOT EXISTS privacy.ids_to_erase (
  tenant_id VARCHAR COMMENT 'Institution.',
  alias_type VARCHAR COMMENT 'anonymous_id, user_id or pii_hash.',
  alias VARCHAR COMMENT 'The name; of a pii_hash v<salt version>:<hash>.',
  request_id VARCHAR COMMENT 'The request that it goes back to.')
CLUSTER BY (tenant_id)
COMMENT = 'Names of persons while a run erases them; empty at any other time';

CREATE TABLE IF NOT EXISTS privacy.opt_out_actions (
  run_id VARCHAR COMMENT 'Run that did it, see pipeline_runs.',
  table_name VARCHAR COMMENT 'Table, named alike in all warehouses.',
  action VARCHAR COMMENT 'removed, or reduced: freed of what security logging does not need.',
  stored_at TIMESTAMP_NTZ(6) COMMENT 'When these rows had been written.',
  row_count BIGINT COMMENT 'How many they were.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When it was done.')
CLUSTER BY (CAST(written_at AS DATE), run_id)
COMMENT = 'What was done to rows that had been stored before an opt-out of an earlier event time was known';

CREATE TABLE IF NOT EXISTS permissions.tenant_readers (
  reader VARCHAR COMMENT 'Address in BigQuery, name of the user in Snowflake.',
  tenant_id VARCHAR COMMENT 'Institution.')
CLUSTER BY (reader)
COMMENT = 'Which institutions'' rows a reader may see who may not see those of all';

CREATE TABLE IF NOT EXISTS permissions.min_group_sizes (
  audience VARCHAR COMMENT 'To whom: advisors.',
  people BIGINT COMMENT 'How many people.')
COMMENT = 'Of how many people a figure must be at least to be shown; see --minGroupSize';

CREATE TABLE IF NOT EXISTS schema_registry.event_schemas (
  record_type VARCHAR COMMENT 'Name of the event or of another record type.',
  schema_version BIGINT COMMENT 'Version of its schema, from 1.',
  kind VARCHAR COMMENT 'event: of the event dictionary; record: another record.',
  description VARCHAR COMMENT 'When such a record is sent.',
  personas ARRAY COMMENT 'Personas whose records may be of the type.',
  required_properties ARRAY COMMENT 'Without them a record is rejected.',
  json_schema VARIANT COMMENT 'JSON Schema (2020-12) of a record.',
  essential BOOLEAN COMMENT 'Whether it is kept after an opt-out.',
  user_initiated BOOLEAN COMMENT 'Whether it counts as activity of the user.',
  raw_table VARCHAR COMMENT 'Table that stores the records.',
  analytics_view VARCHAR COMMENT 'View that shows them for analysis.',
  retention_years BIGINT COMMENT 'How long they are kept.',
  retention_reason VARCHAR COMMENT 'Why that long, where the plan says so.',
  plan_revision BIGINT COMMENT 'Revision of the plan that wrote the row.')
CLUSTER BY (record_type)
COMMENT = 'The tracking plan: one row per record type and schema version';

CREATE OR REPLACE VIEW skillforge.offset_coverage
COPY GRANTS
COMMENT = 'Which offsets of each partition succeeded runs have taken, and which were deleted before any run took them (outcome lost): one row per stretch without a gap'
AS
SELECT
  pipeline, environment, cluster_id, topic, topic_id, topic_partition, outcome,
  min(start_offset) AS start_offset,
  max(end_offset) AS end_offset,
  max(end_offset) - min(start_offset) AS offsets,
  min(written_at) AS first_written_at,
  max(written_at) AS last_written_at
FROM (
  SELECT
    *,
    sum(begins) OVER (
      PARTITION BY pipeline, environment, cluster_id, topic, topic_id, topic_partition, outcome
      ORDER BY start_offset, end_offset, run_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS stretch
  FROM (
    SELECT
      *,
      CASE
        WHEN start_offset <= max(end_offset) OVER (
          PARTITION BY pipeline, environment, cluster_id, topic, topic_id, topic_partition, outcome
          ORDER BY start_offset, end_offset, run_id
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) THEN 0
        ELSE 1
      END AS begins
    FROM skillforge.run_offsets
  ) AS ranges
) AS stretches
GROUP BY pipeline, environment, cluster_id, topic, topic_id, topic_partition, outcome, stretch;

CREATE OR REPLACE VIEW skillforge.open_dead_letters
COPY GRANTS
COMMENT = 'Dead letters that have not been repaired'
AS
SELECT letters.*
FROM skillforge.dead_letters AS letters
WHERE NOT EXISTS (SELECT 1 FROM skillforge.dead_letter_repairs AS repaired WHERE repaired.record_topic = letters.record_topic AND repaired.record_partition = letters.record_partition AND repaired.record_source = letters.record_source AND repaired.record_offset = letters.record_offset AND coalesce(repaired.record_timestamp, CAST('1970-01-01 00:00:00.000' AS TIMESTAMP_NTZ(6))) = coalesce(letters.record_timestamp, CAST('1970-01-01 00:00:00.000' AS TIMESTAMP_NTZ(6))));

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'student_onboarding_completed' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Onboarding wizard finished with required fields' AS description,
    CAST(PARSE_JSON('["student"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"student_onboarding_completed","description":"Onboarding wizard finished with required fields","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["student_onboarding_completed"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'raw_events.student_onboarding' AS raw_table,
    'analytics.onboarding_funnel' AS analytics_view,
    3 AS retention_years,
    'regulatory review' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'resume_parsed' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Resume upload successfully processed' AS description,
    CAST(PARSE_JSON('["student", "career_changer"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status", "resume_id"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"resume_parsed","description":"Resume upload successfully processed","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["resume_parsed"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"resume_id":{"type":"string","minLength":1,"description":"The uploaded resume."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","resume_id"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'raw_events.resume' AS raw_table,
    'analytics.skill_extraction' AS analytics_view,
    5 AS retention_years,
    'career history' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'assessment_completed' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Self-assessment module submitted' AS description,
    CAST(PARSE_JSON('["student", "career_changer"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status", "assessment_id", "readiness_score"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"assessment_completed","description":"Self-assessment module submitted","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["assessment_completed"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"assessment_id":{"type":"string","minLength":1,"description":"The assessment that was submitted."},"readiness_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"Readiness of the user after the assessment."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","assessment_id","readiness_score"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'raw_events.assessment' AS raw_table,
    'analytics.skill_readiness' AS analytics_view,
    5 AS retention_years,
    'longitudinal trends' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'assessment_completed' AS record_type,
    2 AS schema_version,
    'event' AS kind,
    'Self-assessment module submitted' AS description,
    CAST(PARSE_JSON('["student", "career_changer"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status", "assessment_id", "readiness_score"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"assessment_completed","description":"Self-assessment module submitted","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["assessment_completed","assessment_completed_v2"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"assessment_id":{"type":"string","minLength":1,"description":"The assessment that was submitted."},"readiness_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"Readiness of the user after the assessment."},"module_id":{"type":"string","description":"The module of the assessment."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","assessment_id","readiness_score"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'raw_events.assessment' AS raw_table,
    'analytics.skill_readiness' AS analytics_view,
    5 AS retention_years,
    'longitudinal trends' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'career_match_viewed' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Occupation detail viewed with compatibility score' AS description,
    CAST(PARSE_JSON('["student", "career_changer"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "persona", "context_page", "opt_out_status", "occupation_id"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"career_match_viewed","description":"Occupation detail viewed with compatibility score","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["career_match_viewed"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"occupation_id":{"type":"string","minLength":1,"description":"The occupation that was viewed."},"compatibility_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"How well the occupation fits the user."}},"required":["event_name","event_timestamp","anonymous_id","persona","context_page","opt_out_status","occupation_id"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'raw_events.discovery' AS raw_table,
    'analytics.match_scores' AS analytics_view,
    2 AS retention_years,
    '' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'action_plan_accepted' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'User confirms recommended action plan' AS description,
    CAST(PARSE_JSON('["student", "career_changer"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status", "plan_id", "tasks"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"action_plan_accepted","description":"User confirms recommended action plan","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["action_plan_accepted"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"plan_id":{"type":"string","minLength":1,"description":"The action plan that was accepted."},"resume_id":{"type":"string","description":"The upload that led to the plan, where it is known."},"tasks":{"type":"array","items":{"type":"object","properties":{"task_id":{"type":"string","minLength":1,"description":"The assigned task."},"due_at":{"type":"string","format":"date-time","description":"When the task is due."}},"required":["task_id","due_at"]},"description":"The tasks that the plan assigns; may be empty."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","plan_id","tasks"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'task_progress.plans' AS raw_table,
    'analytics.plan_engagement' AS analytics_view,
    4 AS retention_years,
    '' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'task_completion_logged' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Individual roadmap task marked complete' AS description,
    CAST(PARSE_JSON('["student", "career_changer"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status", "plan_id", "task_id"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"task_completion_logged","description":"Individual roadmap task marked complete","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["task_completion_logged"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"plan_id":{"type":"string","minLength":1,"description":"The action plan that the task belongs to."},"task_id":{"type":"string","minLength":1,"description":"The task."},"task_completed":{"type":"boolean","description":"Whether the task is complete, false when it was re-opened; absent means true, or, with a due_at, that the record only re-schedules."},"due_at":{"type":"string","format":"date-time","description":"The re-scheduled due date."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","plan_id","task_id"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'task_progress.tasks' AS raw_table,
    'analytics.task_velocity' AS analytics_view,
    4 AS retention_years,
    '' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'advisor_note_added' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Advisor logs a student note' AS description,
    CAST(PARSE_JSON('["advisor"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status", "student_id"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"advisor_note_added","description":"Advisor logs a student note","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["advisor_note_added"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"student_id":{"type":"string","minLength":1,"description":"The user id of the student that the note is about."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","student_id"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'advisor.notes' AS raw_table,
    'analytics.advisor_activity' AS analytics_view,
    7 AS retention_years,
    'institution policy' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'cohort_assessment_assigned' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Advisor bulk-assigns assessment to cohort' AS description,
    CAST(PARSE_JSON('["advisor"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status", "assessment_id", "cohort_id", "student_ids"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"cohort_assessment_assigned","description":"Advisor bulk-assigns assessment to cohort","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["cohort_assessment_assigned"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"assessment_id":{"type":"string","minLength":1,"description":"The assessment that was assigned."},"cohort_id":{"type":"string","minLength":1,"description":"The cohort that it was assigned to."},"student_ids":{"type":"array","items":{"type":"string"},"description":"The user ids of the cohort''s students."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","assessment_id","cohort_id","student_ids"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'advisor.bulk_assignments' AS raw_table,
    'analytics.interventions' AS analytics_view,
    7 AS retention_years,
    '' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'readiness_alert_triggered' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Alert generated for low readiness student' AS description,
    CAST(PARSE_JSON('["advisor"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status", "student_id", "readiness_score"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"readiness_alert_triggered","description":"Alert generated for low readiness student","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["readiness_alert_triggered"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"student_id":{"type":"string","minLength":1,"description":"The user id of the student that the alert is about."},"readiness_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"The student''s readiness that set off the alert."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","student_id","readiness_score"]}') AS json_schema,
    false AS essential,
    false AS user_initiated,
    'alerts.events' AS raw_table,
    'analytics.readiness_trends' AS analytics_view,
    3 AS retention_years,
    '' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'report_export_generated' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Quarterly report exported' AS description,
    CAST(PARSE_JSON('["advisor"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status", "report_id"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"report_export_generated","description":"Quarterly report exported","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["report_export_generated"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"report_id":{"type":"string","minLength":1,"description":"The exported report."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","report_id"]}') AS json_schema,
    false AS essential,
    true AS user_initiated,
    'reports.exports' AS raw_table,
    'analytics.report_usage' AS analytics_view,
    7 AS retention_years,
    '' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'session_started' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Authenticated session begins' AS description,
    CAST(PARSE_JSON('["student", "career_changer", "advisor"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"session_started","description":"Authenticated session begins","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["session_started"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status"]}') AS json_schema,
    true AS essential,
    true AS user_initiated,
    'user_sessions' AS raw_table,
    'analytics.session_metrics' AS analytics_view,
    2 AS retention_years,
    '' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'settings_tracking_opt_out' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'User disabled analytics tracking' AS description,
    CAST(PARSE_JSON('["student", "career_changer", "advisor"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["event_name", "event_timestamp", "anonymous_id", "user_id", "persona", "context_page", "opt_out_status"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"settings_tracking_opt_out","description":"User disabled analytics tracking","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["settings_tracking_opt_out"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status"]}') AS json_schema,
    true AS essential,
    true AS user_initiated,
    'privacy.preferences' AS raw_table,
    'compliance.opt_outs' AS analytics_view,
    7 AS retention_years,
    '' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'account_created' AS record_type,
    1 AS schema_version,
    'record' AS kind,
    'An account was created, by its owner or from a roster' AS description,
    CAST(PARSE_JSON('["student", "career_changer", "advisor"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["record_type", "user_id", "persona", "created_at", "source"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"account_created","description":"An account was created, by its owner or from a roster","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["account_created"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"user_id":{"type":"string","minLength":1,"description":"The new account''s user."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"created_at":{"type":"string","format":"date-time","description":"When the account was created."},"source":{"type":"string","enum":["self_signup","roster_provisioned"],"description":"How the account came to be."}},"required":["record_type","user_id","persona","created_at","source"]}') AS json_schema,
    false AS essential,
    false AS user_initiated,
    'platform.accounts' AS raw_table,
    'analytics.accounts' AS analytics_view,
    3 AS retention_years,
    'as long as the onboarding that follows it' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'roster_assignment' AS record_type,
    1 AS schema_version,
    'record' AS kind,
    'A student is assigned to an advisor for an interval of time' AS description,
    CAST(PARSE_JSON('[]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["record_type", "advisor_id", "student_id", "assigned_at"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"roster_assignment","description":"A student is assigned to an advisor for an interval of time","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["roster_assignment"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"advisor_id":{"type":"string","minLength":1,"description":"The user id of the advisor."},"student_id":{"type":"string","minLength":1,"description":"The user id of the student."},"assigned_at":{"type":"string","format":"date-time","description":"Start of the interval, inclusive."},"unassigned_at":{"type":"string","format":"date-time","description":"End of the interval, exclusive; absent while it is open."}},"required":["record_type","advisor_id","student_id","assigned_at"]}') AS json_schema,
    false AS essential,
    false AS user_initiated,
    'advisor.roster' AS raw_table,
    'analytics.advisor_roster' AS analytics_view,
    7 AS retention_years,
    'institution policy' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'readiness_recalculated' AS record_type,
    1 AS schema_version,
    'record' AS kind,
    'The readiness of a user was calculated anew' AS description,
    CAST(PARSE_JSON('["student", "career_changer", "advisor"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["record_type", "user_id", "persona", "readiness_score", "recalculated_at"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"readiness_recalculated","description":"The readiness of a user was calculated anew","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["readiness_recalculated"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"user_id":{"type":"string","minLength":1,"description":"The user whose readiness it is."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"readiness_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"The new readiness."},"recalculated_at":{"type":"string","format":"date-time","description":"When the readiness was calculated."},"model_version":{"type":"string","description":"Version of the model that calculated it."}},"required":["record_type","user_id","persona","readiness_score","recalculated_at"]}') AS json_schema,
    false AS essential,
    false AS user_initiated,
    'readiness.recalculations' AS raw_table,
    'analytics.readiness_recalculations' AS analytics_view,
    5 AS retention_years,
    'longitudinal trends' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'page_timing' AS record_type,
    1 AS schema_version,
    'record' AS kind,
    'How long a page was visible' AS description,
    CAST(PARSE_JSON('["student", "career_changer", "advisor"]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["record_type", "anonymous_id", "persona", "context_page", "engaged_ms", "started_at"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"page_timing","description":"How long a page was visible","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["page_timing"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"session_id":{"type":"string","description":"Session in which the page was visible."},"user_id":{"type":"string","description":"User that the User Service knows; present when authenticated."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route of the page."},"engaged_ms":{"type":"integer","minimum":0.0,"maximum":8.64E7,"description":"Time for which the page was visible, in milliseconds."},"started_at":{"type":"string","format":"date-time","description":"When the page became visible."}},"required":["record_type","anonymous_id","persona","context_page","engaged_ms","started_at"]}') AS json_schema,
    false AS essential,
    false AS user_initiated,
    'frontend.timings' AS raw_table,
    'analytics.session_analytics' AS analytics_view,
    2 AS retention_years,
    'as long as the sessions they belong to' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'onet_release_published' AS record_type,
    1 AS schema_version,
    'record' AS kind,
    'A release of the O*NET database was published' AS description,
    CAST(PARSE_JSON('[]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["record_type", "release_version", "released_at"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"onet_release_published","description":"A release of the O*NET database was published","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["onet_release_published"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"release_version":{"type":"string","minLength":1,"description":"The release."},"released_at":{"type":"string","format":"date-time","description":"When it was published."}},"required":["record_type","release_version","released_at"]}') AS json_schema,
    false AS essential,
    false AS user_initiated,
    'etl.onet_releases' AS raw_table,
    'analytics.onet_releases' AS analytics_view,
    2 AS retention_years,
    'two years of freshness history' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'etl_job_finished' AS record_type,
    1 AS schema_version,
    'record' AS kind,
    'A data importer job came to its end' AS description,
    CAST(PARSE_JSON('[]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["record_type", "job_id", "dataset", "release_version", "started_at", "finished_at", "status"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"etl_job_finished","description":"A data importer job came to its end","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["etl_job_finished"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"job_id":{"type":"string","minLength":1,"description":"The job."},"dataset":{"type":"string","minLength":1,"description":"The data set that the job imported."},"release_version":{"type":"string","minLength":1,"description":"The O*NET release that the job processed."},"started_at":{"type":"string","format":"date-time","description":"When the job started."},"finished_at":{"type":"string","format":"date-time","description":"When the job ended."},"status":{"type":"string","enum":["succeeded","failed"],"description":"How the job ended."}},"required":["record_type","job_id","dataset","release_version","started_at","finished_at","status"]}') AS json_schema,
    false AS essential,
    false AS user_initiated,
    'etl_jobs' AS raw_table,
    'analytics.etl_jobs' AS analytics_view,
    2 AS retention_years,
    'two years of freshness history' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'erasure_requested' AS record_type,
    1 AS schema_version,
    'record' AS kind,
    'A user asked for all personal data to be erased' AS description,
    CAST(PARSE_JSON('[]') AS ARRAY) AS personas,
    CAST(PARSE_JSON('["record_type", "request_id", "user_id", "requested_at"]') AS ARRAY) AS required_properties,
    PARSE_JSON('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"erasure_requested","description":"A user asked for all personal data to be erased","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["erasure_requested"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"request_id":{"type":"string","minLength":1,"description":"The request."},"user_id":{"type":"string","minLength":1,"description":"The user whose data is to be erased."},"requested_at":{"type":"string","format":"date-time","description":"When the user asked."}},"required":["record_type","request_id","user_id","requested_at"]}') AS json_schema,
    false AS essential,
    false AS user_initiated,
    'privacy.requests' AS raw_table,
    'compliance.erasure_requests' AS analytics_view,
    7 AS retention_years,
    'proof of compliance' AS retention_reason,
    1 AS plan_revision) AS planned
ON stored.record_type = planned.record_type AND stored.schema_version = planned.schema_version
WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
  kind = planned.kind,
  description = planned.description,
  personas = planned.personas,
  required_properties = planned.required_properties,
  json_schema = planned.json_schema,
  essential = planned.essential,
  user_initiated = planned.user_initiated,
  raw_table = planned.raw_table,
  analytics_view = planned.analytics_view,
  retention_years = planned.retention_years,
  retention_reason = planned.retention_reason,
  plan_revision = planned.plan_revision
WHEN NOT MATCHED THEN INSERT (record_type, schema_version, kind, description, personas, required_properties, json_schema, essential, user_initiated, raw_table, analytics_view, retention_years, retention_reason, plan_revision)
VALUES (planned.record_type, planned.schema_version, planned.kind, planned.description, planned.personas, planned.required_properties, planned.json_schema, planned.essential, planned.user_initiated, planned.raw_table, planned.analytics_view, planned.retention_years, planned.retention_reason, planned.plan_revision);

MERGE INTO permissions.min_group_sizes AS stored
USING (SELECT 'advisors' AS audience, 5 AS people) AS staged
ON stored.audience = staged.audience
WHEN NOT MATCHED THEN INSERT (audience, people)
VALUES (staged.audience, staged.people);
