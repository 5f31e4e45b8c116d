package com.skillforge.analytics.demo;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the demo simulates and where it leaves the result. */
@Description("Demo")
public interface DemoOptions extends PipelineOptions {
  @Description("How many records to simulate, at least 500.")
  @Default.Integer(200_000)
  int getEvents();

  void setEvents(int events);

  @Description("Selects one of many semesters; the same seed gives the same records.")
  @Default.Long(42)
  long getSeed();

  void setSeed(long seed);

  @Description("The DuckDB file to fill; it is made anew.")
  @Default.String("target/demo/skillforge.duckdb")
  String getLocalWarehouse();

  void setLocalWarehouse(String file);

  @Description(
      "Start a PostgreSQL too, with links of visitors, merged users and shared hashes, and resolve"
          + " who is who by them.")
  boolean isIdentity();

  void setIdentity(boolean identity);

  @Description(
      "Answer Prometheus on this port, at /metrics, while the demo runs, for example 9400; 0 for not"
          + " at all.")
  @Default.Integer(0)
  int getMetricsPort();

  void setMetricsPort(int port);

  @Description(
      "Show what becomes of two persons: one whose opt-out comes late, and one who asks to be"
          + " erased. With --identity.")
  boolean isPrivacy();

  void setPrivacy(boolean privacy);

  @Description(
      "Run the pipelines once more on a Flink cluster of three processes on this machine, into a"
          + " second file beside the first, and compare all tables.")
  boolean isFlinkCluster();

  void setFlinkCluster(boolean cluster);
}
