-- Generated from the tracking plan and the marts: do not change this file.
-- mvn -q test -Dtest=WarehouseSchemaTest -Dregenerate=true rewrites it.

CREATE TABLE IF NOT EXISTS main.pipeline_runs (
  run_id VARCHAR,
  pipeline VARCHAR,
  pipeline_version VARCHAR,
  environment VARCHAR,
  source JSON,
  range_from TIMESTAMP,
  range_to TIMESTAMP,
  streaming BOOLEAN,
  status VARCHAR,
  attempt BIGINT,
  read BIGINT,
  accepted BIGINT,
  duplicates BIGINT,
  suppressed BIGINT,
  erased BIGINT,
  dead_lettered BIGINT,
  dead_letter_codes JSON,
  accepted_by_type JSON,
  suppressed_by_type JSON,
  unknown_properties JSON,
  max_event_time TIMESTAMP,
  rows_written JSON,
  error VARCHAR,
  started_at TIMESTAMP,
  finished_at TIMESTAMP);
COMMENT ON TABLE main.pipeline_runs IS 'Ledger of runs: one row per pipeline, range and input; read = accepted + duplicates + suppressed + erased + dead_lettered';
COMMENT ON COLUMN main.pipeline_runs.run_id IS 'Derived from pipeline, range and input: the same for a rerun.';
COMMENT ON COLUMN main.pipeline_runs.pipeline IS 'Name of the pipeline.';
COMMENT ON COLUMN main.pipeline_runs.pipeline_version IS 'Release of the pipeline in the latest attempt.';
COMMENT ON COLUMN main.pipeline_runs.environment IS 'Environment of records that name none.';
COMMENT ON COLUMN main.pipeline_runs.source IS 'What was read: for Kafka the offsets of every partition.';
COMMENT ON COLUMN main.pipeline_runs.range_from IS 'Start of the range asked for.';
COMMENT ON COLUMN main.pipeline_runs.range_to IS 'End of the range asked for, exclusive.';
COMMENT ON COLUMN main.pipeline_runs.streaming IS 'Whether the run has no end of its own.';
COMMENT ON COLUMN main.pipeline_runs.status IS 'running, succeeded or failed.';
COMMENT ON COLUMN main.pipeline_runs.attempt IS 'How often the run was started.';
COMMENT ON COLUMN main.pipeline_runs.read IS 'Records read.';
COMMENT ON COLUMN main.pipeline_runs.accepted IS 'Records that count and are stored.';
COMMENT ON COLUMN main.pipeline_runs.duplicates IS 'Records whose id the same sender had used before.';
COMMENT ON COLUMN main.pipeline_runs.suppressed IS 'Records dropped because of an opt-out.';
COMMENT ON COLUMN main.pipeline_runs.erased IS 'Records dropped because their user was erased.';
COMMENT ON COLUMN main.pipeline_runs.dead_lettered IS 'Records rejected.';
COMMENT ON COLUMN main.pipeline_runs.dead_letter_codes IS 'Dead letters by error code.';
COMMENT ON COLUMN main.pipeline_runs.accepted_by_type IS 'Accepted records by record type.';
COMMENT ON COLUMN main.pipeline_runs.suppressed_by_type IS 'Suppressed records by record type.';
COMMENT ON COLUMN main.pipeline_runs.unknown_properties IS 'Dropped properties that the plan does not name.';
COMMENT ON COLUMN main.pipeline_runs.max_event_time IS 'Latest event time of a valid record.';
COMMENT ON COLUMN main.pipeline_runs.rows_written IS 'Rows added by table; rows already there do not count.';
COMMENT ON COLUMN main.pipeline_runs.error IS 'Why the latest attempt failed.';
COMMENT ON COLUMN main.pipeline_runs.started_at IS 'When the latest attempt started.';
COMMENT ON COLUMN main.pipeline_runs.finished_at IS 'When it ended.';

CREATE TABLE IF NOT EXISTS main.dead_letters (
  environment VARCHAR,
  stage VARCHAR,
  error_codes VARCHAR[],
  json_paths VARCHAR[],
  message VARCHAR,
  payload VARCHAR,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  pipeline VARCHAR,
  pipeline_version VARCHAR,
  run_id VARCHAR,
  dead_lettered_at TIMESTAMP);
COMMENT ON TABLE main.dead_letters IS 'Rejected records with all their violations; topic, partition and offset lead back to the original';
COMMENT ON COLUMN main.dead_letters.environment IS 'Environment of the record, else that of the pipeline.';
COMMENT ON COLUMN main.dead_letters.stage IS 'Step that rejected the record, for example validate.';
COMMENT ON COLUMN main.dead_letters.error_codes IS 'Distinct codes of all its violations.';
COMMENT ON COLUMN main.dead_letters.json_paths IS 'Where in the record they are.';
COMMENT ON COLUMN main.dead_letters.message IS 'All violations in words.';
COMMENT ON COLUMN main.dead_letters.payload IS 'Received text, raw personal data redacted.';
COMMENT ON COLUMN main.dead_letters.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN main.dead_letters.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN main.dead_letters.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN main.dead_letters.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN main.dead_letters.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN main.dead_letters.pipeline IS 'Pipeline that rejected the record.';
COMMENT ON COLUMN main.dead_letters.pipeline_version IS 'Release of the pipeline.';
COMMENT ON COLUMN main.dead_letters.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN main.dead_letters.dead_lettered_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS main.duplicate_records (
  environment VARCHAR,
  tenant_id VARCHAR,
  record_type VARCHAR,
  record_id VARCHAR,
  event_time TIMESTAMP,
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  kept_source VARCHAR,
  kept_topic VARCHAR,
  kept_partition BIGINT,
  kept_offset BIGINT,
  stage VARCHAR,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE main.duplicate_records IS 'Records that raw-events dropped because an earlier one of the same sender has their id; topic, partition and offset lead back to the original';
COMMENT ON COLUMN main.duplicate_records.environment IS 'Environment of the record.';
COMMENT ON COLUMN main.duplicate_records.tenant_id IS 'Institution.';
COMMENT ON COLUMN main.duplicate_records.record_type IS 'Name of the record type.';
COMMENT ON COLUMN main.duplicate_records.record_id IS 'The id that its sender had used before.';
COMMENT ON COLUMN main.duplicate_records.event_time IS 'Event time of the dropped record.';
COMMENT ON COLUMN main.duplicate_records.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN main.duplicate_records.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN main.duplicate_records.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN main.duplicate_records.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN main.duplicate_records.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN main.duplicate_records.kept_source IS 'Where the record that stays was read: its source,';
COMMENT ON COLUMN main.duplicate_records.kept_topic IS 'topic,';
COMMENT ON COLUMN main.duplicate_records.kept_partition IS 'partition';
COMMENT ON COLUMN main.duplicate_records.kept_offset IS 'and offset.';
COMMENT ON COLUMN main.duplicate_records.stage IS 'deduplicate: both came in one run; store: the other was stored by another run.';
COMMENT ON COLUMN main.duplicate_records.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN main.duplicate_records.written_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS identity.links (
  tenant_id VARCHAR,
  alias_type VARCHAR,
  alias VARCHAR,
  canonical_user_id VARCHAR,
  resolved_user_id VARCHAR,
  linked_at TIMESTAMP,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE identity.links IS 'Mirror of the identity table as the newest run with identities used it';
COMMENT ON COLUMN identity.links.tenant_id IS 'Institution.';
COMMENT ON COLUMN identity.links.alias_type IS 'anonymous_id, user_id or pii_hash.';
COMMENT ON COLUMN identity.links.alias IS 'The alias; of a pii_hash v<salt version>:<hash>.';
COMMENT ON COLUMN identity.links.canonical_user_id IS 'Whom the identity table links it to.';
COMMENT ON COLUMN identity.links.resolved_user_id IS 'The same after following merges to their end.';
COMMENT ON COLUMN identity.links.linked_at IS 'When the identity table got the link.';
COMMENT ON COLUMN identity.links.run_id IS 'Run that first used the link as it is.';
COMMENT ON COLUMN identity.links.written_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS identity.link_changes (
  tenant_id VARCHAR,
  alias_type VARCHAR,
  alias VARCHAR,
  resolved_before VARCHAR,
  resolved_after VARCHAR,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE identity.link_changes IS 'Every change of identity.links: what a run found linked otherwise than the run before';
COMMENT ON COLUMN identity.link_changes.tenant_id IS 'Institution.';
COMMENT ON COLUMN identity.link_changes.alias_type IS 'anonymous_id, user_id or pii_hash.';
COMMENT ON COLUMN identity.link_changes.alias IS 'The alias; of a pii_hash v<salt version>:<hash>.';
COMMENT ON COLUMN identity.link_changes.resolved_before IS 'Whom it resolved to; null for a new link.';
COMMENT ON COLUMN identity.link_changes.resolved_after IS 'Whom it resolves to; null for a link that is gone.';
COMMENT ON COLUMN identity.link_changes.run_id IS 'Run that found the change, see pipeline_runs.';
COMMENT ON COLUMN identity.link_changes.written_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS dimensions.terms (
  tenant_id VARCHAR,
  term_id VARCHAR,
  starts_at TIMESTAMP,
  ends_at TIMESTAMP,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE dimensions.terms IS 'Academic terms as the newest run with --terms used them';
COMMENT ON COLUMN dimensions.terms.tenant_id IS 'Institution.';
COMMENT ON COLUMN dimensions.terms.term_id IS 'The term, unique within its institution.';
COMMENT ON COLUMN dimensions.terms.starts_at IS 'Start of the term, inclusive.';
COMMENT ON COLUMN dimensions.terms.ends_at IS 'End of the term, exclusive.';
COMMENT ON COLUMN dimensions.terms.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN dimensions.terms.written_at IS 'When the row was written.';
