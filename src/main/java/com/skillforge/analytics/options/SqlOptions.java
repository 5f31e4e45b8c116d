package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Which file is asked, and how the answer is printed. */
@Description("SQL")
public interface SqlOptions extends PipelineOptions {
  @Description("The DuckDB file of the local warehouse.")
  @Default.String("skillforge.duckdb")
  String getLocalWarehouse();

  void setLocalWarehouse(String file);

  @Description("How rows are printed: table, csv, or json (one array of objects).")
  @Default.String("table")
  String getFormat();

  void setFormat(String format);
}
