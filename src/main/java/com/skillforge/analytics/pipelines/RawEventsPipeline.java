package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.options.SourceName;
import com.skillforge.analytics.pipelines.launch.Job;
import com.skillforge.analytics.pipelines.launch.JobInputs;
import com.skillforge.analytics.pipelines.launch.JobRunner;
import com.skillforge.analytics.pipelines.launch.PreparedJob;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.AcceptRecords;
import com.skillforge.analytics.transforms.history.AcceptRecordsStreaming;
import com.skillforge.analytics.transforms.identity.ResolveIdentity;
import com.skillforge.analytics.transforms.parsing.ParsedRecords;
import com.skillforge.analytics.transforms.sharding.Guests;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.joda.time.Duration;

/** Every record type: validated, de-duplicated, opt-outs enforced, into the raw tables. */
public final class RawEventsPipeline implements Job<RawEventsPipeline.Options> {
  static final String NAME = "raw-events";

  /** The options of this pipeline. */
  public interface Options extends JobOptions {}

  private final TrackingPlan plan;

  /** The pipeline by the plan of this release. */
  public RawEventsPipeline() {
    this(TrackingPlan.builtIn());
  }

  private RawEventsPipeline(TrackingPlan plan) {
    this.plan = plan;
  }

  public static void main(String[] args) {
    JobRunner.main(new RawEventsPipeline(), args);
  }

  /**
   * Does what a process of its own would do, and says how that would end; a runner that only takes
   * jobs is fine.
   */
  public static ExitCode run(String[] args, PrintStream out, PrintStream err) {
    return JobRunner.run(new RawEventsPipeline(), args, out, err);
  }

  /**
   * Runs the pipeline to its end within a process that goes on; progress is drawn on {@code err}.
   */
  public static RunReport run(String[] args, PrintStream err) {
    return JobRunner.run(new RawEventsPipeline(), args, err);
  }

  /** The same by another tracking plan. */
  public static RunReport run(TrackingPlan plan, String[] args, PrintStream err) {
    return JobRunner.run(new RawEventsPipeline(plan), args, err);
  }

  /**
   * Runs the pipeline with {@code --range} within a process that goes on; empty when the ledger
   * says that there is nothing new.
   */
  public static Optional<RunReport> runIfDue(String[] args, PrintStream err) {
    return JobRunner.runIfDue(new RawEventsPipeline(), args, err);
  }

  @Override
  public String about() {
    return "Reads all topics, validates every record, drops duplicates, enforces opt-outs, and"
        + " writes accepted records to the raw tables and rejected ones to dead_letters. The same"
        + " range run twice leaves the same tables.";
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public PreparedJob prepare(Options options, Request request, List<String> problems) {
    if (request.history().isPresent()) {
      problems.add(
          "--source="
              + options.getSource()
              + ": raw-events writes the raw tables and cannot read from them: leave "
              + (request.sources().contains(SourceName.LOCAL) ? "local" : "warehouse")
              + " out.");
    }
    boolean range = request.range().isNamed() || request.schedule().isPresent();
    if (request.sources().contains(SourceName.FILES) && range) {
      problems.add(
          "--from, --to and --range choose Kafka records by their timestamps; raw-events stores files whole:"
              + " remove them.");
    }
    return new Prepared(options, plan);
  }

  /** All of the pipeline's own is what all pipelines share. */
  private record Prepared(Options options, TrackingPlan plan) implements PreparedJob {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Set<String> recordTypes(TrackingPlan plan) {
      return plan.recordTypes().stream().map(RecordType::name).collect(Collectors.toSet());
    }

    @Override
    public Optional<Instant> readFrom(Request request) {
      return request.schedule().isEmpty() ? request.range().from() : Optional.empty();
    }

    @Override
    public Optional<Instant> readTo(Request request) {
      return request.schedule().isEmpty() ? request.range().to() : Optional.empty();
    }

    /** Where timestamps choose, records are left out in between: such a run takes no offsets. */
    @Override
    public boolean takesOffsets(Request request) {
      return !options.isStreaming() && readFrom(request).isEmpty() && readTo(request).isEmpty();
    }

    @Override
    public WarehouseRows build(Pipeline pipeline, JobInputs inputs) {
      return storing(pipeline, options, inputs);
    }
  }

  /** The steps that store whatever the input of a run holds and opt-outs let through. */
  static WarehouseRows storing(Pipeline pipeline, JobOptions options, JobInputs inputs) {
    TrackingPlan plan = inputs.plan();
    PCollectionTuple parsed =
        inputs
            .input()
            .read(
                pipeline,
                options,
                inputs.sharding(options, Projection.EVERYTHING, Guests.NONE),
                Optional.of(inputs.storedOptOuts()));
    PCollectionTuple accepted =
        parsed
            .get(ParsedRecords.BLOCKS)
            .apply(
                "AcceptRecords",
                options.isStreaming()
                    ? new AcceptRecordsStreaming(plan, horizon(inputs.request()))
                    : new AcceptRecords(plan));
    return new WarehouseRows(
        Optional.of(accepted.get(AcceptRecords.ACCEPTED)),
        parsed.get(ParsedRecords.DEAD_LETTERS),
        Optional.of(accepted.get(AcceptRecords.DUPLICATES)),
        Optional.empty(),
        parsed.has(ResolveIdentity.LINKS)
            ? Optional.of(parsed.get(ResolveIdentity.LINKS))
            : Optional.empty(),
        PCollectionList.of(parsed.get(ParsedRecords.COUNTS))
            .and(accepted.get(AcceptRecords.COUNTS))
            .apply("GatherCounts", Flatten.pCollections()));
  }

  private static Duration horizon(Request request) {
    return Duration.millis(request.dedupeHorizon().toMillis());
  }
}
