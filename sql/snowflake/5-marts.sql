-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE TABLE IF NOT EXISTS skillforge.kpi_values (
  kpi VARCHAR COMMENT 'Name of the KPI.',
  definition_version BIGINT COMMENT 'Rises with every change of its meaning.',
  environment VARCHAR COMMENT 'Environment of the records.',
  tenant_id VARCHAR COMMENT 'Institution.',
  persona VARCHAR COMMENT 'Persona, or all, in which a unit counts once.',
  dimension VARCHAR COMMENT 'What the row is cut by; empty for the headline.',
  dimension_value VARCHAR COMMENT 'The cut''s value; empty for the headline.',
  period_grain VARCHAR COMMENT 'day, week, month or term.',
  period_start TIMESTAMP_NTZ(6) COMMENT 'Start of the period, inclusive.',
  period_end TIMESTAMP_NTZ(6) COMMENT 'End of the period, exclusive.',
  as_of TIMESTAMP_NTZ(6) COMMENT 'Event time up to which the row has seen the input.',
  history_from TIMESTAMP_NTZ(6) COMMENT 'Since when the row has seen everything; null when that is as far back as its KPI looks.',
  numerator FLOAT COMMENT 'Numerator, where the KPI has one.',
  denominator FLOAT COMMENT 'Denominator, where the KPI has one.',
  value FLOAT COMMENT 'The KPI; null on a zero denominator.',
  pending BIGINT COMMENT 'Units whose observation window is still open.',
  excluded_opt_out BIGINT COMMENT 'Units left out because of an opt-out.',
  excluded_unresolved BIGINT COMMENT 'Visitors who resolve to no user.',
  measures VARIANT COMMENT 'The KPI''s further figures by name.',
  is_final BOOLEAN COMMENT 'Whether time alone can no longer change the value.',
  pane_index BIGINT COMMENT 'Number of the restatement or firing for one as_of.',
  run_id VARCHAR COMMENT 'Run that wrote the row, see pipeline_runs.',
  pipeline_version VARCHAR COMMENT 'Release that computed the row.',
  written_at TIMESTAMP_NTZ(6) COMMENT 'When the row was written.')
CLUSTER BY (CAST(period_start AS DATE), kpi, environment)
COMMENT = 'Every KPI row ever computed; rows are added, never updated: kpi_current has the newest';
