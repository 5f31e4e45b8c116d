package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What reports are cut by beside the records themselves. */
@Description("Dimensions")
public interface DimensionOptions extends PipelineOptions {
  @Description(
      "A CSV file of academic terms with the columns tenant_id, term_id, starts_at, ends_at"
          + " (instants like 2026-01-12T00:00:00Z, or dates; the end is exclusive). Without it"
          + " a run over the raw tables of a warehouse takes those of the last run with terms;"
          + " any other has no rows of KPIs by term.")
  @Parameter(kind = Parameter.Kind.GCS_READ_FILE)
  String getTerms();

  void setTerms(String file);
}
