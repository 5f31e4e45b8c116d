package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.HelpText;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.KeptOutput;
import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.RunOffsets;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.model.LookedAt;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.ops.Logging;
import com.skillforge.analytics.ops.Version;
import com.skillforge.analytics.options.JobChecks;
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
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;

/**
 * The life of a run, the same for every pipeline: check options, freeze the source, note the run in
 * the ledger, run, wait where the runner can be waited for, report.
 */
public final class JobRunner {
  private JobRunner() {}

  /** Runs a pipeline as a process: prints, and ends with one of the {@link ExitCode}s. */
  public static <O extends JobOptions> void main(Job<O> job, String[] args) {
    Processes.end(() -> run(job, args, System.out, System.err));
  }

  /**
   * Runs a pipeline and reports on {@code out}.
   *
   * @param err where progress is drawn
   * @throws UserError for a failure that a person can mend
   */
  public static <O extends JobOptions> ExitCode run(
      Job<O> job, String[] args, PrintStream out, PrintStream err) {
    if (CommandLine.asksForHelp(args)) {
      out.print(help(job));
      return ExitCode.DONE;
    }
    Launch launch = parse(job, args);
    JobOptions options = launch.options();
    Logging.configure(options.getLog(), options.getLogLevel());
    if (options.getCheck()) {
      return ReadinessCheck.run(launch, out, err);
    }
    Optional<PreparedJob.Preview> preview = launch.job().preview(launch.request());
    if (preview.isPresent()) {
      preview.get().print(out);
      return ExitCode.DONE;
    }
    Optional<Launch> due = ScheduledRuns.settle(launch);
    if (due.isEmpty()) {
      err.println(ScheduledRuns.nothingNew(launch));
      return ExitCode.DONE;
    }
    Outcome outcome = execute(due.get(), err);
    outcome.print(options.getSummary(), out);
    outcome.notices().forEach(err::println);
    return outcome.isSound() ? ExitCode.DONE : ExitCode.CHECK;
  }

  /** Runs a pipeline to its end within a process that goes on. */
  public static <O extends JobOptions> RunReport run(Job<O> job, String[] args, PrintStream err) {
    return ended(execute(parse(job, args), err));
  }

  private static RunReport ended(Outcome outcome) {
    if (outcome instanceof RunReport report) {
      return report;
    }
    throw new IllegalArgumentException("The runner has only taken the job; it has no end here.");
  }

  /** The same for a run with {@code --range}; empty when there is nothing new. */
  public static <O extends JobOptions> Optional<RunReport> runIfDue(
      Job<O> job, String[] args, PrintStream err) {
    return ScheduledRuns.settle(parse(job, args)).map(due -> ended(execute(due, err)));
  }

  private static <O extends JobOptions> Launch parse(Job<O> job, String[] args) {
    Launch launch =
        CommandLine.read(
            args,
            job.optionsType(),
            (options, problems) -> {
              Request request = JobChecks.check(options, job.bringsItsInput(options), problems);
              return new Launch(options, request, job.prepare(options, request, problems));
            });
    JobOptions options = launch.options();
    if (!CommandLine.gives(args, "jobName")) { // Beam's own would hold the name of this user
      options.setJobName(
          DataflowRuns.jobName(launch.job().name(), options.isStreaming(), Instant.now()));
    }
    FileSystems.setDefaultPipelineOptions(options); // files are read before there is a pipeline
    return launch;
  }

  private static Outcome execute(Launch due, PrintStream err) {
    JobOptions options = due.options();
    Request request = due.request();
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    TrackingPlan plan = TopicNames.of(due);
    Warehouses warehouses = Warehouses.open(due, plan);
    Launch launch = due.after(warehouses);
    PreparedJob job = launch.job();
    Map<String, OffsetCoverage> coverage =
        job.takesOffsets(request) && request.sources().contains(SourceName.KAFKA)
            ? warehouses.coverage(job.name(), options.getEnvironment())
            : Map.of();
    Instant launchedAt = launch.at(startedAt);
    Opened opened = Opened.of(launch, plan, launchedAt, coverage);
    Input input = opened.input();
    KnownTerms terms = opened.terms();
    RunInfo run =
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
    WarehouseRuns open = warehouses.begin(run, input.offsets());
    List<Loss> losses = Loss.of(input.offsets());
    Optional<LookedAt> looked;
    PersonaCounts personas;
    try {
      RunnerSettings runner = RunnerSettings.of(options);
      runner.prepare(options, run);
      Pipeline pipeline = Pipeline.create(options);
      JobInputs inputs =
          new JobInputs(
              request,
              input.without(warehouses.erased(options.isStreaming()), !job.dropsErased()),
              plan,
              terms.known(),
              warehouses.storedOptOuts(),
              warehouses.publishedKpis(request.range().from()));
      WarehouseRows rows = job.build(pipeline, inputs);
      looked = rows.kept().map(KeptOutput::looked);
      long all = input.size();
      runner.fit(
          options,
          looked.map(some -> some.shareOf(all)).orElse(all),
          looked.filter(some -> !some.isAll()).isPresent());
      open.write(rows, terms.given());
      PipelineResult result = pipeline.run();
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
    Map<String, RunSummary> summaries = open.finish();
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

  private static String help(Job<?> job) {
    return HelpText.of(
        "run.sh <pipeline> [--option=value …]",
        job.about()
            + "\nAny option of Apache Beam and of the runner may be given too, for example"
            + " --streaming or --runner=DirectRunner.",
        MainInfo.groups(job));
  }
}
