package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.RunnerKind;

/** How many shards users are divided into. */
final class ShardCount {
  private static final int LOCAL_BATCH = 16;
  private static final int LOCAL_STREAMING = 4;
  private static final int DISTRIBUTED = 1024;

  private ShardCount() {}

  /** The number asked for, or one that suits the runner. */
  static int of(JobOptions options) {
    if (options.getShards() > 0) {
      return options.getShards();
    }
    if (RunnerKind.of(options).isInProcess(options)) {
      // The Direct runner pays a millisecond or two for every key after a shuffle. Flink without a
      // cluster has the same few cores to divide users among.
      return options.isStreaming() ? LOCAL_STREAMING : LOCAL_BATCH;
    }
    return DISTRIBUTED;
  }
}
