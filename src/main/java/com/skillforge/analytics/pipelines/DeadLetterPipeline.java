package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.model.DeadLetterCoder;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.RepairOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.options.RunnerKind;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.pipelines.launch.Input;
import com.skillforge.analytics.pipelines.launch.Job;
import com.skillforge.analytics.pipelines.launch.JobInputs;
import com.skillforge.analytics.pipelines.launch.JobRunner;
import com.skillforge.analytics.pipelines.launch.PreparedJob;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.pipelines.launch.TopicNames;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.repair.RepairException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;

/**
 * Repaired dead letters, stored as raw-events would have stored them. It has no folder among the
 * pipelines: people run it, where they are, and nobody schedules it.
 */
public final class DeadLetterPipeline implements Job<DeadLetterPipeline.Options> {
  /** The name in the ledger. */
  public static final String NAME = "dead-letters";

  /** The options of this pipeline. */
  public interface Options extends JobOptions, RepairOptions {}

  /** Runs it as a process would, and says how that would end. */
  public static ExitCode run(String[] args, PrintStream out, PrintStream err) {
    return JobRunner.run(new DeadLetterPipeline(), args, out, err);
  }

  /**
   * Checks a command line as a run would.
   *
   * @throws com.skillforge.analytics.commandline.UsageException with every problem found
   */
  public static JobRunner.Checked<Options> check(String[] args) {
    return JobRunner.check(new DeadLetterPipeline(), args);
  }

  /**
   * Which record types the repaired records say that they are; empty where they are judged by
   * another plan, which decides that.
   *
   * @throws UserError when the letters cannot be read or repaired
   */
  public static Optional<Set<String>> recordTypes(JobRunner.Checked<Options> checked) {
    Options options = checked.options();
    Repair repair = Repair.read(options, new ArrayList<>());
    return repair.isOtherPlan()
        ? Optional.empty()
        : Optional.of(
            letters(options, repair, checked.request().warehouses().get(0), TopicNames.of(options))
                .recordTypes());
  }

  private static RepairedLetters letters(
      Options options, Repair repair, WarehouseKind from, TrackingPlan plan) {
    try {
      return RepairedLetters.of(Warehouses.letters(from, options), repair, options, plan);
    } catch (RepairException e) {
      throw new UserError(ExitCode.USAGE, "The repair " + e.getMessage() + ".", e);
    }
  }

  /** Runs it to its end within a process that goes on; progress is drawn on {@code err}. */
  public static RunReport run(String[] args, PrintStream err) {
    return JobRunner.run(new DeadLetterPipeline(), args, err);
  }

  @Override
  public String about() {
    return "Repairs open dead letters of the first warehouse and stores their records, at the"
        + " position where they were read: what is valid now is noted in dead_letter_repairs, what"
        + " is still rejected stays as it is. Done twice it changes nothing more. With"
        + " --bootstrapServers records are fetched again where Kafka still has them; otherwise what"
        + " the letters hold is repaired. What is not possible: a letter that holds only the"
        + " beginning of a long record, that had raw PII taken out of it, or that holds a row"
        + " instead of a record, is left as it is unless Kafka still has the original; it runs in"
        + " this process, on no other runner, since the records would stand in the job; and a"
        + " preview of BigQuery or Snowflake reads the tables of the KPIs concerned, row by row,"
        + " into a file on this machine.";
  }

  @Override
  public String usage() {
    return "dead-letters.sh preview|replay [--option=value …]";
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public List<Class<? extends PipelineOptions>> ownOptions() {
    return List.of(RepairOptions.class);
  }

  /** It reads what warehouses hold. */
  @Override
  public boolean bringsItsInput(Options options) {
    return true;
  }

  @Override
  public PreparedJob prepare(Options options, Request request, List<String> problems) {
    if (options.isStreaming()) {
      problems.add("--streaming: dead letters are repaired in batch: remove it.");
    }
    if (options.getInput() != null) {
      problems.add("--input: dead letters are read from the first of --warehouses: remove it.");
    }
    if (request.range().isNamed() || request.schedule().isPresent()) {
      problems.add(
          "--from, --to and --range choose no dead letters: use --since and --until, which are about"
              + " when they were written.");
    }
    if (RunnerKind.of(options) != RunnerKind.DIRECT) {
      problems.add(
          "--runner: what is repaired would stand in the job: leave it out to run in this process.");
    }
    return new Prepared(
        options,
        Repair.read(options, problems),
        request.warehouses().stream().findFirst().orElse(WarehouseKind.LOCAL));
  }

  /**
   * All of the pipeline's own is what all pipelines share.
   *
   * @param from the warehouse whose letters are read
   */
  private record Prepared(Options options, Repair repair, WarehouseKind from)
      implements PreparedJob {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public TrackingPlan plan() {
      return repair.plan();
    }

    @Override
    public Set<String> recordTypes(TrackingPlan plan) {
      return plan.recordTypes().stream().map(RecordType::name).collect(Collectors.toSet());
    }

    @Override
    public Optional<Instant> readFrom(Request request) {
      return Optional.empty();
    }

    @Override
    public boolean expectsRecords() {
      return false;
    }

    @Override
    public Optional<EventSource<? extends SourceBatch>> ownSource(TrackingPlan plan) {
      return Optional.of(DeadLetterPipeline.letters(options, repair, from, plan));
    }

    private static RepairedLetters letters(Input input) {
      return (RepairedLetters) input.received().orElseThrow();
    }

    @Override
    public WarehouseRows build(Pipeline pipeline, JobInputs inputs) {
      WarehouseRows rows = RawEventsPipeline.storing(pipeline, options, inputs);
      return rows.repairing(
          pipeline.apply("NoDeadLetters", Create.empty(DeadLetterCoder.of())),
          rows.deadLetters()
              .apply("FindRepaired", new FindRepaired(letters(inputs.input()).repairs())));
    }

    @Override
    public List<String> notices(Input input) {
      return letters(input).notices();
    }
  }
}
