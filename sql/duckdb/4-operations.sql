-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

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
  late_dropped BIGINT,
  dead_letter_codes JSON,
  accepted_by_type JSON,
  suppressed_by_type JSON,
  unknown_properties JSON,
  max_event_time TIMESTAMP,
  rows_written JSON,
  rows_removed JSON,
  error VARCHAR,
  started_at TIMESTAMP,
  launched_at TIMESTAMP,
  finished_at TIMESTAMP);
COMMENT ON TABLE main.pipeline_runs IS 'Ledger of runs: one row per pipeline, range and input; read = accepted + duplicates + suppressed + erased + dead_lettered + late_dropped';
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
COMMENT ON COLUMN main.pipeline_runs.late_dropped IS 'Records of a stream that came too late for a row that they belong to.';
COMMENT ON COLUMN main.pipeline_runs.dead_letter_codes IS 'Dead letters by error code.';
COMMENT ON COLUMN main.pipeline_runs.accepted_by_type IS 'Accepted records by record type.';
COMMENT ON COLUMN main.pipeline_runs.suppressed_by_type IS 'Suppressed records by record type.';
COMMENT ON COLUMN main.pipeline_runs.unknown_properties IS 'Dropped properties that the plan does not name.';
COMMENT ON COLUMN main.pipeline_runs.max_event_time IS 'Latest event time of a valid record.';
COMMENT ON COLUMN main.pipeline_runs.rows_written IS 'Rows added or replaced by table; those that stay do not count.';
COMMENT ON COLUMN main.pipeline_runs.rows_removed IS 'Rows removed by table; null where none can be.';
COMMENT ON COLUMN main.pipeline_runs.error IS 'Why the latest attempt failed.';
COMMENT ON COLUMN main.pipeline_runs.started_at IS 'When the latest attempt started.';
COMMENT ON COLUMN main.pipeline_runs.launched_at IS 'Which time it was for the run: no event more than 24 hours later counts.';
COMMENT ON COLUMN main.pipeline_runs.finished_at IS 'When it ended.';

CREATE TABLE IF NOT EXISTS main.run_offsets (
  pipeline VARCHAR,
  environment VARCHAR,
  cluster_id VARCHAR,
  topic VARCHAR,
  topic_id VARCHAR,
  topic_partition BIGINT,
  outcome VARCHAR,
  start_offset BIGINT,
  end_offset BIGINT,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE main.run_offsets IS 'Offsets of Kafka that succeeded runs have taken, or found deleted before any run took them; offset_coverage sums them up';
COMMENT ON COLUMN main.run_offsets.pipeline IS 'Name of the pipeline.';
COMMENT ON COLUMN main.run_offsets.environment IS 'Environment of records that name none.';
COMMENT ON COLUMN main.run_offsets.cluster_id IS 'Id of the Kafka cluster.';
COMMENT ON COLUMN main.run_offsets.topic IS 'Name of the topic.';
COMMENT ON COLUMN main.run_offsets.topic_id IS 'Id of the topic: one that is made anew has another.';
COMMENT ON COLUMN main.run_offsets.topic_partition IS 'Partition of the topic.';
COMMENT ON COLUMN main.run_offsets.outcome IS 'taken, or lost: deleted before any run took it.';
COMMENT ON COLUMN main.run_offsets.start_offset IS 'First offset.';
COMMENT ON COLUMN main.run_offsets.end_offset IS 'Offset after the last one.';
COMMENT ON COLUMN main.run_offsets.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN main.run_offsets.written_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS main.quality_checks (
  run_id VARCHAR,
  pipeline VARCHAR,
  environment VARCHAR,
  gate VARCHAR,
  subject VARCHAR,
  day TIMESTAMP,
  value DOUBLE,
  low DOUBLE,
  high DOUBLE,
  verdict VARCHAR,
  judged VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE main.quality_checks IS 'What quality gates have judged of the raw tables before KPIs were published from them, and whether audit queries have confirmed these';
COMMENT ON COLUMN main.quality_checks.run_id IS 'Run that it was judged for, see pipeline_runs; of an audit an id of its own.';
COMMENT ON COLUMN main.quality_checks.pipeline IS 'Name of the pipeline; kpi.sh audit.';
COMMENT ON COLUMN main.quality_checks.environment IS 'Environment of the records.';
COMMENT ON COLUMN main.quality_checks.gate IS 'Name of the gate, see --gates; kpi_audit.';
COMMENT ON COLUMN main.quality_checks.subject IS 'What the figure is of, for example a record type; the KPI.';
COMMENT ON COLUMN main.quality_checks.day IS 'Day that was judged; null for what is of no day.';
COMMENT ON COLUMN main.quality_checks.value IS 'The figure.';
COMMENT ON COLUMN main.quality_checks.low IS 'The least that was expected.';
COMMENT ON COLUMN main.quality_checks.high IS 'The most that was expected; null where nothing is too much.';
COMMENT ON COLUMN main.quality_checks.verdict IS 'passed; warned: the run went on; failed: it ended.';
COMMENT ON COLUMN main.quality_checks.judged IS 'The same in words.';
COMMENT ON COLUMN main.quality_checks.written_at IS 'When the row was written.';

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

CREATE TABLE IF NOT EXISTS main.dead_letter_repairs (
  record_source VARCHAR,
  record_topic VARCHAR,
  record_partition BIGINT,
  record_offset BIGINT,
  record_timestamp TIMESTAMP,
  repair VARCHAR,
  original VARCHAR,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE main.dead_letter_repairs IS 'Dead letters whose records are valid since they were repaired; topic, partition and offset lead to the letter and to what was stored';
COMMENT ON COLUMN main.dead_letter_repairs.record_source IS '`kafka`, or the path of the file that was read.';
COMMENT ON COLUMN main.dead_letter_repairs.record_topic IS 'Topic, or the topic that the file stands for.';
COMMENT ON COLUMN main.dead_letter_repairs.record_partition IS 'Partition of the topic; 0 in files.';
COMMENT ON COLUMN main.dead_letter_repairs.record_offset IS 'Offset in the partition; line number in files.';
COMMENT ON COLUMN main.dead_letter_repairs.record_timestamp IS 'Record timestamp of the broker, where known.';
COMMENT ON COLUMN main.dead_letter_repairs.repair IS 'What was done: the expression, or the plan''s revision.';
COMMENT ON COLUMN main.dead_letter_repairs.original IS 'What was repaired: kafka, the record fetched again; payload, what the letter holds.';
COMMENT ON COLUMN main.dead_letter_repairs.run_id IS 'Run that repaired it, see pipeline_runs.';
COMMENT ON COLUMN main.dead_letter_repairs.written_at IS 'When the row was written.';

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

CREATE TABLE IF NOT EXISTS main.run_counts (
  part_id VARCHAR,
  counts VARCHAR,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE main.run_counts IS 'What became of a part of a run''s records; the parts of a run add up';
COMMENT ON COLUMN main.run_counts.part_id IS 'Identity of the part: a part that came twice counts once.';
COMMENT ON COLUMN main.run_counts.counts IS 'The counts, packed.';
COMMENT ON COLUMN main.run_counts.run_id IS 'Run that counted, see pipeline_runs.';
COMMENT ON COLUMN main.run_counts.written_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS main.kpi_contributions (
  scope VARCHAR,
  tenant_id VARCHAR,
  subject_kind VARCHAR,
  subject VARCHAR,
  contributions VARCHAR,
  changes_at TIMESTAMP,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE main.kpi_contributions IS 'What single persons and sessions contribute to KPIs, kept so that the next run need look only at those of whom something is new; kpi_values follows from it, nothing else';
COMMENT ON COLUMN main.kpi_contributions.scope IS 'Which computation, see kpi_contribution_runs.';
COMMENT ON COLUMN main.kpi_contributions.tenant_id IS 'Institution; empty in a sum.';
COMMENT ON COLUMN main.kpi_contributions.subject_kind IS 'sender, session, or sum of the contributions of all.';
COMMENT ON COLUMN main.kpi_contributions.subject IS 'Canonical user, visitor, topic or session; part of a sum.';
COMMENT ON COLUMN main.kpi_contributions.contributions IS 'The totals by KPI row, packed.';
COMMENT ON COLUMN main.kpi_contributions.changes_at IS 'From which as_of on they are others even if no record comes; null for never.';
COMMENT ON COLUMN main.kpi_contributions.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN main.kpi_contributions.written_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS main.kpi_contribution_runs (
  scope VARCHAR,
  kpis VARCHAR,
  as_of TIMESTAMP,
  report_from TIMESTAMP,
  seen JSON,
  seen_at TIMESTAMP,
  removals_seen BIGINT,
  follows TIMESTAMP,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE main.kpi_contribution_runs IS 'For each computation that contributions are kept of, what its newest run has seen';
COMMENT ON COLUMN main.kpi_contribution_runs.scope IS 'Digest of all that contributions depend on beside records.';
COMMENT ON COLUMN main.kpi_contribution_runs.kpis IS 'Names of the KPIs.';
COMMENT ON COLUMN main.kpi_contribution_runs.as_of IS 'Event time up to which the run has seen the input.';
COMMENT ON COLUMN main.kpi_contribution_runs.report_from IS 'Start of its report; null for the first record.';
COMMENT ON COLUMN main.kpi_contribution_runs.seen IS 'Rows, and when the newest was stored, by record type.';
COMMENT ON COLUMN main.kpi_contribution_runs.seen_at IS 'Up to when it has seen what others had written.';
COMMENT ON COLUMN main.kpi_contribution_runs.removals_seen IS 'Rows of kpi_contribution_removals that it has seen and that are newer.';
COMMENT ON COLUMN main.kpi_contribution_runs.follows IS 'written_at of the run that it goes on from; null when it has looked at all.';
COMMENT ON COLUMN main.kpi_contribution_runs.run_id IS 'The run, see pipeline_runs.';
COMMENT ON COLUMN main.kpi_contribution_runs.written_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS main.kpi_contribution_removals (
  table_name VARCHAR,
  stored_at TIMESTAMP,
  row_count BIGINT,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE main.kpi_contribution_removals IS 'Rows that were removed from raw tables when kpi_contributions was told of it: they are no reason for the next KPI run to look at everybody';
COMMENT ON COLUMN main.kpi_contribution_removals.table_name IS 'Raw table.';
COMMENT ON COLUMN main.kpi_contribution_removals.stored_at IS 'When the rows had been stored.';
COMMENT ON COLUMN main.kpi_contribution_removals.row_count IS 'How many they were.';
COMMENT ON COLUMN main.kpi_contribution_removals.run_id IS 'Run that removed them, see pipeline_runs.';
COMMENT ON COLUMN main.kpi_contribution_removals.written_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS privacy.suppression_list (
  tenant_id VARCHAR,
  alias_type VARCHAR,
  salt VARCHAR,
  alias_hash VARCHAR,
  request_id VARCHAR,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE privacy.suppression_list IS 'The names of erased persons as salted hashes: records of theirs are not stored again';
COMMENT ON COLUMN privacy.suppression_list.tenant_id IS 'Institution.';
COMMENT ON COLUMN privacy.suppression_list.alias_type IS 'anonymous_id, user_id or pii_hash.';
COMMENT ON COLUMN privacy.suppression_list.salt IS 'Random text, the same for an institution.';
COMMENT ON COLUMN privacy.suppression_list.alias_hash IS 'SHA-256 in hex of <salt>:<alias_type>:<alias>.';
COMMENT ON COLUMN privacy.suppression_list.request_id IS 'The request that it goes back to.';
COMMENT ON COLUMN privacy.suppression_list.run_id IS 'Run that erased, see pipeline_runs.';
COMMENT ON COLUMN privacy.suppression_list.written_at IS 'When the row was written.';

CREATE TABLE IF NOT EXISTS privacy.erasure_receipts (
  tenant_id VARCHAR,
  request_id VARCHAR,
  store VARCHAR,
  table_name VARCHAR,
  rows_removed BIGINT,
  run_id VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE privacy.erasure_receipts IS 'What was removed for each request for erasure, by store and table';
COMMENT ON COLUMN privacy.erasure_receipts.tenant_id IS 'Institution.';
COMMENT ON COLUMN privacy.erasure_receipts.request_id IS 'The request.';
COMMENT ON COLUMN privacy.erasure_receipts.store IS 'local, bigquery, snowflake or postgresql.';
COMMENT ON COLUMN privacy.erasure_receipts.table_name IS 'Table, named alike in all warehouses.';
COMMENT ON COLUMN privacy.erasure_receipts.rows_removed IS 'Rows removed so far, or freed of the person.';
COMMENT ON COLUMN privacy.erasure_receipts.run_id IS 'Run that removed the last of them.';
COMMENT ON COLUMN privacy.erasure_receipts.written_at IS 'When it did.';

CREATE TABLE IF NOT EXISTS privacy.ids_to_erase (
  tenant_id VARCHAR,
  alias_type VARCHAR,
  alias VARCHAR,
  request_id VARCHAR);
COMMENT ON TABLE privacy.ids_to_erase IS 'Names of persons while a run erases them; empty at any other time';
COMMENT ON COLUMN privacy.ids_to_erase.tenant_id IS 'Institution.';
COMMENT ON COLUMN privacy.ids_to_erase.alias_type IS 'anonymous_id, user_id or pii_hash.';
COMMENT ON COLUMN privacy.ids_to_erase.alias IS 'The name; of a pii_hash v<salt version>:<hash>.';
COMMENT ON COLUMN privacy.ids_to_erase.request_id IS 'The request that it goes back to.';

CREATE TABLE IF NOT EXISTS privacy.opt_out_actions (
  run_id VARCHAR,
  table_name VARCHAR,
  action VARCHAR,
  stored_at TIMESTAMP,
  row_count BIGINT,
  written_at TIMESTAMP);
COMMENT ON TABLE privacy.opt_out_actions IS 'What was done to rows that had been stored before an opt-out of an earlier event time was known';
COMMENT ON COLUMN privacy.opt_out_actions.run_id IS 'Run that did it, see pipeline_runs.';
COMMENT ON COLUMN privacy.opt_out_actions.table_name IS 'Table, named alike in all warehouses.';
COMMENT ON COLUMN privacy.opt_out_actions.action IS 'removed, or reduced: freed of what security logging does not need.';
COMMENT ON COLUMN privacy.opt_out_actions.stored_at IS 'When these rows had been written.';
COMMENT ON COLUMN privacy.opt_out_actions.row_count IS 'How many they were.';
COMMENT ON COLUMN privacy.opt_out_actions.written_at IS 'When it was done.';

CREATE TABLE IF NOT EXISTS permissions.tenant_readers (
  reader VARCHAR,
  tenant_id VARCHAR);
COMMENT ON TABLE permissions.tenant_readers IS 'Which institutions'' rows a reader may see who may not see those of all';
COMMENT ON COLUMN permissions.tenant_readers.reader IS 'Address in BigQuery, name of the user in Snowflake.';
COMMENT ON COLUMN permissions.tenant_readers.tenant_id IS 'Institution.';

CREATE TABLE IF NOT EXISTS permissions.min_group_sizes (
  audience VARCHAR,
  people BIGINT);
COMMENT ON TABLE permissions.min_group_sizes IS 'Of how many people a figure must be at least to be shown; see --minGroupSize';
COMMENT ON COLUMN permissions.min_group_sizes.audience IS 'To whom: advisors.';
COMMENT ON COLUMN permissions.min_group_sizes.people IS 'How many people.';

CREATE TABLE IF NOT EXISTS schema_registry.event_schemas (
  record_type VARCHAR,
  schema_version BIGINT,
  kind VARCHAR,
  description VARCHAR,
  personas VARCHAR[],
  required_properties VARCHAR[],
  json_schema JSON,
  essential BOOLEAN,
  user_initiated BOOLEAN,
  raw_table VARCHAR,
  analytics_view VARCHAR,
  retention_years BIGINT,
  retention_reason VARCHAR,
  plan_revision BIGINT);
COMMENT ON TABLE schema_registry.event_schemas IS 'The tracking plan: one row per record type and schema version';
COMMENT ON COLUMN schema_registry.event_schemas.record_type IS 'Name of the event or of another record type.';
COMMENT ON COLUMN schema_registry.event_schemas.schema_version IS 'Version of its schema, from 1.';
COMMENT ON COLUMN schema_registry.event_schemas.kind IS 'event: of the event dictionary; record: another record.';
COMMENT ON COLUMN schema_registry.event_schemas.description IS 'When such a record is sent.';
COMMENT ON COLUMN schema_registry.event_schemas.personas IS 'Personas whose records may be of the type.';
COMMENT ON COLUMN schema_registry.event_schemas.required_properties IS 'Without them a record is rejected.';
COMMENT ON COLUMN schema_registry.event_schemas.json_schema IS 'JSON Schema (2020-12) of a record.';
COMMENT ON COLUMN schema_registry.event_schemas.essential IS 'Whether it is kept after an opt-out.';
COMMENT ON COLUMN schema_registry.event_schemas.user_initiated IS 'Whether it counts as activity of the user.';
COMMENT ON COLUMN schema_registry.event_schemas.raw_table IS 'Table that stores the records.';
COMMENT ON COLUMN schema_registry.event_schemas.analytics_view IS 'View that shows them for analysis.';
COMMENT ON COLUMN schema_registry.event_schemas.retention_years IS 'How long they are kept.';
COMMENT ON COLUMN schema_registry.event_schemas.retention_reason IS 'Why that long, where the plan says so.';
COMMENT ON COLUMN schema_registry.event_schemas.plan_revision IS 'Revision of the plan that wrote the row.';

CREATE OR REPLACE VIEW main.offset_coverage AS
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
    FROM main.run_offsets
  ) AS ranges
) AS stretches
GROUP BY pipeline, environment, cluster_id, topic, topic_id, topic_partition, outcome, stretch;
COMMENT ON VIEW main.offset_coverage IS 'Which offsets of each partition succeeded runs have taken, and which were deleted before any run took them (outcome lost): one row per stretch without a gap';

CREATE OR REPLACE VIEW main.open_dead_letters AS
SELECT letters.*
FROM main.dead_letters AS letters
WHERE NOT EXISTS (SELECT 1 FROM main.dead_letter_repairs AS repaired WHERE repaired.record_topic = letters.record_topic AND repaired.record_partition = letters.record_partition AND repaired.record_source = letters.record_source AND repaired.record_offset = letters.record_offset AND coalesce(repaired.record_timestamp, make_timestamp(0)) = coalesce(letters.record_timestamp, make_timestamp(0)));
COMMENT ON VIEW main.open_dead_letters IS 'Dead letters that have not been repaired';

MERGE INTO schema_registry.event_schemas AS stored
USING (
  SELECT
    'student_onboarding_completed' AS record_type,
    1 AS schema_version,
    'event' AS kind,
    'Onboarding wizard finished with required fields' AS description,
    ['student'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"student_onboarding_completed","description":"Onboarding wizard finished with required fields","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["student_onboarding_completed"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status', 'resume_id'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"resume_parsed","description":"Resume upload successfully processed","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["resume_parsed"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"resume_id":{"type":"string","minLength":1,"description":"The uploaded resume."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","resume_id"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status', 'assessment_id', 'readiness_score'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"assessment_completed","description":"Self-assessment module submitted","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["assessment_completed"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"assessment_id":{"type":"string","minLength":1,"description":"The assessment that was submitted."},"readiness_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"Readiness of the user after the assessment."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","assessment_id","readiness_score"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status', 'assessment_id', 'readiness_score'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"assessment_completed","description":"Self-assessment module submitted","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["assessment_completed","assessment_completed_v2"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"assessment_id":{"type":"string","minLength":1,"description":"The assessment that was submitted."},"readiness_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"Readiness of the user after the assessment."},"module_id":{"type":"string","description":"The module of the assessment."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","assessment_id","readiness_score"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'persona', 'context_page', 'opt_out_status', 'occupation_id'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"career_match_viewed","description":"Occupation detail viewed with compatibility score","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["career_match_viewed"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"occupation_id":{"type":"string","minLength":1,"description":"The occupation that was viewed."},"compatibility_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"How well the occupation fits the user."}},"required":["event_name","event_timestamp","anonymous_id","persona","context_page","opt_out_status","occupation_id"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status', 'plan_id', 'tasks'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"action_plan_accepted","description":"User confirms recommended action plan","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["action_plan_accepted"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"plan_id":{"type":"string","minLength":1,"description":"The action plan that was accepted."},"resume_id":{"type":"string","description":"The upload that led to the plan, where it is known."},"tasks":{"type":"array","items":{"type":"object","properties":{"task_id":{"type":"string","minLength":1,"description":"The assigned task."},"due_at":{"type":"string","format":"date-time","description":"When the task is due."}},"required":["task_id","due_at"]},"description":"The tasks that the plan assigns; may be empty."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","plan_id","tasks"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status', 'plan_id', 'task_id'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"task_completion_logged","description":"Individual roadmap task marked complete","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["task_completion_logged"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"plan_id":{"type":"string","minLength":1,"description":"The action plan that the task belongs to."},"task_id":{"type":"string","minLength":1,"description":"The task."},"task_completed":{"type":"boolean","description":"Whether the task is complete, false when it was re-opened; absent means true, or, with a due_at, that the record only re-schedules."},"due_at":{"type":"string","format":"date-time","description":"The re-scheduled due date."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","plan_id","task_id"]}' AS JSON) AS json_schema,
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
    ['advisor'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status', 'student_id'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"advisor_note_added","description":"Advisor logs a student note","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["advisor_note_added"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"student_id":{"type":"string","minLength":1,"description":"The user id of the student that the note is about."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","student_id"]}' AS JSON) AS json_schema,
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
    ['advisor'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status', 'assessment_id', 'cohort_id', 'student_ids'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"cohort_assessment_assigned","description":"Advisor bulk-assigns assessment to cohort","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["cohort_assessment_assigned"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"assessment_id":{"type":"string","minLength":1,"description":"The assessment that was assigned."},"cohort_id":{"type":"string","minLength":1,"description":"The cohort that it was assigned to."},"student_ids":{"type":"array","items":{"type":"string"},"description":"The user ids of the cohort''s students."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","assessment_id","cohort_id","student_ids"]}' AS JSON) AS json_schema,
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
    ['advisor'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status', 'student_id', 'readiness_score'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"readiness_alert_triggered","description":"Alert generated for low readiness student","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["readiness_alert_triggered"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"student_id":{"type":"string","minLength":1,"description":"The user id of the student that the alert is about."},"readiness_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"The student''s readiness that set off the alert."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","student_id","readiness_score"]}' AS JSON) AS json_schema,
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
    ['advisor'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status', 'report_id'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"report_export_generated","description":"Quarterly report exported","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["report_export_generated"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."},"report_id":{"type":"string","minLength":1,"description":"The exported report."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status","report_id"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer', 'advisor'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"session_started","description":"Authenticated session begins","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["session_started"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer', 'advisor'] AS personas,
    ['event_name', 'event_timestamp', 'anonymous_id', 'user_id', 'persona', 'context_page', 'opt_out_status'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"settings_tracking_opt_out","description":"User disabled analytics tracking","type":"object","properties":{"event_name":{"type":"string","minLength":1,"description":"Name of the event in the dictionary; stored without a version suffix.","enum":["settings_tracking_opt_out"]},"event_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"event_timestamp":{"type":"string","format":"date-time","description":"Server-side canonical timestamp."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the event name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the event was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"user_id":{"type":"string","minLength":1,"description":"User that the User Service knows; present when authenticated."},"session_id":{"type":"string","description":"Session in which the event happened."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route that emitted the event."},"context_device":{"type":"string","description":"Device metadata from the frontend."},"opt_out_status":{"type":"boolean","description":"Mirrors the user''s tracking_opt_out flag for compliance."},"pii_hash":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Salted SHA-256 hash of the e-mail address, for identity resolution."},"salt_version":{"type":"integer","minimum":1.0,"description":"Version of the tenant''s salt in pii_hash, 1 when absent."}},"required":["event_name","event_timestamp","anonymous_id","user_id","persona","context_page","opt_out_status"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer', 'advisor'] AS personas,
    ['record_type', 'user_id', 'persona', 'created_at', 'source'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"account_created","description":"An account was created, by its owner or from a roster","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["account_created"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"user_id":{"type":"string","minLength":1,"description":"The new account''s user."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"created_at":{"type":"string","format":"date-time","description":"When the account was created."},"source":{"type":"string","enum":["self_signup","roster_provisioned"],"description":"How the account came to be."}},"required":["record_type","user_id","persona","created_at","source"]}' AS JSON) AS json_schema,
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
    [] AS personas,
    ['record_type', 'advisor_id', 'student_id', 'assigned_at'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"roster_assignment","description":"A student is assigned to an advisor for an interval of time","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["roster_assignment"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"advisor_id":{"type":"string","minLength":1,"description":"The user id of the advisor."},"student_id":{"type":"string","minLength":1,"description":"The user id of the student."},"assigned_at":{"type":"string","format":"date-time","description":"Start of the interval, inclusive."},"unassigned_at":{"type":"string","format":"date-time","description":"End of the interval, exclusive; absent while it is open."}},"required":["record_type","advisor_id","student_id","assigned_at"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer', 'advisor'] AS personas,
    ['record_type', 'user_id', 'persona', 'readiness_score', 'recalculated_at'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"readiness_recalculated","description":"The readiness of a user was calculated anew","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["readiness_recalculated"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"user_id":{"type":"string","minLength":1,"description":"The user whose readiness it is."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"readiness_score":{"type":"number","minimum":0.0,"maximum":100.0,"description":"The new readiness."},"recalculated_at":{"type":"string","format":"date-time","description":"When the readiness was calculated."},"model_version":{"type":"string","description":"Version of the model that calculated it."}},"required":["record_type","user_id","persona","readiness_score","recalculated_at"]}' AS JSON) AS json_schema,
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
    ['student', 'career_changer', 'advisor'] AS personas,
    ['record_type', 'anonymous_id', 'persona', 'context_page', 'engaged_ms', 'started_at'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"page_timing","description":"How long a page was visible","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["page_timing"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"session_id":{"type":"string","description":"Session in which the page was visible."},"user_id":{"type":"string","description":"User that the User Service knows; present when authenticated."},"anonymous_id":{"type":"string","format":"uuid","description":"UUID that the browser generated before login."},"persona":{"type":"string","minLength":1,"description":"Kind of person that the user is.","enum":["student","career_changer","advisor"]},"context_page":{"type":"string","minLength":1,"description":"React route of the page."},"engaged_ms":{"type":"integer","minimum":0.0,"maximum":8.64E7,"description":"Time for which the page was visible, in milliseconds."},"started_at":{"type":"string","format":"date-time","description":"When the page became visible."}},"required":["record_type","anonymous_id","persona","context_page","engaged_ms","started_at"]}' AS JSON) AS json_schema,
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
    [] AS personas,
    ['record_type', 'release_version', 'released_at'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"onet_release_published","description":"A release of the O*NET database was published","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["onet_release_published"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"release_version":{"type":"string","minLength":1,"description":"The release."},"released_at":{"type":"string","format":"date-time","description":"When it was published."}},"required":["record_type","release_version","released_at"]}' AS JSON) AS json_schema,
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
    [] AS personas,
    ['record_type', 'job_id', 'dataset', 'release_version', 'started_at', 'finished_at', 'status'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"etl_job_finished","description":"A data importer job came to its end","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["etl_job_finished"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"job_id":{"type":"string","minLength":1,"description":"The job."},"dataset":{"type":"string","minLength":1,"description":"The data set that the job imported."},"release_version":{"type":"string","minLength":1,"description":"The O*NET release that the job processed."},"started_at":{"type":"string","format":"date-time","description":"When the job started."},"finished_at":{"type":"string","format":"date-time","description":"When the job ended."},"status":{"type":"string","enum":["succeeded","failed"],"description":"How the job ended."}},"required":["record_type","job_id","dataset","release_version","started_at","finished_at","status"]}' AS JSON) AS json_schema,
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
    [] AS personas,
    ['record_type', 'request_id', 'user_id', 'requested_at'] AS required_properties,
    CAST('{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"erasure_requested","description":"A user asked for all personal data to be erased","type":"object","properties":{"record_type":{"type":"string","minLength":1,"description":"Name of the record type; stored without a version suffix.","enum":["erasure_requested"]},"record_id":{"type":"string","format":"uuid","description":"Identity for de-duplication, compared in lower case; derived from the record when absent."},"schema_version":{"type":"integer","minimum":1.0,"description":"Schema version, 1 when absent; a version suffix of the name beats it."},"tenant_id":{"type":"string","description":"Institution; `default` when absent."},"environment":{"type":"string","description":"Where the record was emitted, such as `prod` or `staging`; the pipeline''s own environment when absent."},"request_id":{"type":"string","minLength":1,"description":"The request."},"user_id":{"type":"string","minLength":1,"description":"The user whose data is to be erased."},"requested_at":{"type":"string","format":"date-time","description":"When the user asked."}},"required":["record_type","request_id","user_id","requested_at"]}' AS JSON) AS json_schema,
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
