package com.skillforge.analytics.soak;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How long production is played, how busy it is, and where it leaves its warehouses. */
@Description("Soak")
public interface SoakOptions extends PipelineOptions {
  @Description("Days of production, at least 35; the accidents happen in the first 26.")
  @Default.Integer(365)
  int getDays();

  void setDays(int days);

  @Description("Records of 17 weeks, at least 500.")
  @Default.Integer(20_000)
  int getEvents();

  void setEvents(int events);

  @Description("Selects one of many histories; the same seed gives the same records.")
  @Default.Long(42)
  long getSeed();

  void setSeed(long seed);

  @Description("After how many days the broker forgets a record.")
  @Default.Integer(7)
  int getRetentionDays();

  void setRetentionDays(int days);

  @Description("The directory to fill; it is made anew.")
  @Default.String("target/soak")
  String getDirectory();

  void setDirectory(String directory);
}
