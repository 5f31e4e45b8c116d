package com.skillforge.analytics.trial;

import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Runs of pipelines over a scratch warehouse, with what else a command line says. */
public final class TrialRuns {
  /** What decides about records and figures, and is no matter of where they lie. */
  private static final List<String> CARRIED_OVER =
      List.of("identity", "terms", "environment", "shards", "secret", "log");

  /** What is said of where rows go, and of who is told of a run. */
  private static final Pattern STAYS =
      Pattern.compile(
          "--(warehouses|local-?[wW]arehouse|metrics[^=]*|dogstatsd|sentry[^=]*|[a-zA-Z-]*[lL]ineage[^=]*)(=.*)?");

  private final List<String> carriedOver;
  private final PrintStream err;

  /**
   * @param args the command line of who tries
   * @param err where progress is drawn
   */
  public TrialRuns(String[] args, PrintStream err) {
    this.carriedOver =
        Arrays.stream(args)
            .filter(arg -> CARRIED_OVER.stream().anyMatch(name -> arg.startsWith("--" + name)))
            .toList();
    this.err = err;
  }

  /**
   * A command line for a pipeline that writes to a scratch warehouse and prints nothing.
   *
   * @param own its further arguments
   */
  public String[] arguments(Scratch scratch, List<String> own) {
    List<String> arguments = new ArrayList<>(carriedOver);
    arguments.addAll(writingTo(scratch));
    arguments.add("--summary=none");
    arguments.addAll(own);
    return arguments.toArray(String[]::new);
  }

  /** A command line as it is, but for a scratch warehouse, and with nobody told of the run. */
  public static String[] moved(String[] args, Scratch scratch) {
    List<String> moved = new ArrayList<>(List.of(args));
    moved.removeIf(arg -> STAYS.matcher(arg).matches());
    moved.addAll(writingTo(scratch));
    return moved.toArray(String[]::new);
  }

  private static List<String> writingTo(Scratch scratch) {
    return List.of("--warehouses=local", "--localWarehouse=" + scratch.file());
  }

  /**
   * Computes KPIs from the raw tables of a scratch warehouse.
   *
   * @param kpis their names, or {@code all}; none for no rows
   * @param plan by which they were filled
   * @return the rows as of that instant
   */
  public KpiCells kpis(Scratch scratch, List<String> kpis, TrackingPlan plan, Instant asOf) {
    if (kpis.isEmpty()) {
      return KpiCells.NONE;
    }
    KpiPipeline.run(
        plan,
        arguments(
            scratch,
            List.of(
                "--source=warehouse",
                "--kpis=" + String.join(",", kpis),
                "--to=" + asOf,
                "--allowPartialHistory")),
        err);
    return KpiCells.read(scratch.warehouse(), asOf);
  }
}
