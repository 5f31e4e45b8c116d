package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What is asked about the state of warehouses. */
@Description("Status")
public interface StatusOptions extends AllWarehouseOptions {
  @Description(
      "The time for which is asked, a date or an instant. Without it: the time of the clock.")
  @Nullable String getAt();

  void setAt(String at);

  @Description("Only this environment; all that the ledger has without it.")
  @Nullable String getEnvironment();

  void setEnvironment(String environment);

  @Description(
      "The pipelines that are scheduled here, separated by commas: one that has never run is late"
          + " too. Without it: those that the ledger has run over a range, and, once raw-events is"
          + " among them, erasure, privacy-audit and retention.")
  @Nullable String getPipelines();

  void setPipelines(String pipelines);

  @Description(
      "How long after its launch a run may take until it counts as late, or as dead, as an ISO 8601"
          + " duration.")
  @Default.String("PT3H")
  String getLateAfter();

  void setLateAfter(String duration);

  @Description("How the answer is printed: text, or json (one object).")
  @Default.String("text")
  String getFormat();

  void setFormat(String format);
}
