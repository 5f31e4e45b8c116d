package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.files.TermsFile;
import com.skillforge.analytics.kpi.ComputeKpis;
import com.skillforge.analytics.kpi.KnownHistory;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.kpi.StreamKpis;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.KpiOptions;
import com.skillforge.analytics.options.SourceName;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.pipelines.launch.Input;
import com.skillforge.analytics.pipelines.launch.Job;
import com.skillforge.analytics.pipelines.launch.JobInputs;
import com.skillforge.analytics.pipelines.launch.JobRunner;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import com.skillforge.analytics.transforms.identity.ResolveIdentity;
import com.skillforge.analytics.transforms.parsing.ParsedRecords;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;

/** One KPI, several, or all of them, from one read, into the KPI mart. */
public final class KpiPipeline implements Job<KpiPipeline.Options> {
  private static final String ALL = "all";

  /** The options of this pipeline. */
  public interface Options extends JobOptions, KpiOptions {}

  public static void main(String[] args) {
    JobRunner.main(new KpiPipeline(), args);
  }

  /**
   * Does what a process of its own would do, and says how that would end; a runner that only takes
   * jobs is fine.
   */
  public static ExitCode run(String[] args, PrintStream out, PrintStream err) {
    return JobRunner.run(new KpiPipeline(), args, out, err);
  }

  /**
   * Runs the pipeline to its end within a process that goes on; progress is drawn on {@code err}.
   */
  public static RunReport run(String[] args, PrintStream err) {
    return JobRunner.run(new KpiPipeline(), args, err);
  }

  /**
   * Runs the pipeline with {@code --range} within a process that goes on; empty when the ledger
   * says that there is nothing new.
   */
  public static Optional<RunReport> runIfDue(String[] args, PrintStream err) {
    return JobRunner.runIfDue(new KpiPipeline(), args, err);
  }

  @Override
  public String name(Options options) {
    List<String> names = Values.list(options.getKpis());
    return names.size() == 1 && !names.get(0).equals(ALL)
        ? names.get(0)
        : "kpi(" + String.join(",", new TreeSet<>(names)) + ")";
  }

  @Override
  public String about() {
    return "Computes KPIs ("
        + String.join(", ", Kpis.names())
        + ") and writes their rows to kpi_values. In batch --from and --to name the periods to"
        + " report; with --streaming rows appear every few seconds and are restated by late"
        + " records.";
  }

  @Override
  public Class<Options> optionsType() {
    return Options.class;
  }

  @Override
  public List<Class<? extends PipelineOptions>> ownOptions() {
    return List.of(KpiOptions.class);
  }

  @Override
  public void check(Options options, List<String> problems) {
    List<String> names = Values.list(options.getKpis());
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
    Values.checkAtLeast("earlyPaneSeconds", options.getEarlyPaneSeconds(), 1, problems);
    Values.checkDuration("allowedLateness", options.getAllowedLateness(), problems);
  }

  @Override
  public List<String> notices(Options options) {
    boolean byTerm =
        kpis(options, List.of()).stream().anyMatch(kpi -> kpi.grain() == PeriodGrain.TERM);
    return byTerm && options.getTerms() == null
        ? List.of("No terms file was given: readiness_delta has no rows. Give one with --terms.")
        : List.of();
  }

  /** The range of a scheduled run is known only when it is due. */
  @Override
  public void checkHistory(Options options, TrackingPlan plan, Input input) {
    boolean unsettled = options.getRange() != null && options.getTo() == null;
    if (options.getAllowPartialHistory() || unsettled) {
      return;
    }
    new HistoryCheck(
            reported(options),
            Values.instant(options.getFrom()),
            Values.instant(options.getTo()),
            options.isStreaming(),
            SourceName.of(options))
        .require(plan, input.historyStarts());
  }

  /** Without terms, KPIs by term have no rows. */
  private static List<Kpi> reported(Options options) {
    List<Term> terms = options.getTerms() == null ? List.of() : TermsFile.read(options.getTerms());
    return kpis(options, terms).stream()
        .filter(kpi -> kpi.grain() != PeriodGrain.TERM || !terms.isEmpty())
        .toList();
  }

  private static List<Kpi> kpis(Options options, List<Term> terms) {
    List<String> names = Values.list(options.getKpis());
    Kpis kpis = new Kpis(terms);
    return names.contains(ALL)
        ? kpis.all()
        : names.stream().distinct().map(name -> kpis.named(name).orElseThrow()).toList();
  }

  @Override
  public Set<String> recordTypes(Options options, TrackingPlan plan) {
    Set<String> types = new TreeSet<>();
    for (Kpi kpi : kpis(options, List.of())) {
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
  public Optional<Instant> readFrom(Options options) {
    return options.isStreaming() ? Values.instant(options.getFrom()) : Optional.empty();
  }

  /**
   * Periods whose observation windows were still open, or for which late records may have come. The
   * day more makes sure that a run after the end of a window sees its period.
   */
  @Override
  public java.time.Duration restated(Options options) {
    java.time.Duration lateness = java.time.Duration.parse(options.getAllowedLateness());
    return kpis(options, List.of()).stream()
        .map(kpi -> kpi.settling().plusDays(1))
        .reduce(lateness, (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  @Override
  public WarehouseRows build(Pipeline pipeline, Options options, JobInputs inputs) {
    TrackingPlan plan = inputs.plan();
    List<Kpi> kpis = kpis(options, inputs.terms());
    KnownHistory known =
        KnownHistory.of(kpis, plan, HistoryCheck.sinceByTopic(inputs.input().historyStarts()));
    PCollectionTuple parsed =
        inputs
            .input()
            .read(
                pipeline,
                options,
                inputs.sharding(options, Kpis.projection(kpis), Kpis.guests(kpis)),
                recordTypes(options, plan).contains(OptOutIntervals.RECORD_TYPE)
                    ? Optional.of(inputs.storedOptOuts())
                    : Optional.empty());
    PCollectionTuple computed =
        options.isStreaming()
            ? parsed
                .get(ParsedRecords.BLOCKS)
                .apply("StreamKpis", streamKpis(kpis, plan, options).withHistory(known))
            : parsed
                .get(ParsedRecords.BLOCKS)
                .apply(
                    "ComputeKpis",
                    new ComputeKpis(
                            kpis,
                            plan,
                            reportFrom(options),
                            asOf(parsed, options),
                            pipeline.apply("ReadPublishedKpis", inputs.publishedKpis()))
                        .withHistory(known));
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
        PCollectionList.of(parsed.get(ParsedRecords.COUNTS))
            .and(computed.get(ComputeKpis.COUNTS))
            .apply("GatherCounts", Flatten.pCollections()));
  }

  private static StreamKpis streamKpis(List<Kpi> kpis, TrackingPlan plan, Options options) {
    StreamKpis toTheEnd =
        new StreamKpis(
            kpis,
            plan,
            Duration.standardSeconds(options.getEarlyPaneSeconds()),
            Duration.millis(java.time.Duration.parse(options.getAllowedLateness()).toMillis()));
    return options.getDrainAtEnd() ? toTheEnd : toTheEnd.cutOffAtItsEnd();
  }

  private static long reportFrom(Options options) {
    return Values.instant(options.getFrom()).map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
  }

  private static PCollectionView<Long> asOf(PCollectionTuple parsed, Options options) {
    return parsed
        .get(ParsedRecords.COUNTS)
        .apply("AsOf", new AsOf(Values.instant(options.getTo()).map(Instant::toEpochMilli)));
  }
}
