package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where rows go. */
@Description("Warehouse")
public interface WarehouseOptions extends PipelineOptions {
  @Description(
      "Where rows are written: local (a DuckDB file), bigquery, snowflake, or several, separated by commas.")
  @Default.String("local")
  @Parameter(required = true, regex = "(bigquery|snowflake)(,(bigquery|snowflake))*")
  String getWarehouses();

  void setWarehouses(String warehouses);

  @Description("The DuckDB file of the local warehouse; it is made when it does not exist.")
  @Default.String("skillforge.duckdb")
  @Parameter(localOnly = true)
  String getLocalWarehouse();

  void setLocalWarehouse(String file);
}
