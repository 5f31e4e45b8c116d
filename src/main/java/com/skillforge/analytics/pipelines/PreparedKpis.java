package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.io.KeptOutput;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.kpi.ComputeKeptKpis;
import com.skillforge.analytics.kpi.ComputeKpis;
import com.skillforge.analytics.kpi.KnownHistory;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.kpi.StreamKpis;
import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.KeptContributionsCoder;
import com.skillforge.analytics.model.KeptRun;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.options.GateOptions;
import com.skillforge.analytics.options.GateSettings;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.pipelines.launch.Input;
import com.skillforge.analytics.pipelines.launch.JobInputs;
import com.skillforge.analytics.pipelines.launch.PreparedJob;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import com.skillforge.analytics.transforms.identity.ResolveIdentity;
import com.skillforge.analytics.transforms.parsing.ParsedRecords;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The KPIs that options name, ready to be computed.
 *
 * @param options where they hold numbers and switches
 * @param plan by which stored records are read
 * @param names the KPIs, each once, or {@code all}
 * @param allowedLateness how long after the end of a period late records still restate it
 * @param modes what follows when a quality gate fails
 */
record PreparedKpis(
    KpiPipeline.Options options,
    TrackingPlan plan,
    List<String> names,
    Duration allowedLateness,
    GateSettings modes)
    implements PreparedJob {
  static final String ALL = "all";

  /** The value of {@code --recompute} that asks for all subjects. */
  private static final String FULL = "full";

  /** Reads the options, and adds one sentence for each problem. */
  static PreparedKpis read(KpiPipeline.Options options, TrackingPlan plan, List<String> problems) {
    List<String> names = Values.list(options.getKpis()).stream().distinct().toList();
    if (names.isEmpty()) {
      problems.add("--kpis must name at least one KPI, or all.");
    }
    for (String name : names) {
      if (!name.equals(ALL) && !Kpis.names().contains(name)) {
        problems.add(
            "--kpis: there is no KPI '"
                + name
                + "'; there are "
                + String.join(", ", Kpis.names())
                + ", and all.");
      }
    }
    Values.checkChoice("recompute", options.getRecompute(), List.of("changed", FULL), problems);
    Values.checkAtLeast("earlyPaneSeconds", options.getEarlyPaneSeconds(), 1, problems);
    return new PreparedKpis(
        options,
        plan,
        names,
        Values.readDuration("allowedLateness", options.getAllowedLateness(), problems),
        GateOptions.read(options, problems));
  }

  @Override
  public String name() {
    return KpiPipeline.nameOf(names);
  }

  @Override
  public List<String> notices(RunSummary summary, List<Term> terms) {
    List<String> notices = new ArrayList<>();
    if (usesTerms() && terms.isEmpty()) {
      notices.add("No terms are known: readiness_delta has no rows. Give them with --terms.");
    }
    RunCounts counts = summary.counts();
    if (options.getDrainAtEnd() && counts.maxEventTimeMillis() != Long.MIN_VALUE) {
      notices.add(
          "The latest event is of "
              + Instant.ofEpochMilli(counts.maxEventTimeMillis())
              + ", but --drainAtEnd closes all windows as if nothing more came: rows of later"
              + " periods, and of the one that holds it, are final where they are over by the"
              + " clock. Use --drainFile to leave them open for another stream.");
    }
    if (counts.lateDropped() > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%,d records came later than --allowedLateness=%s after the end of their period: rows"
                  + " that were closed by then lack them. A run without --streaming counts them.",
              counts.lateDropped(),
              allowedLateness));
    }
    return notices;
  }

  @Override
  public Optional<GateSettings> gates() {
    return Optional.of(modes);
  }

  @Override
  public boolean usesTerms() {
    return kpis(List.of()).stream().anyMatch(kpi -> kpi.grain() == PeriodGrain.TERM);
  }

  @Override
  public boolean looksBack() {
    return true;
  }

  /** The range of a scheduled run is known only when it is due. */
  @Override
  public void checkHistory(Request request, TrackingPlan plan, Input input, List<Term> terms) {
    boolean unsettled = request.schedule().isPresent() && request.range().to().isEmpty();
    if (options.getAllowPartialHistory() || unsettled) {
      return;
    }
    new HistoryCheck(
            reported(terms),
            request.range().from(),
            request.range().to(),
            options.isStreaming(),
            request.history().isPresent())
        .require(plan, input.historyStarts(), input.expired());
  }

  /** Without terms, KPIs by term have no rows. */
  private List<Kpi> reported(List<Term> terms) {
    return kpis(terms).stream()
        .filter(kpi -> kpi.grain() != PeriodGrain.TERM || !terms.isEmpty())
        .toList();
  }

  private List<Kpi> kpis(List<Term> terms) {
    Kpis kpis = new Kpis(terms);
    return names.contains(ALL)
        ? kpis.all()
        : names.stream().map(name -> kpis.named(name).orElseThrow()).toList();
  }

  @Override
  public Set<String> recordTypes(TrackingPlan plan) {
    Set<String> types = new TreeSet<>();
    for (Kpi kpi : kpis(List.of())) {
      types.addAll(kpi.recordTypes(plan));
    }
    boolean ofUsers =
        types.stream()
            .flatMap(type -> plan.recordType(type).stream())
            .anyMatch(type -> type.has(Role.USER));
    if (ofUsers) {
      types.add(OptOutIntervals.RECORD_TYPE); // nobody opts releases and jobs out
    }
    return types;
  }

  /**
   * Opt-outs are needed from the first one on, and they lie among all other events. Those that the
   * topics have lost since are read from the warehouses, see {@link JobInputs#storedOptOuts}.
   */
  @Override
  public Optional<Instant> readFrom(Request request) {
    return options.isStreaming() ? request.range().from() : Optional.empty();
  }

  /**
   * Periods whose observation windows were still open, or for which late records may have come. The
   * day more makes sure that a run after the end of a window sees its period.
   */
  @Override
  public Duration restated() {
    return kpis(List.of()).stream()
        .map(kpi -> kpi.settling().plusDays(1))
        .reduce(allowedLateness, (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  @Override
  public WarehouseRows build(Pipeline pipeline, JobInputs inputs) {
    TrackingPlan plan = inputs.plan();
    List<Kpi> kpis = kpis(inputs.terms());
    KnownHistory known =
        KnownHistory.of(
            kpis,
            plan,
            HistoryCheck.sinceByTopic(inputs.input().historyStarts()),
            inputs.input().expired());
    Optional<KeptComputation> kept =
        options.isStreaming()
            ? Optional.empty()
            : KeptComputation.of(
                kpis, inputs, reportFrom(inputs.request()), options.getRecompute().equals(FULL));
    Input input =
        kept.flatMap(run -> run.records(kpis, plan))
            .map(inputs.input()::choosing)
            .orElse(inputs.input());
    Sharding sharding = inputs.sharding(options, Kpis.projection(kpis), Kpis.guests(kpis));
    PCollectionTuple parsed =
        input.read(
            pipeline,
            options,
            sharding,
            recordTypes(plan).contains(OptOutIntervals.RECORD_TYPE)
                ? Optional.of(inputs.storedOptOuts())
                : Optional.empty());
    Computation computation = new Computation(pipeline, inputs, kpis, known, parsed);
    PCollectionTuple computed =
        options.isStreaming()
            ? parsed
                .get(ParsedRecords.BLOCKS)
                .apply("StreamKpis", streamKpis(kpis, plan).withHistory(known))
            : kept.map(run -> computation.from(run, sharding.shards()))
                .orElseGet(computation::ofAll);
    return new WarehouseRows(
        Optional.empty(),
        parsed.get(ParsedRecords.DEAD_LETTERS),
        Optional.empty(),
        Optional.of(
            options.isStreaming()
                ? computed
                    .get(ComputeKpis.VALUES)
                    .apply("NotAheadOfTime", ParDo.of(NotAheadOfTimeFn.of(Clock.systemUTC(), kpis)))
                : computed.get(ComputeKpis.VALUES)),
        parsed.has(ResolveIdentity.LINKS)
            ? Optional.of(parsed.get(ResolveIdentity.LINKS))
            : Optional.empty(),
        kept.map(
            run ->
                new KeptOutput(
                    run.looked(),
                    run.run(),
                    pipeline.apply(
                        "KeptRun",
                        Create.of(run.run()).withCoder(SerializableCoder.of(KeptRun.class))),
                    computed.get(ComputeKeptKpis.CONTRIBUTIONS))),
        PCollectionList.of(parsed.get(ParsedRecords.COUNTS))
            .and(computed.get(ComputeKpis.COUNTS))
            .apply("GatherCounts", Flatten.pCollections()));
  }

  /** The ways to compute a bounded input. */
  private record Computation(
      Pipeline pipeline,
      JobInputs inputs,
      List<Kpi> kpis,
      KnownHistory known,
      PCollectionTuple parsed) {

    PCollectionTuple ofAll() {
      return parsed
          .get(ParsedRecords.BLOCKS)
          .apply(
              "ComputeKpis",
              new ComputeKpis(
                      kpis,
                      inputs.plan(),
                      reportFrom(inputs.request()),
                      asOf(parsed, inputs.request()),
                      published())
                  .withHistory(known));
    }

    PCollectionTuple from(KeptComputation kept, int shards) {
      KeptRun run = kept.run();
      PCollection<KeptContributions> before =
          kept.subjects().isPresent()
              ? pipeline.apply(
                  "ReadKept", kept.history().readKept(run.scope(), kept.subjects().get()))
              : pipeline.apply("NothingKept", Create.empty(KeptContributionsCoder.of()));
      return PCollectionTuple.of(ComputeKeptKpis.BLOCKS, parsed.get(ParsedRecords.BLOCKS))
          .and(ComputeKeptKpis.KEPT, before)
          .apply(
              "ComputeKpis",
              new ComputeKeptKpis(
                  kpis,
                  inputs.plan(),
                  shards,
                  run.reportFromMillis(),
                  run.asOfMillis(),
                  run.anew(),
                  published(),
                  known));
    }

    private PCollection<PublishedKpi> published() {
      return pipeline.apply("ReadPublishedKpis", inputs.publishedKpis());
    }
  }

  private StreamKpis streamKpis(List<Kpi> kpis, TrackingPlan plan) {
    StreamKpis toTheEnd =
        new StreamKpis(
            kpis,
            plan,
            millis(Duration.ofSeconds(options.getEarlyPaneSeconds())),
            millis(allowedLateness));
    return options.getDrainAtEnd() ? toTheEnd : toTheEnd.cutOffAtItsEnd();
  }

  private static org.joda.time.Duration millis(Duration duration) {
    return org.joda.time.Duration.millis(duration.toMillis());
  }

  private static long reportFrom(Request request) {
    return request.range().from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
  }

  private static PCollectionView<Long> asOf(PCollectionTuple parsed, Request request) {
    return parsed
        .get(ParsedRecords.COUNTS)
        .apply("AsOf", new AsOf(request.range().to().map(Instant::toEpochMilli)));
  }
}
