package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.commandline.WordsAndOptions;
import com.skillforge.analytics.options.JobChecks;
import com.skillforge.analytics.options.PlanDiffOptions;
import com.skillforge.analytics.options.SourceName;
import com.skillforge.analytics.options.SourceOptions;
import com.skillforge.analytics.options.TextFile;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.plandiff.PlanDiff;
import com.skillforge.analytics.plandiff.StoredInput;
import com.skillforge.analytics.trial.TrialRuns;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code plan-diff.sh}: what a changed tracking plan would make of the records that come. */
public final class PlanDiffCommand implements Command {
  private static final String ABOUT =
      """
      Compares two tracking plans: what changes and whether it is compatible; which of the records of
      Kafka, of files, or of those that a warehouse has stored and rejected would be accepted, rejected or stored otherwise, with the position of one of
      each kind; and which KPI rows would differ. Nothing is stored. The older plan is that of this
      release where only one is named. Ends with exit code 6 when something is incompatible, or when
      records would be rejected that are accepted.

      Examples:
        plan-diff.sh new.yaml --plansOnly
        plan-diff.sh old.yaml new.yaml --bootstrapServers=localhost:9092 --replay=P7D
        plan-diff.sh new.yaml --source=files --input='events/*.ndjson'
        plan-diff.sh new.yaml --source=warehouse --localWarehouse=skillforge.duckdb --replay=P30D

      Of a warehouse, the first of --warehouses, records are read as they were stored: what the plan
      of this release does not know is not on them, rows that an opt-out has reduced are left out, and
      so are dead letters that are cut off or had raw PII taken out. Where Kafka or files still have
      what was received, they say more.""";

  /** What came in the last seconds may be on its way: both plans have to see the same. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  public static void main(String[] args) {
    new PlanDiffCommand().runProcess(args);
  }

  /**
   * What is asked.
   *
   * @param plans the older and the newer one
   * @param range what a run over Kafka reads
   * @param stored the warehouse whose records are read, if it is one
   * @param since the first time that matters of what is stored
   */
  private record Request(
      List<TrackingPlan> plans,
      List<String> range,
      Optional<WarehouseKind> stored,
      Optional<Instant> since,
      Instant now,
      PlanDiffOptions options) {}

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    return OptionsCommand.<PlanDiffOptions, Request>withWords(
            new OptionsCommand.Help(
                "plan-diff.sh [old.yaml] new.yaml [--option=value …]",
                ABOUT,
                List.of(PlanDiffOptions.class, SourceOptions.class)),
            PlanDiffOptions.class,
            PlanDiffCommand::read,
            (request, print) -> compare(request, args, print))
        .run(args, out);
  }

  private static Request read(WordsAndOptions<PlanDiffOptions> given, List<String> problems) {
    PlanDiffOptions options = given.options();
    if (given.words().isEmpty() || given.words().size() > 2) {
      problems.add(
          "Name the newer plan, or the older and the newer one: plan-diff.sh old.yaml new.yaml");
    }
    List<TrackingPlan> plans = new ArrayList<>();
    if (given.words().size() == 1) {
      plans.add(TrackingPlan.builtIn());
    }
    given
        .words()
        .forEach(file -> TextFile.readPlan("The plan", file, problems).ifPresent(plans::add));
    Optional<WarehouseKind> stored =
        JobChecks.check(options, options.getPlansOnly(), problems).history();
    Values.checkAtLeast("rows", options.getRows(), 1, problems);
    boolean kafka = options.getSource().equals(SourceName.KAFKA.label());
    boolean files = options.getSource().equals(SourceName.FILES.label());
    if (!kafka && !files && Values.list(options.getSource()).size() != 1) {
      problems.add("--source must name one of kafka, files and warehouse.");
    }
    if (options.getFrom() != null || options.getTo() != null || options.getRange() != null) {
      problems.add(
          "--from, --to and --range: name the time of the records by --replay, up to now.");
    }
    Optional<Duration> replay =
        Optional.ofNullable(options.getReplay())
            .map(text -> Values.readDuration("replay", text, problems));
    if (replay.isPresent() && files) {
      problems.add(
          "--replay goes with --source=kafka and warehouse; files are read whole: remove it.");
    }
    Instant now = Instant.now().minus(SETTLED).truncatedTo(ChronoUnit.MILLIS);
    List<String> range = new ArrayList<>();
    if (kafka) {
      range.add("--to=" + now);
      replay.ifPresent(time -> range.add("--from=" + now.minus(time)));
    }
    return new Request(plans, range, stored, replay.map(now::minus), now, options);
  }

  private static ExitCode compare(Request request, String[] args, PrintStream out) {
    TrackingPlan oldPlan = request.plans().get(0);
    TrackingPlan newPlan = request.plans().get(1);
    PlanDiff diff;
    if (request.options().getPlansOnly()) {
      diff = PlanDiff.of(oldPlan, newPlan);
    } else if (request.stored().isPresent()) {
      diff = compareStored(request, args, out);
    } else {
      List<String> source = new ArrayList<>(request.range());
      Arrays.stream(args).filter(PlanDiffCommand::isOfTheSource).forEach(source::add);
      diff =
          PlanDiff.of(
              oldPlan, newPlan, new TrialRuns(args, System.err), source, request.now(), System.err);
    }
    diff.print(request.options().getRows(), out);
    return diff.isSafe() ? ExitCode.DONE : ExitCode.CHECK;
  }

  private static PlanDiff compareStored(Request request, String[] args, PrintStream out) {
    WarehouseKind kind = request.stored().orElseThrow();
    try (StoredInput stored =
        StoredInput.of(
            Warehouses.reader(kind, request.options()),
            Warehouses.letters(kind, request.options()),
            request.since())) {
      if (stored.isEmpty()) {
        throw new UserError(
            ExitCode.SOURCE,
            "The warehouse "
                + kind.label()
                + " holds no records of that time: name a longer --replay, or compare with"
                + " --plansOnly.");
      }
      stored.notices().forEach(out::println);
      return PlanDiff.of(
          request.plans().get(0),
          request.plans().get(1),
          new TrialRuns(args, System.err),
          stored,
          request.now(),
          System.err);
    }
  }

  /** Whether an argument says where records come from, or what is known of them. */
  private static boolean isOfTheSource(String arg) {
    return arg.matches(
        "--(source|input|bootstrap-?[sS]ervers|kafka-?[pP]roperties|[a-zA-Z-]*[tT]opics?|persona[a-zA-Z-]*"
            + "|broker-?[pP]atience-?[sS]econds|at)(=.*)?");
  }
}
