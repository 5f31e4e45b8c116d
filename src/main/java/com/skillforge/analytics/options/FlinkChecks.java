package com.skillforge.analytics.options;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The checks of options of a run on Flink: where it runs, and what can be reached from there. */
public final class FlinkChecks {
  /** What to do about a runner that this build lacks. */
  public static final String NO_RUNNER =
      "--runner=FlinkRunner is not on the class path: run with scripts/run.sh, or build with"
          + " -Pflink.";

  /** Flink's words for a cluster within this process; the last is also the default. */
  private static final Set<String> EMBEDDED = Set.of("[local]", "[collection]", "[auto]");

  private FlinkChecks() {}

  /** Whether the options ask for Flink. */
  public static boolean isFlink(JobOptions options) {
    return isFlink(options.getRunner().getSimpleName());
  }

  /** Whether the options ask for Flink within this process: no cluster has to be there. */
  public static boolean isEmbedded(JobOptions options) {
    return isFlink(options) && EMBEDDED.contains(options.as(FlinkOptions.class).getFlinkMaster());
  }

  /** Whether this names the Flink runner, with or without its package. */
  public static boolean isFlink(String runner) {
    return runner.toLowerCase(Locale.ROOT).endsWith("flinkrunner");
  }

  /** Whether a stream is meant to end with what it has read. */
  public static boolean drains(JobOptions options) {
    return options.getDrainAtEnd() || options.getDrainFile() != null;
  }

  /** Adds one sentence for each problem. */
  static void check(JobOptions options, List<String> problems) {
    if (!isFlink(options)) {
      return;
    }
    if (options.getStopAfterSeconds() > 0 && drains(options)) {
      problems.add(
          "--stopAfterSeconds goes without --drainAtEnd and --drainFile on Flink, which cannot watch"
              + " a stream that ends by itself: remove one.");
    }
    if (!isEmbedded(options)) {
      // Files may be on a disk that the workers share; a DuckDB file has one process at a time.
      WarehouseChecks.checkNotLocal(
          options,
          "the workers of the Flink cluster " + options.as(FlinkOptions.class).getFlinkMaster(),
          "--flinkMaster=[local]",
          problems);
    }
  }
}
