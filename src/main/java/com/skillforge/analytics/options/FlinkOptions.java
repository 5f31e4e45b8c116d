package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Those options of the Flink runner that this project reads or sets, with the runner's own names,
 * types and defaults: the runner is not on the class path of every build. They can be given on a
 * command line only where it is.
 */
@Description("Flink")
public interface FlinkOptions extends PipelineOptions {
  @Description("Where to run: host:port of a cluster, or [local] for one within this process.")
  @Default.String("[auto]")
  String getFlinkMaster();

  void setFlinkMaster(String master);

  @Description("Whether elements go from step to step without being copied each time.")
  @Default.Boolean(false)
  Boolean getFasterCopy();

  void setFasterCopy(Boolean fasterCopy);

  @Description("Milliseconds from one checkpoint of a stream to the next; -1 for none.")
  @Default.Long(-1L)
  Long getCheckpointingInterval();

  void setCheckpointingInterval(Long millis);

  @Description("What keeps the state of a stream: filesystem, rocksdb, or as Flink is set up.")
  @Nullable String getStateBackend();

  void setStateBackend(String backend);

  @Description("The URI of the folder that takes the checkpoints of a named state backend.")
  @Nullable String getStateBackendStoragePath();

  void setStateBackendStoragePath(String path);

  @Description("Milliseconds that a source which has ended is kept for checkpoints; -1 for ever.")
  @Default.Long(-1L)
  Long getShutdownSourcesAfterIdleMs();

  void setShutdownSourcesAfterIdleMs(Long millis);

  @Description("Whether batch runs are streams that end, for Flink: fewer steps and less memory.")
  @Default.Boolean(false)
  Boolean getUseDataStreamForBatch();

  void setUseDataStreamForBatch(Boolean use);

  @Description("Whether what waits for a checkpoint is let through when a stream is drained.")
  @Default.Boolean(false)
  Boolean getEnableStableInputDrain();

  void setEnableStableInputDrain(Boolean enable);

  @Description("How often a pipeline is started again after a failure; -1 as Flink is set up.")
  @Default.Integer(-1)
  Integer getNumberOfExecutionRetries();

  void setNumberOfExecutionRetries(Integer retries);

  @Description("Whether the start of a pipeline returns only when the pipeline has ended.")
  @Default.Boolean(true)
  boolean getAttachedMode();

  void setAttachedMode(boolean attached);

  @Description("Seconds between two looks at a pipeline that runs detached.")
  @Default.Integer(5)
  int getJobCheckIntervalInSecs();

  void setJobCheckIntervalInSecs(int seconds);
}
