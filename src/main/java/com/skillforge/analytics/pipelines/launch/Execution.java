package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.KeptOutput;
import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.RunOffsets;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.model.LookedAt;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.ops.Version;
import com.skillforge.analytics.options.GateSettings;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.options.SourceName;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/**
 * The life of a run, the same for every pipeline: freeze the source, note the run in the ledger,
 * run, wait where the runner can be waited for, report.
 */
final class Execution {
  private final long startNanos = System.nanoTime();
  private final Launch launch;
  private final JobOptions options;
  private final Request request;
  private final PreparedJob job;
  private final TrackingPlan plan;
  private final Warehouses warehouses;
  private final RunObservers observers;
  private final Input input;
  private final KnownTerms terms;
  private final RunInfo run;

  private Execution(Launch due) {
    Instant startedAt = Instant.now();
    plan = TopicNames.of(due);
    warehouses = Warehouses.open(due, plan);
    observers = RunObservers.of(due, plan);
    launch = orRefused(due, () -> due.after(warehouses));
    options = launch.options();
    request = launch.request();
    job = launch.job();
    Instant launchedAt = launch.at(startedAt);
    Opened opened = orRefused(launch, () -> Opened.of(launch, plan, launchedAt, coverage()));
    input = opened.input();
    terms = opened.terms();
    run =
        new RunInfo(
            job.name(),
            Version.current(),
            options.getEnvironment(),
            input.describe(),
            request.range().from(),
            request.range().to(),
            options.isStreaming(),
            startedAt,
            launchedAt,
            RunOffsets.NONE);
  }

  /**
   * Runs what is due, to its end where the runner can be waited for.
   *
   * @param err where progress is drawn
   */
  static Outcome of(Launch due, PrintStream err) {
    return new Execution(due).told(err);
  }

  /** Does what a run needs before it is in any ledger. */
  private <T> T orRefused(Launch of, Supplier<T> what) {
    try {
      return what.get();
    } catch (RuntimeException e) {
      observers.refused(of, e);
      throw e;
    }
  }

  private Map<String, OffsetCoverage> coverage() {
    return job.takesOffsets(request) && request.sources().contains(SourceName.KAFKA)
        ? warehouses.coverage(job.name(), options.getEnvironment())
        : Map.of();
  }

  private Outcome told(PrintStream err) {
    try {
      Outcome outcome = outcome(err);
      observers.ended(outcome);
      return outcome;
    } catch (RuntimeException e) {
      observers.failed(run, e);
      throw e;
    }
  }

  private Outcome outcome(PrintStream err) {
    WarehouseRuns open = warehouses.begin(run, input.offsets());
    List<Loss> losses = Loss.of(input.offsets());
    Optional<LookedAt> looked;
    PersonaCounts personas;
    try {
      observers.started(run, input);
      observers.writing(open);
      passGates(open, err);
      RunnerSettings runner = RunnerSettings.of(options);
      runner.prepare(options, run);
      Pipeline pipeline = Pipeline.create(options);
      WarehouseRows rows = job.build(pipeline, inputs());
      looked = rows.kept().map(KeptOutput::looked);
      fit(runner, looked);
      open.write(rows, terms.given());
      PipelineResult result = pipeline.run();
      observers.running(result);
      Optional<Submission> handedOver = runner.handedOver(options, run, losses, result);
      if (handedOver.isPresent()) {
        return handedOver.get(); // workers read on
      }
      new RunWatch(options, run.pipeline(), input.size(), err).waitFor(result);
      personas = input.personas().isEmpty() ? PersonaCounts.NONE : PersonaCounts.of(result);
    } catch (RuntimeException e) {
      input.release();
      throw open.fail(e);
    } catch (OutOfMemoryError e) {
      input.release();
      throw open.fail(Processes.userError(e).orElseThrow());
    }
    input.release();
    return report(open.finish(), looked, personas, losses);
  }

  /** Only stored records can be judged before they are read. */
  private void passGates(WarehouseRuns open, PrintStream err) {
    Optional<GateSettings> gates =
        job.gates().filter(modes -> modes.judges() && request.history().isPresent());
    if (gates.isPresent()) {
      GateKeeper keeper =
          new GateKeeper(gates.get(), request.history().orElseThrow(), options, plan, run);
      List<QualityCheck> checks = keeper.judge();
      open.note(checks, keeper.warning());
      keeper.warnings(checks).forEach(err::println);
      keeper.require(checks);
    }
  }

  private JobInputs inputs() {
    return new JobInputs(
        request,
        input.without(warehouses.erased(options.isStreaming()), !job.dropsErased()),
        plan,
        terms.known(),
        warehouses.storedOptOuts(),
        warehouses.publishedKpis(request.range().from()));
  }

  private void fit(RunnerSettings runner, Optional<LookedAt> looked) {
    long all = input.size();
    runner.fit(
        options,
        looked.map(some -> some.shareOf(all)).orElse(all),
        looked.filter(some -> !some.isAll()).isPresent());
  }

  private RunReport report(
      Map<String, RunSummary> summaries,
      Optional<LookedAt> looked,
      PersonaCounts personas,
      List<Loss> losses) {
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    RunSummary summary = summaries.values().iterator().next();
    List<String> notices = new ArrayList<>(Notices.of(options, job, summary));
    notices.addAll(job.notices(input));
    notices.addAll(job.notices(summary, terms.known()));
    losses.forEach(loss -> notices.add(loss.toText()));
    personas.notice().ifPresent(notices::add);
    return new RunReport(
        run, summaries, took, looked, personas, losses, job.removed(request, summaries), notices);
  }
}
