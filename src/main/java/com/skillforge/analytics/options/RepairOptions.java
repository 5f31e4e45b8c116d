package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** How dead letters are repaired. */
@Description("Repair")
public interface RepairOptions extends LetterOptions {
  @Description(
      "An expression in JSLT that makes a valid record of a rejected one, for example"
          + " '{\"persona\": \"student\", * : .}'; null leaves a letter alone.")
  @Parameter(localOnly = true)
  @Nullable String getRepair();

  void setRepair(String expression);

  @Description("A file that holds the expression, instead of --repair.")
  @Parameter(localOnly = true)
  @Nullable String getRepairFile();

  void setRepairFile(String file);

  @Description(
      "A newer tracking plan (YAML) by which the records are judged, with or without an expression.")
  @Parameter(localOnly = true)
  @Nullable String getPlan();

  void setPlan(String file);

  @Description(
      "preview: the date or instant as of which KPI rows are compared; the clock's unless given.")
  @Parameter(localOnly = true)
  @Nullable String getAsOf();

  void setAsOf(String asOf);
}
