package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How rows are written to BigQuery. Project, credentials and tempLocation are Beam's options. */
@Description("BigQuery")
public interface BigQuerySinkOptions extends PipelineOptions {
  @Description(
      "How long to keep trying, in seconds, when BigQuery does not answer, is busy or says that a"
          + " rate or quota is exceeded.")
  @Default.Integer(120)
  int getBigQueryPatienceSeconds();

  void setBigQueryPatienceSeconds(int seconds);

  @Description("Streaming: seconds between two commits of rows to their tables.")
  @Default.Integer(5)
  int getBigQueryFlushSeconds();

  void setBigQueryFlushSeconds(int seconds);
}
