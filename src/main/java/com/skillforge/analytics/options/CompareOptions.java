package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which warehouses are compared, and what of them. */
@Description("Comparison")
public interface CompareOptions extends TwoSidesOptions {
  @Description(
      "The tables to compare, separated by commas, for example kpi_values; all by default.")
  @Nullable String getTables();

  void setTables(String tables);

  @Description("Also list the tables that agree.")
  @Default.Boolean(true)
  boolean getListEqual();

  void setListEqual(boolean listEqual);
}
