package com.skillforge.analytics.options;

import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;

/** The checks of options of a run on Flink: where it runs, and what can be reached from there. */
final class FlinkChecks {
  /** Flink's words for a cluster within this process; the last is also the default. */
  private static final Set<String> EMBEDDED = Set.of("[local]", "[collection]", "[auto]");

  private FlinkChecks() {}

  /** Whether Flink runs within this process: no cluster has to be there. */
  static boolean isEmbedded(PipelineOptions options) {
    return EMBEDDED.contains(options.as(FlinkOptions.class).getFlinkMaster());
  }

  /** Whether the workers can be expected to see the files of this machine. */
  private static boolean isOnThisMachine(PipelineOptions options) {
    String master = options.as(FlinkOptions.class).getFlinkMaster();
    return master.startsWith("localhost:")
        || master.startsWith("127.")
        || master.startsWith("[::1]:");
  }

  /** Adds one sentence for each problem. */
  static void check(JobOptions options, Request request, List<String> problems) {
    if (options.getStopAfterSeconds() > 0 && JobChecks.drains(options)) {
      problems.add(
          "--stopAfterSeconds goes without --drainAtEnd and --drainFile on Flink, which cannot watch"
              + " a stream that ends by itself: remove one.");
    }
    if (!isEmbedded(options) && !isOnThisMachine(options)) {
      // Of another machine's cluster: files may be on a disk that its workers share.
      WarehouseChecks.checkNotLocal(
          request,
          "the workers of the Flink cluster " + options.as(FlinkOptions.class).getFlinkMaster(),
          "--flinkMaster=[local]",
          problems);
    }
  }
}
