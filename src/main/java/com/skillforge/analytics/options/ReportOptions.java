package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Of what the weekly review is made. */
@Description("Report")
public interface ReportOptions extends AllWarehouseOptions {
  @Description("The HTML file that is written; one that exists is replaced.")
  @Default.String("report.html")
  String getOutput();

  void setOutput(String file);

  @Description(
      "The environment whose KPIs are shown. Without it: prod, or the only one that the warehouse"
          + " has.")
  @Nullable String getEnvironment();

  void setEnvironment(String environment);

  @Description("The environment that is set beside it.")
  @Default.String("staging")
  String getBaseline();

  void setBaseline(String environment);

  @Description("Only this institution; without it all of them together, where figures add up.")
  @Nullable String getTenant();

  void setTenant(String tenant);

  @Description(
      "What was known then, a date or an instant: figures with a later as-of are left out, and ages"
          + " are told for that time. Without it: all figures, and the time of the clock.")
  @Nullable String getUntil();

  void setUntil(String until);

  @Description("How many weeks are drawn, from 2 to 53.")
  @Default.Integer(12)
  int getWeeks();

  void setWeeks(int weeks);
}
