package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How the rows of an answer are printed. */
@Description("Output")
public interface FormatOptions extends PipelineOptions {
  @Description(
      "How rows are printed: table, vertical (one value a line), csv, or json (one array of"
          + " objects). auto is a table, or vertical where that would be wider than the terminal;"
          + " in pipes and files it is a table.")
  @Default.String("auto")
  String getFormat();

  void setFormat(String format);
}
