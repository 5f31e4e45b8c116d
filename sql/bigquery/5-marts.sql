-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE TABLE IF NOT EXISTS skillforge.kpi_values (
  kpi STRING OPTIONS (description = 'Name of the KPI.'),
  definition_version INT64 OPTIONS (description = 'Rises with every change of its meaning.'),
  environment STRING OPTIONS (description = 'Environment of the records.'),
  tenant_id STRING OPTIONS (description = 'Institution.'),
  persona STRING OPTIONS (description = 'Persona, or all, in which a unit counts once.'),
  dimension STRING OPTIONS (description = 'What the row is cut by; empty for the headline.'),
  dimension_value STRING OPTIONS (description = 'The cut\'s value; empty for the headline.'),
  period_grain STRING OPTIONS (description = 'day, week, month or term.'),
  period_start TIMESTAMP OPTIONS (description = 'Start of the period, inclusive.'),
  period_end TIMESTAMP OPTIONS (description = 'End of the period, exclusive.'),
  as_of TIMESTAMP OPTIONS (description = 'Event time up to which the row has seen the input.'),
  history_from TIMESTAMP OPTIONS (description = 'Since when the row has seen everything; null when that is as far back as its KPI looks.'),
  numerator FLOAT64 OPTIONS (description = 'Numerator, where the KPI has one.'),
  denominator FLOAT64 OPTIONS (description = 'Denominator, where the KPI has one.'),
  value FLOAT64 OPTIONS (description = 'The KPI; null on a zero denominator.'),
  pending INT64 OPTIONS (description = 'Units whose observation window is still open.'),
  excluded_opt_out INT64 OPTIONS (description = 'Units left out because of an opt-out.'),
  excluded_unresolved INT64 OPTIONS (description = 'Visitors who resolve to no user.'),
  measures JSON OPTIONS (description = 'The KPI\'s further figures by name.'),
  is_final BOOL OPTIONS (description = 'Whether time alone can no longer change the value.'),
  pane_index INT64 OPTIONS (description = 'Number of the restatement or firing for one as_of.'),
  run_id STRING OPTIONS (description = 'Run that wrote the row, see pipeline_runs.'),
  pipeline_version STRING OPTIONS (description = 'Release that computed the row.'),
  written_at TIMESTAMP OPTIONS (description = 'When the row was written.'))
PARTITION BY TIMESTAMP_TRUNC(period_start, DAY)
CLUSTER BY kpi, environment, tenant_id, persona
OPTIONS (description = 'Every KPI row ever computed; rows are added, never updated: kpi_current has the newest');
