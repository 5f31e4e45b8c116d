package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** The range of a run that a schedule starts. */
@Description("Schedule")
public interface ScheduleOptions extends PipelineOptions {
  @Description(
      "In the place of --from and --to: the periods that have ended before --at and that the ledger"
          + " does not have as succeeded, so that a missed run is caught up by the next one; without"
          + " an earlier run the last period. P1D covers days (UTC), P1W weeks from Monday, TERM the"
          + " terms of --terms. Where there is nothing new, nothing is run. KPI pipelines report"
          + " these periods; raw-events takes from Kafka whatever no succeeded run has taken.")
  @Parameter(regex = "P1D|P1W|TERM")
  String getRange();

  void setRange(String range);

  @Description(
      "The time for which the run was scheduled, a date or an instant. Without it: the time of the"
          + " launch. No event more than 24 hours later can have happened; with --range, which reads"
          + " up to now, no earlier time than that of the launch counts for this.")
  @Parameter(regex = Values.INSTANT)
  String getAt();

  void setAt(String at);

  @Description(
      "With --range: how long before the end of the range a gap between the periods of earlier runs"
          + " may begin that is filled, as an ISO 8601 duration.")
  @Default.String("P7D")
  @Parameter(regex = Values.DURATION)
  String getCatchUp();

  void setCatchUp(String duration);
}
