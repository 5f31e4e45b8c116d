package com.skillforge.analytics.pipelines;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.Erasure;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.OneRecord;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.options.ErasureOptions;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.options.RunnerKind;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.pipelines.launch.Job;
import com.skillforge.analytics.pipelines.launch.JobInputs;
import com.skillforge.analytics.pipelines.launch.JobRunner;
import com.skillforge.analytics.pipelines.launch.PreparedJob;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.transforms.history.AcceptRecords;
import com.skillforge.analytics.transforms.identity.ResolveIdentity;
import com.skillforge.analytics.transforms.parsing.ParsedRecords;
import com.skillforge.analytics.transforms.sharding.Guests;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Requests for erasure, carried out in the warehouses and in the table of identity links. */
public final class ErasurePipeline implements Job<ErasurePipeline.Options> {
  private static final String NAME = "erasure";

  /** The options of this pipeline. */
  public interface Options extends JobOptions, ErasureOptions {}

  public static void main(String[] args) {
    JobRunner.main(new ErasurePipeline(), args);
  }

  /**
   * Does what a process of its own would do, and says how that would end; a runner that only takes
   * jobs is fine.
   */
  public static ExitCode run(String[] args, PrintStream out, PrintStream err) {
    return JobRunner.run(new ErasurePipeline(), args, out, err);
  }

  /**
   * Runs the pipeline to its end within a process that goes on; progress is drawn on {@code err}.
   */
  public static RunReport run(String[] args, PrintStream err) {
    return JobRunner.run(new ErasurePipeline(), args, err);
  }

  /** The same for a run with {@code --range}; empty when there is nothing new. */
  public static Optional<RunReport> runIfDue(String[] args, PrintStream err) {
    return JobRunner.runIfDue(new ErasurePipeline(), args, err);
  }

  @Override
  public String about() {
    return "Carries out requests for erasure: removes all that the warehouses have of these persons,"
        + " under whatever name they were known, and their identity links, notes what was removed in"
        + " privacy.erasure_receipts, and keeps their names as salted hashes, so that no later run"
        + " stores anything of theirs. Published KPI rows stay.";
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public List<Class<? extends PipelineOptions>> ownOptions() {
    return List.of(ErasureOptions.class);
  }

  @Override
  public boolean bringsItsInput(Options options) {
    return options.getUser() != null;
  }

  @Override
  public PreparedJob prepare(Options options, Request request, List<String> problems) {
    if (options.isStreaming()) {
      problems.add("--streaming: erasure runs in batch, by hand or by a schedule: remove it.");
    }
    if (options.getUser() == null) {
      if (options.getRequestId() != null) {
        problems.add("--requestId goes with --user: add it, or remove --requestId.");
      }
    } else {
      checkOne(options, request, problems);
    }
    return new Prepared(options);
  }

  private static void checkOne(Options options, Request request, List<String> problems) {
    if (String.valueOf(options.getUser()).isBlank() || options.getTenant().isBlank()) {
      problems.add("--user and --tenant must not be empty.");
    }
    if (options.getInput() != null || request.schedule().isPresent()) {
      problems.add(
          "--user erases one person; leave --input and --range out, or leave --user out to carry out"
              + " the requests of files or of the topic.");
    }
    if (RunnerKind.of(options) == RunnerKind.DATAFLOW) {
      problems.add(
          "--user would stand in the job that Dataflow keeps: run it with --runner=DirectRunner, or"
              + " publish a request to the topic of --privacyTopic.");
    }
  }

  /** What a run has removed from one table of a store. */
  private record Removed(String store, String table, long rows) {
    static String query(Dialect dialect, String runId) {
      return "SELECT store, table_name, sum(rows_removed) FROM "
          + dialect.name(PrivacyTables.ERASURE_RECEIPTS.name())
          + " WHERE run_id = "
          + dialect.literal(runId)
          + " AND rows_removed > 0 GROUP BY store, table_name";
    }

    static Removed read(RowValues row) {
      return new Removed(
          Objects.requireNonNull(row.text(0)),
          Objects.requireNonNull(row.text(1)),
          Objects.requireNonNull(row.integer(2)));
    }
  }

  /** All of the pipeline's own is what all pipelines share. */
  private record Prepared(Options options) implements PreparedJob {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Set<String> recordTypes(TrackingPlan plan) {
      return Set.of(Erasure.RECORD_TYPE);
    }

    @Override
    public Optional<Instant> readFrom(Request request) {
      return request.schedule().isEmpty() ? request.range().from() : Optional.empty();
    }

    @Override
    public Optional<Instant> readTo(Request request) {
      return request.schedule().isEmpty() ? request.range().to() : Optional.empty();
    }

    @Override
    public boolean takesOffsets(Request request) {
      return readFrom(request).isEmpty() && readTo(request).isEmpty();
    }

    /** The request of somebody who is erased already is carried out again all the same. */
    @Override
    public boolean dropsErased() {
      return false;
    }

    @Override
    public Optional<EventSource<? extends SourceBatch>> ownSource(TrackingPlan plan) {
      return options.getUser() == null ? Optional.empty() : Optional.of(request(plan));
    }

    private OneRecord request(TrackingPlan plan) {
      String topic =
          plan.topics().stream()
              .filter(carrier -> carrier.recordTypes().contains(Erasure.RECORD_TYPE))
              .map(Topic::name)
              .findFirst()
              .orElseThrow();
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      String request =
          options.getRequestId() == null ? "by hand at " + now : options.getRequestId();
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("record_type", Erasure.RECORD_TYPE);
      json.put(Role.ENVIRONMENT.property(), options.getEnvironment());
      json.put(Role.TENANT.property(), options.getTenant());
      json.put(Role.USER.property(), options.getUser());
      json.put("request_id", request);
      json.put("requested_at", now.toString());
      return new OneRecord(request, topic, json.toString());
    }

    /** What the receipts of this run say, those of the table of identity links among them. */
    @Override
    public Map<String, Map<String, Long>> removed(
        Request request, Map<String, RunSummary> summaries) {
      Map<String, Map<String, Long>> removed = new TreeMap<>();
      summaries.keySet().forEach(warehouse -> removed.put(warehouse, new TreeMap<>()));
      for (WarehouseKind kind : request.warehouses()) {
        QueryableWarehouse warehouse = Warehouses.reader(kind, options);
        String run = summaries.get(warehouse.name()).runId();
        for (Removed of : warehouse.query(Removed.query(warehouse.dialect(), run), Removed::read)) {
          // Each warehouse has receipts of the table of links: the first one's say how many.
          removed
              .computeIfAbsent(of.store(), store -> new TreeMap<>())
              .merge(of.table(), of.rows(), Math::max);
        }
      }
      return removed;
    }

    @Override
    public List<String> notices(RunSummary summary, List<Term> terms) {
      List<String> notices = new ArrayList<>();
      if (summary.counts().accepted() > 0 && options.getIdentityLinks() != null) {
        notices.add(
            "The identity links in "
                + options.getIdentityLinks()
                + " are a file that this run does not change: remove the links of these persons"
                + " from it.");
      }
      return notices;
    }

    @Override
    public WarehouseRows build(Pipeline pipeline, JobInputs inputs) {
      PCollectionTuple parsed =
          inputs
              .input()
              .read(
                  pipeline,
                  options,
                  inputs.sharding(options, Projection.EVERYTHING, Guests.NONE),
                  Optional.empty());
      PCollectionTuple accepted =
          parsed.get(ParsedRecords.BLOCKS).apply("AcceptRecords", new AcceptRecords(inputs.plan()));
      return new WarehouseRows(
          Optional.empty(),
          parsed.get(ParsedRecords.DEAD_LETTERS),
          Optional.empty(),
          Optional.empty(),
          parsed.has(ResolveIdentity.LINKS)
              ? Optional.of(parsed.get(ResolveIdentity.LINKS))
              : Optional.empty(),
          Optional.empty(),
          PCollectionList.of(parsed.get(ParsedRecords.COUNTS))
              .and(accepted.get(AcceptRecords.COUNTS))
              .apply("GatherCounts", Flatten.pCollections()),
          Optional.of(
              new Erasure(accepted.get(AcceptRecords.ACCEPTED), inputs.input().erasableLinks())),
          false);
    }
  }
}
