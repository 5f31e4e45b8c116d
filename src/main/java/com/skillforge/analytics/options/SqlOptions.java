package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Which file is asked. */
@Description("Warehouse")
public interface SqlOptions extends FormatOptions {
  @Description(
      "The DuckDB file of the local warehouse. Where it is not given and there is no"
          + " skillforge.duckdb, that of the demo is read.")
  @Default.String("skillforge.duckdb")
  String getLocalWarehouse();

  void setLocalWarehouse(String file);
}
