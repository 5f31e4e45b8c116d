package com.skillforge.analytics.demo;

import com.skillforge.analytics.cluster.LocalFlinkCluster;
import com.skillforge.analytics.io.compare.ComparedTable;
import com.skillforge.analytics.io.compare.TableComparison;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The pipelines of the demo once more, on a Flink cluster of a job manager and two task managers:
 * into a second warehouse, which has to hold what the first one does.
 */
public final class FlinkDemo {
  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 2;

  private final Path warehouse;
  private final Path onFlink;
  private final List<String> arguments;
  private final Steps steps;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * Creates the demonstration.
   *
   * @param warehouse what the pipelines have filled on the Direct runner
   * @param arguments what they were started with
   * @param err where progress is drawn
   */
  public FlinkDemo(
      Path warehouse, List<String> arguments, Steps steps, PrintStream out, PrintStream err) {
    this.warehouse = warehouse;
    this.onFlink = warehouse.resolveSibling("skillforge-flink.duckdb");
    this.arguments = arguments;
    this.steps = steps;
    this.out = out;
    this.err = err;
  }

  /** Runs, prints what is the same, and returns one sentence for each table that is not. */
  public List<String> run() {
    Path directory = warehouse.resolveSibling("flink");
    try {
      Files.deleteIfExists(onFlink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println();
    try (LocalFlinkCluster cluster =
        steps.run(
            "start a Flink cluster",
            0,
            () -> LocalFlinkCluster.start(directory, TASK_MANAGERS, SLOTS))) {
      String[] onCluster = onCluster(cluster);
      steps.run("raw-events on Flink", 0, () -> RawEventsPipeline.run(onCluster, err));
      steps.run("kpi --kpis=all on Flink", 0, () -> KpiPipeline.run(onCluster, err));
    }
    return differences();
  }

  private String[] onCluster(LocalFlinkCluster cluster) {
    List<String> all = new ArrayList<>(arguments);
    all.removeIf(argument -> argument.startsWith("--localWarehouse="));
    all.add("--localWarehouse=" + onFlink);
    all.add("--runner=FlinkRunner");
    all.add("--flinkMaster=" + cluster.address());
    all.add("--parallelism=" + TASK_MANAGERS * SLOTS);
    return all.toArray(String[]::new);
  }

  private List<String> differences() {
    TableComparison comparison =
        new TableComparison(new DuckDbWarehouse(warehouse), new DuckDbWarehouse(onFlink));
    List<String> different = new ArrayList<>();
    long rows = 0;
    for (ComparedTable table : ComparedTable.all(TrackingPlan.builtIn())) {
      TableComparison.Result result = comparison.compare(table);
      rows += result.rows();
      if (!result.isEqual()) {
        different.add("The table " + table.name() + " is not the same on Flink, in " + onFlink);
      }
    }
    out.printf(
        Locale.ROOT,
        "On the cluster: %,d rows are those of the Direct runner (%s)%n",
        rows,
        onFlink);
    return different;
  }
}
