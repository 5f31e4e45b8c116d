package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which warehouse gets its tables, and whether they are only compared. */
@Description("Migration")
public interface MigrationOptions extends AllWarehouseOptions {
  @Description("The warehouse that is brought up to the tracking plan: local, bigquery, snowflake.")
  @Default.String("local")
  String getWarehouse();

  void setWarehouse(String warehouse);

  @Override
  @Description("The DuckDB file of --warehouse=local; it is made when it does not exist.")
  @Default.String("skillforge.duckdb")
  @Parameter(localOnly = true)
  String getLocalWarehouse();

  @Override
  void setLocalWarehouse(String file);

  @Description(
      "Only say what is missing, and print the statements; nothing is changed. Where no option leads"
          + " to BigQuery or Snowflake, nothing is asked: the statements are those for a new"
          + " warehouse.")
  boolean getDryRun();

  void setDryRun(boolean dryRun);

  @Description(
      "Of how many people a figure must be for advisors to see it, at least 2. Without the option"
          + " it stays as it is; a new warehouse begins with 5.")
  @Parameter(kind = Parameter.Kind.NUMBER)
  @Nullable Integer getMinGroupSize();

  void setMinGroupSize(@Nullable Integer minGroupSize);
}
