package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.HelpText;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.ops.Logging;
import com.skillforge.analytics.options.JobChecks;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;

/**
 * What every pipeline does with its command line: check options, settle which range is due, run,
 * report.
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
    Optional<Launch> due = settle(launch);
    if (due.isEmpty()) {
      err.println(ScheduledRuns.nothingNew(launch));
      return ExitCode.DONE;
    }
    Outcome outcome = Execution.of(due.get(), err);
    outcome.print(options.getSummary(), out);
    outcome.notices().forEach(err::println);
    return outcome.isSound() ? ExitCode.DONE : ExitCode.CHECK;
  }

  /** Runs a pipeline to its end within a process that goes on. */
  public static <O extends JobOptions> RunReport run(Job<O> job, String[] args, PrintStream err) {
    return ended(Execution.of(parse(job, args), err));
  }

  /**
   * What a command line says that is in order.
   *
   * @param request what its options ask for
   */
  public record Checked<O extends JobOptions>(O options, Request request) {}

  /**
   * Checks a command line as a run would.
   *
   * @throws com.skillforge.analytics.commandline.UsageException with every problem found
   */
  public static <O extends JobOptions> Checked<O> check(Job<O> job, String[] args) {
    Launch launch = parse(job, args);
    return new Checked<>(launch.options().as(job.optionsType()), launch.request());
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
    return settle(parse(job, args)).map(due -> ended(Execution.of(due, err)));
  }

  /** See {@link ScheduledRuns#settle}; whoever wants to hear of failed runs hears of this one. */
  private static Optional<Launch> settle(Launch launch) {
    try {
      return ScheduledRuns.settle(launch);
    } catch (RuntimeException e) {
      RunObservers.of(launch, TrackingPlan.builtIn()).refused(launch, e);
      throw e;
    }
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

  private static String help(Job<?> job) {
    return HelpText.of(
        job.usage(),
        job.about()
            + "\nAny option of Apache Beam and of the runner may be given too, for example"
            + " --streaming or --runner=DirectRunner.",
        MainInfo.groups(job));
  }
}
