package com.skillforge.analytics.deploy;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Which schedules run on this machine, over which simulated time, and on what. */
@Description("Schedules on this machine")
public interface LocalScheduleOptions extends PipelineOptions {
  @Description("Run the schedules on this machine, one launch after the other, without waiting.")
  boolean isLocal();

  void setLocal(boolean local);

  @Description("Where the simulated clock starts: a date or an instant.")
  @Default.String("2026-01-12")
  String getFrom();

  void setFrom(String from);

  @Description("Where it ends, exclusive.")
  @Default.String("2026-02-03")
  String getTo();

  void setTo(String to);

  @Description("Days (UTC) on which nothing is launched, separated by commas.")
  String getSkip();

  void setSkip(String days);

  @Description("The pipelines whose schedules run, separated by commas; all without it.")
  String getPipelines();

  void setPipelines(String pipelines);

  @Description(
      "The brokers to read from, host:port separated by commas. Without it a broker is started and"
          + " filled with a simulated semester that begins on 2026-01-12.")
  String getBootstrapServers();

  void setBootstrapServers(String servers);

  @Description("How many records to simulate without --bootstrapServers, at least 500.")
  @Default.Integer(20_000)
  int getEvents();

  void setEvents(int events);

  @Description("The DuckDB file to write to; what earlier runs have covered is not run again.")
  @Default.String("target/schedule/skillforge.duckdb")
  String getLocalWarehouse();

  void setLocalWarehouse(String file);

  @Description("A CSV file of academic terms, for the KPIs that need them.")
  String getTerms();

  void setTerms(String file);
}
