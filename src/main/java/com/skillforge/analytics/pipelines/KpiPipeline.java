package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.options.GateOptions;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.KpiOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.pipelines.launch.Job;
import com.skillforge.analytics.pipelines.launch.JobRunner;
import com.skillforge.analytics.pipelines.launch.PreparedJob;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;

/** One KPI, several, or all of them, from one read, into the KPI mart. */
public final class KpiPipeline implements Job<KpiPipeline.Options> {
  /** The options of this pipeline. */
  public interface Options extends JobOptions, KpiOptions, GateOptions {}

  private final TrackingPlan plan;

  /** The pipeline by the plan of this release. */
  public KpiPipeline() {
    this(TrackingPlan.builtIn());
  }

  private KpiPipeline(TrackingPlan plan) {
    this.plan = plan;
  }

  public static void main(String[] args) {
    JobRunner.main(new KpiPipeline(), args);
  }

  /**
   * Does what a process of its own would do, and says how that would end; a runner that only takes
   * jobs is fine.
   */
  public static ExitCode run(String[] args, PrintStream out, PrintStream err) {
    return JobRunner.run(new KpiPipeline(), args, out, err);
  }

  /**
   * Runs the pipeline to its end within a process that goes on; progress is drawn on {@code err}.
   */
  public static RunReport run(String[] args, PrintStream err) {
    return JobRunner.run(new KpiPipeline(), args, err);
  }

  /** The same by another tracking plan. */
  public static RunReport run(TrackingPlan plan, String[] args, PrintStream err) {
    return JobRunner.run(new KpiPipeline(plan), args, err);
  }

  /**
   * Runs the pipeline with {@code --range} within a process that goes on; empty when the ledger
   * says that there is nothing new.
   */
  public static Optional<RunReport> runIfDue(String[] args, PrintStream err) {
    return JobRunner.runIfDue(new KpiPipeline(), args, err);
  }

  /** The name in the ledger of a run that computes the named KPIs, or {@code all}. */
  public static String nameOf(List<String> kpis) {
    return kpis.size() == 1 && !kpis.get(0).equals(PreparedKpis.ALL)
        ? kpis.get(0)
        : "kpi(" + String.join(",", new TreeSet<>(kpis)) + ")";
  }

  @Override
  public String about() {
    return "Computes KPIs ("
        + String.join(", ", Kpis.names())
        + ") and writes their rows to kpi_values. In batch --from and --to name the periods to"
        + " report; with --streaming rows appear every few seconds and are restated by late"
        + " records.";
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public List<Class<? extends PipelineOptions>> ownOptions() {
    return List.of(KpiOptions.class, GateOptions.class);
  }

  @Override
  public PreparedJob prepare(Options options, Request request, List<String> problems) {
    return PreparedKpis.read(options, plan, problems);
  }
}
