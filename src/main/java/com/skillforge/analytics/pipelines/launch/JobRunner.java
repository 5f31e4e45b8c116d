package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.HelpText;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.RunOffsets;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.files.TermsFile;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.ops.Logging;
import com.skillforge.analytics.ops.Version;
import com.skillforge.analytics.options.JobChecks;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.SourceName;
import com.skillforge.analytics.options.Values;
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
    System.exit(Processes.run(() -> run(job, args, System.out, System.err)).status());
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
    O options = parse(job, args);
    Logging.configure(options.getLog(), options.getLogLevel());
    if (options.getCheck()) {
      return ReadinessCheck.run(job, options, out, err);
    }
    Optional<String> nothingToRun = ScheduledRuns.settle(job, options);
    if (nothingToRun.isPresent()) {
      err.println(nothingToRun.get());
      return ExitCode.DONE;
    }
    Outcome outcome = execute(job, options, err);
    outcome.print(options.getSummary(), out);
    outcome.notices().forEach(err::println);
    return outcome.isSound() ? ExitCode.DONE : ExitCode.CHECK;
  }

  /** Runs a pipeline to its end within a process that goes on. */
  public static <O extends JobOptions> RunReport run(Job<O> job, String[] args, PrintStream err) {
    return ended(execute(job, parse(job, args), err));
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
    O options = parse(job, args);
    return ScheduledRuns.settle(job, options).isPresent()
        ? Optional.empty()
        : Optional.of(ended(execute(job, options, err)));
  }

  private static <O extends JobOptions> O parse(Job<O> job, String[] args) {
    O options =
        CommandLine.parse(
            args,
            job.optionsType(),
            (parsed, problems) -> {
              JobChecks.check(parsed, problems);
              job.check(parsed, problems);
            });
    if (!CommandLine.gives(args, "jobName")) { // Beam's own would hold the name of this user
      options.setJobName(
          DataflowRuns.jobName(job.name(options), options.isStreaming(), Instant.now()));
    }
    FileSystems.setDefaultPipelineOptions(options); // files are read before there is a pipeline
    return options;
  }

  private static <O extends JobOptions> Outcome execute(Job<O> job, O options, PrintStream err) {
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    TrackingPlan plan = TopicNames.apply(TrackingPlan.builtIn(), options);
    Warehouses warehouses = Warehouses.open(options, plan);
    String name = job.name(options);
    Map<String, OffsetCoverage> coverage =
        job.takesOffsets(options) && SourceName.of(options).contains(SourceName.KAFKA)
            ? warehouses.coverage(name, options.getEnvironment())
            : Map.of();
    Instant launchedAt = Launch.at(options, startedAt);
    Input input = open(job, options, plan, launchedAt, coverage);
    RunInfo run =
        new RunInfo(
            name,
            Version.current(),
            options.getEnvironment(),
            input.describe(),
            Values.instant(options.getFrom()),
            Values.instant(options.getTo()),
            options.isStreaming(),
            startedAt,
            launchedAt,
            RunOffsets.NONE);
    List<Term> terms = options.getTerms() == null ? List.of() : TermsFile.read(options.getTerms());
    WarehouseRuns open = warehouses.begin(run, input.offsets());
    List<Loss> losses = Loss.of(input.offsets());
    try {
      RunnerSettings runner = RunnerSettings.of(options);
      runner.prepare(options, run);
      Pipeline pipeline = Pipeline.create(options);
      JobInputs inputs =
          new JobInputs(input, plan, terms, warehouses.storedOptOuts(), warehouses.publishedKpis());
      WarehouseRows rows = job.build(pipeline, options, inputs);
      open.write(rows, terms);
      PipelineResult result = pipeline.run();
      Optional<Submission> handedOver = runner.handedOver(options, run, losses, result);
      if (handedOver.isPresent()) {
        return handedOver.get();
      }
      new RunWatch(options, run.pipeline(), input.size(), err).waitFor(result);
    } catch (RuntimeException e) {
      throw open.fail(e);
    } catch (OutOfMemoryError e) {
      throw open.fail(Processes.userError(e).orElseThrow());
    }
    Map<String, RunSummary> summaries = open.finish();
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    RunSummary summary = summaries.values().iterator().next();
    List<String> notices = new ArrayList<>(Notices.of(options, summary));
    notices.addAll(job.notices(options));
    losses.forEach(loss -> notices.add(loss.toText()));
    return new RunReport(run, summaries, took, losses, notices);
  }

  static <O extends JobOptions> Input open(
      Job<O> job,
      O options,
      TrackingPlan plan,
      Instant launchedAt,
      Map<String, OffsetCoverage> coverage) {
    List<String> topics = TopicNames.carrying(plan, job.recordTypes(options, plan));
    Input input =
        Sources.open(options, plan, Reading.of(job, options, topics, launchedAt, coverage));
    job.checkHistory(options, plan, input);
    return input;
  }

  private static <O extends JobOptions> String help(Job<O> job) {
    return HelpText.of(
        "run.sh <pipeline> [--option=value …]",
        job.about()
            + "\nAny option of Apache Beam and of the runner may be given too, for example"
            + " --streaming or --runner=DirectRunner.",
        MainInfo.groups(job));
  }
}
