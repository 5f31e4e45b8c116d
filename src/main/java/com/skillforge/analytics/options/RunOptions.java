package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How a run behaves and what it prints. */
@Description("Run")
public interface RunOptions extends PipelineOptions {
  @Description("The environment of records that do not name one: prod, staging, …")
  @Default.String("local")
  String getEnvironment();

  void setEnvironment(String environment);

  @Description(
      "Run nothing: test that the source can be read and that every warehouse can be reached and"
          + " written, has its tables and grants what a run needs; say what is missing.")
  @Default.Boolean(false)
  @Parameter(localOnly = true)
  boolean getCheck();

  void setCheck(boolean check);

  @Description(
      "What is printed at the end: text for people, json for one JSON line on standard output,"
          + " none for nothing.")
  @Default.String("text")
  @Parameter(localOnly = true)
  String getSummary();

  void setSummary(String summary);

  @Description("Log format on standard error: text or json (one object a line).")
  @Default.String("text")
  @Parameter(regex = "text|json")
  String getLog();

  void setLog(String log);

  @Description("The least serious messages to log: error, warn, info or debug.")
  @Default.String("warn")
  @Parameter(regex = "error|warn|info|debug")
  String getLogLevel();

  void setLogLevel(String level);

  @Description("A progress bar on standard error: on, off, or auto (on when a person looks).")
  @Default.String("auto")
  @Parameter(localOnly = true)
  String getProgress();

  void setProgress(String progress);

  @Description(
      "Into how many shards users are divided; a worker holds one shard at a time in memory. 0"
          + " means 16 in batch and 4 in streaming within this process (the Direct runner, Flink"
          + " without a cluster), 1024 elsewhere.")
  @Default.Integer(0)
  int getShards();

  void setShards(int shards);

  @Description(
      "Streaming: for how much event time the ids of records are remembered to drop duplicates, as"
          + " an ISO 8601 duration.")
  @Default.String("P7D")
  @Parameter(regex = Values.DURATION)
  String getDedupeHorizon();

  void setDedupeHorizon(String horizon);

  @Description(
      "Streaming on this machine: cancel after so many seconds, whatever is on its way; 0 runs until"
          + " it is stopped.")
  @Default.Integer(0)
  @Parameter(localOnly = true)
  int getStopAfterSeconds();

  void setStopAfterSeconds(int seconds);

  @Description(
      "Streaming on this machine: read what the topics hold at launch, then drain: every window"
          + " closes, its last rows are written, and the run ends by itself.")
  @Default.Boolean(false)
  @Parameter(localOnly = true)
  boolean getDrainAtEnd();

  void setDrainAtEnd(boolean drain);

  @Description(
      "Streaming on this machine: drain as soon as this file appears (touch it). Rows of periods"
          + " that are not over are marked as not final.")
  @Parameter(localOnly = true)
  String getDrainFile();

  void setDrainFile(String file);
}
