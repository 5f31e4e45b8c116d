package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.files.TermsFile;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.ops.Logging;
import com.skillforge.analytics.ops.ProgressBar;
import com.skillforge.analytics.ops.Version;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.CommandLine;
import com.skillforge.analytics.options.DimensionOptions;
import com.skillforge.analytics.options.ExitCode;
import com.skillforge.analytics.options.HelpText;
import com.skillforge.analytics.options.IdentityOptions;
import com.skillforge.analytics.options.JobChecks;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.RunOptions;
import com.skillforge.analytics.options.ScheduleOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.SourceOptions;
import com.skillforge.analytics.options.UserError;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.ParsedRecords;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The life of a run, the same for every pipeline: check options, freeze the source, note the run in
 * the ledger, run, wait, report.
 */
public final class JobRunner {
  private static final org.joda.time.Duration POLL = org.joda.time.Duration.millis(200);

  private JobRunner() {}

  /** Runs a pipeline as a process: prints, and ends with one of the {@link ExitCode}s. */
  static <O extends JobOptions> void main(Job<O> job, String[] args) {
    System.exit(Processes.run(() -> run(job, args, System.out, System.err)).status());
  }

  /**
   * Runs a pipeline and reports on {@code out}.
   *
   * @param err where progress is drawn
   * @throws UserError for a failure that a person can mend
   */
  static <O extends JobOptions> ExitCode run(
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
    RunReport report = execute(job, options, err);
    report.print(options.getSummary(), out);
    report.notices().forEach(err::println);
    return report.isSound() ? ExitCode.DONE : ExitCode.CHECK;
  }

  /** Runs a pipeline within a process that goes on. */
  static <O extends JobOptions> RunReport run(Job<O> job, String[] args, PrintStream err) {
    return execute(job, parse(job, args), err);
  }

  /** The same for a run with {@code --range}; empty when there is nothing new. */
  static <O extends JobOptions> Optional<RunReport> runIfDue(
      Job<O> job, String[] args, PrintStream err) {
    O options = parse(job, args);
    return ScheduledRuns.settle(job, options).isPresent()
        ? Optional.empty()
        : Optional.of(execute(job, options, err));
  }

  private static <O extends JobOptions> O parse(Job<O> job, String[] args) {
    return CommandLine.parse(
        args,
        job.optionsType(),
        (parsed, problems) -> {
          JobChecks.check(parsed, problems);
          job.check(parsed, problems);
        });
  }

  private static <O extends JobOptions> RunReport execute(Job<O> job, O options, PrintStream err) {
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    TrackingPlan plan = TopicNames.apply(TrackingPlan.builtIn(), options);
    Input input = open(job, options, plan);
    RunInfo run =
        new RunInfo(
            job.name(options),
            Version.current(),
            options.getEnvironment(),
            input.describe(),
            Values.instant(options.getFrom()),
            Values.instant(options.getTo()),
            options.isStreaming(),
            startedAt);
    List<Term> terms =
        options.getTerms() == null ? List.of() : TermsFile.read(Path.of(options.getTerms()));
    Warehouses warehouses = Warehouses.open(options, plan);
    warehouses.begin(run);
    try {
      prepareRunner(options);
      FlinkRuns.prepare(options);
      Pipeline pipeline = Pipeline.create(options);
      JobInputs inputs =
          new JobInputs(input, plan, terms, warehouses.storedOptOuts(), warehouses.publishedKpis());
      WarehouseRows rows = job.build(pipeline, options, inputs);
      warehouses.write(rows, terms, run);
      waitFor(pipeline.run(), options, job.name(options), input.size(), err);
    } catch (RuntimeException e) {
      throw warehouses.fail(run, e);
    }
    Map<String, RunSummary> summaries = warehouses.finish(run);
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    RunSummary summary = summaries.values().iterator().next();
    List<String> notices = new ArrayList<>(Notices.of(options, summary));
    notices.addAll(job.notices(options));
    return new RunReport(run, summaries, took, notices);
  }

  static <O extends JobOptions> Input open(Job<O> job, O options, TrackingPlan plan) {
    return Sources.open(
        options,
        plan,
        TopicNames.carrying(plan, job.recordTypes(options, plan)),
        job.readFrom(options));
  }

  /** Real runs need no proof that elements stay immutable: it more than doubles the time. */
  private static void prepareRunner(JobOptions options) {
    if (options.getRunner() == DirectRunner.class) {
      DirectOptions direct = options.as(DirectOptions.class);
      direct.setBlockOnRun(false);
      direct.setEnforceImmutability(false);
      direct.setEnforceEncodability(false);
      direct.setTargetParallelism(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }
  }

  private static void waitFor(
      PipelineResult result, JobOptions options, String name, long size, PrintStream err) {
    Thread onInterrupt = new Thread(() -> Processes.cancelQuietly(result), "cancel-on-interrupt");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    ProgressBar bar = new ProgressBar(err, name, size);
    boolean draw = drawsProgress(options);
    long stopNanos = System.nanoTime() + options.getStopAfterSeconds() * 1_000_000_000L;
    try {
      PipelineResult.State state = null;
      while (state == null || !state.isTerminal()) {
        state = result.waitUntilFinish(POLL);
        if (draw) {
          bar.show(recordsRead(result));
        }
        if (options.getStopAfterSeconds() > 0 && System.nanoTime() > stopNanos) {
          Processes.cancelQuietly(result);
          break;
        }
      }
      if (state == PipelineResult.State.FAILED) { // most runners have thrown the reason by now
        throw new IllegalStateException("The stream has failed; --logLevel=info shows why.");
      }
    } finally {
      if (draw) {
        bar.clear();
      }
      Processes.removeHook(onInterrupt);
    }
  }

  private static boolean drawsProgress(JobOptions options) {
    return options.getProgress().equals("on")
        || (options.getProgress().equals("auto") && isTerminal());
  }

  @SuppressWarnings("SystemConsoleNull") // the JDK that runs this decides; 17 knows no isTerminal()
  private static boolean isTerminal() {
    return System.console() != null;
  }

  private static long recordsRead(PipelineResult result) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(
                MetricNameFilter.named(ParsedRecords.METRICS, ParsedRecords.RECORDS_READ))
            .build();
    long read = 0;
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      read += counter.getAttempted();
    }
    return read;
  }

  private static <O extends JobOptions> String help(Job<O> job) {
    List<Class<? extends PipelineOptions>> groups = new ArrayList<>(job.ownOptions());
    groups.addAll(
        List.of(
            SourceOptions.class,
            ScheduleOptions.class,
            IdentityOptions.class,
            DimensionOptions.class,
            WarehouseOptions.class,
            BigQuerySinkOptions.class,
            SnowflakeOptions.class,
            RunOptions.class));
    return HelpText.of(
        "run.sh <pipeline> [--option=value …]",
        job.about()
            + "\nAny option of Apache Beam and of the runner may be given too, for example"
            + " --streaming or --runner=DirectRunner.",
        groups);
  }
}
