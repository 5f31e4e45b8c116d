-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE TABLE IF NOT EXISTS main.kpi_values (
  kpi VARCHAR,
  definition_version BIGINT,
  environment VARCHAR,
  tenant_id VARCHAR,
  persona VARCHAR,
  dimension VARCHAR,
  dimension_value VARCHAR,
  period_grain VARCHAR,
  period_start TIMESTAMP,
  period_end TIMESTAMP,
  as_of TIMESTAMP,
  history_from TIMESTAMP,
  numerator DOUBLE,
  denominator DOUBLE,
  value DOUBLE,
  pending BIGINT,
  excluded_opt_out BIGINT,
  excluded_unresolved BIGINT,
  measures JSON,
  is_final BOOLEAN,
  pane_index BIGINT,
  run_id VARCHAR,
  pipeline_version VARCHAR,
  written_at TIMESTAMP);
COMMENT ON TABLE main.kpi_values IS 'Every KPI row ever computed; rows are added, never updated: kpi_current has the newest';
COMMENT ON COLUMN main.kpi_values.kpi IS 'Name of the KPI.';
COMMENT ON COLUMN main.kpi_values.definition_version IS 'Rises with every change of its meaning.';
COMMENT ON COLUMN main.kpi_values.environment IS 'Environment of the records.';
COMMENT ON COLUMN main.kpi_values.tenant_id IS 'Institution.';
COMMENT ON COLUMN main.kpi_values.persona IS 'Persona, or all, in which a unit counts once.';
COMMENT ON COLUMN main.kpi_values.dimension IS 'What the row is cut by; empty for the headline.';
COMMENT ON COLUMN main.kpi_values.dimension_value IS 'The cut''s value; empty for the headline.';
COMMENT ON COLUMN main.kpi_values.period_grain IS 'day, week, month or term.';
COMMENT ON COLUMN main.kpi_values.period_start IS 'Start of the period, inclusive.';
COMMENT ON COLUMN main.kpi_values.period_end IS 'End of the period, exclusive.';
COMMENT ON COLUMN main.kpi_values.as_of IS 'Event time up to which the row has seen the input.';
COMMENT ON COLUMN main.kpi_values.history_from IS 'Since when the row has seen everything; null when that is as far back as its KPI looks.';
COMMENT ON COLUMN main.kpi_values.numerator IS 'Numerator, where the KPI has one.';
COMMENT ON COLUMN main.kpi_values.denominator IS 'Denominator, where the KPI has one.';
COMMENT ON COLUMN main.kpi_values.value IS 'The KPI; null on a zero denominator.';
COMMENT ON COLUMN main.kpi_values.pending IS 'Units whose observation window is still open.';
COMMENT ON COLUMN main.kpi_values.excluded_opt_out IS 'Units left out because of an opt-out.';
COMMENT ON COLUMN main.kpi_values.excluded_unresolved IS 'Visitors who resolve to no user.';
COMMENT ON COLUMN main.kpi_values.measures IS 'The KPI''s further figures by name.';
COMMENT ON COLUMN main.kpi_values.is_final IS 'Whether time alone can no longer change the value.';
COMMENT ON COLUMN main.kpi_values.pane_index IS 'Number of the restatement or firing for one as_of.';
COMMENT ON COLUMN main.kpi_values.run_id IS 'Run that wrote the row, see pipeline_runs.';
COMMENT ON COLUMN main.kpi_values.pipeline_version IS 'Release that computed the row.';
COMMENT ON COLUMN main.kpi_values.written_at IS 'When the row was written.';
