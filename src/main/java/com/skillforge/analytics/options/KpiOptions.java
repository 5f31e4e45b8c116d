package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Which KPIs, and how often they are published in streaming. */
@Description("KPIs")
public interface KpiOptions extends PipelineOptions {
  @Description("The KPIs to compute from one read, separated by commas, or all.")
  @Default.String("all")
  String getKpis();

  void setKpis(String kpis);

  @Description("Streaming: seconds between early panes of a period that has not ended.")
  @Default.Integer(5)
  int getEarlyPaneSeconds();

  void setEarlyPaneSeconds(int seconds);

  @Description(
      "How long after the end of a period late records still restate it, as an ISO 8601 duration:"
          + " in streaming, and in runs with --range.")
  @Default.String("P28D")
  @Parameter(regex = Values.DURATION)
  String getAllowedLateness();

  void setAllowedLateness(String lateness);

  @Description(
      "Go on where the source does not reach back as far as a KPI looks, instead of stopping with"
          + " exit code 3: rows that lack earlier records say in history_from since when there is"
          + " everything.")
  @Default.Boolean(false)
  boolean getAllowPartialHistory();

  void setAllowPartialHistory(boolean allow);

  @Description(
      "What a batch run looks at that reads nothing but the one warehouse it writes to: changed,"
          + " those persons and sessions of whom something is new since the last such run, or full,"
          + " all of them. The rows are the same.")
  @Default.String("changed")
  @Parameter(regex = "changed|full")
  String getRecompute();

  void setRecompute(String recompute);
}
