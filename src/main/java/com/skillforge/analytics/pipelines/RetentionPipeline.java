package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.NoRecords;
import com.skillforge.analytics.io.Retention;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.model.DeadLetterCoder;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.options.RetentionOptions;
import com.skillforge.analytics.pipelines.launch.Job;
import com.skillforge.analytics.pipelines.launch.JobInputs;
import com.skillforge.analytics.pipelines.launch.JobRunner;
import com.skillforge.analytics.pipelines.launch.PreparedJob;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;

/** Deletes what the tracking plan keeps no longer. */
public final class RetentionPipeline implements Job<RetentionPipeline.Options> {
  /** The options of this pipeline. */
  public interface Options extends JobOptions, RetentionOptions {}

  public static void main(String[] args) {
    JobRunner.main(new RetentionPipeline(), args);
  }

  /**
   * Does what a process of its own would do, and says how that would end; a runner that only takes
   * jobs is fine.
   */
  public static ExitCode run(String[] args, PrintStream out, PrintStream err) {
    return JobRunner.run(new RetentionPipeline(), args, out, err);
  }

  /** Runs the pipeline to its end within a process that goes on. */
  public static RunReport run(String[] args, PrintStream err) {
    return JobRunner.run(new RetentionPipeline(), args, err);
  }

  /** The same for a run with {@code --range}; empty when there is nothing new. */
  public static Optional<RunReport> runIfDue(String[] args, PrintStream err) {
    return JobRunner.runIfDue(new RetentionPipeline(), args, err);
  }

  @Override
  public String about() {
    return "Deletes rows of raw tables that are older than the tracking plan keeps them, and notes"
        + " of single records that were not stored, all in one transaction, and notes in the ledger"
        + " how many went from which table. --at takes another time than that of the clock,"
        + " --dryRun says what would go. Published KPI rows, receipts of erasures and the list of"
        + " erased persons stay.";
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public List<Class<? extends PipelineOptions>> ownOptions() {
    return List.of(RetentionOptions.class);
  }

  /** It reads nothing: what is too old, warehouses are told by their own tables. */
  @Override
  public boolean bringsItsInput(Options options) {
    return true;
  }

  @Override
  public PreparedJob prepare(Options options, Request request, List<String> problems) {
    if (options.isStreaming()) {
      problems.add("--streaming: retention runs in batch, by hand or by a schedule: remove it.");
    }
    if (options.getInput() != null) {
      problems.add("--input: retention reads no records: remove it.");
    }
    Instant now = Instant.now();
    request
        .at()
        .filter(at -> at.isAfter(now))
        .ifPresent(
            at ->
                problems.add(
                    "--at=" + at + " is yet to come: nothing is deleted before its time."));
    return new Prepared(options, now);
  }

  /**
   * A run that is about to start.
   *
   * @param startedAt no two runs are the same: each counts what it finds
   */
  private record Prepared(Options options, Instant startedAt) implements PreparedJob {
    @Override
    public String name() {
      return Retention.PIPELINE;
    }

    @Override
    public boolean expectsRecords() {
      return false;
    }

    @Override
    public Set<String> recordTypes(TrackingPlan plan) {
      return Set.of();
    }

    @Override
    public Optional<Instant> readFrom(Request request) {
      return Optional.empty();
    }

    @Override
    public Optional<EventSource<? extends SourceBatch>> ownSource(TrackingPlan plan) {
      return Optional.of(new NoRecords(name() + " begun " + startedAt));
    }

    @Override
    public Optional<Preview> preview(Request request) {
      if (!options.getDryRun()) {
        return Optional.empty();
      }
      List<QueryableWarehouse> warehouses =
          request.warehouses().stream().map(kind -> Warehouses.reader(kind, options)).toList();
      return Optional.of(
          new RetentionPreview(
              warehouses,
              TrackingPlan.builtIn(),
              request.at().filter(at -> request.schedule().isEmpty()).orElse(startedAt)));
    }

    @Override
    public Map<String, Map<String, Long>> removed(
        Request request, Map<String, RunSummary> summaries) {
      Map<String, Map<String, Long>> removed = new TreeMap<>();
      summaries.forEach(
          (warehouse, summary) -> {
            TreeMap<String, Long> rows = new TreeMap<>(summary.rowsRemoved());
            rows.values().removeIf(n -> n == 0);
            removed.put(warehouse, rows);
          });
      return removed;
    }

    @Override
    public WarehouseRows build(Pipeline pipeline, JobInputs inputs) {
      return WarehouseRows.deletingTooOld(
          pipeline.apply("NoDeadLetters", Create.empty(DeadLetterCoder.of())),
          pipeline.apply("NoCounts", Create.empty(RunCountsCoder.of())));
    }
  }
}
