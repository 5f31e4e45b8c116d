package com.skillforge.analytics.soak;

import com.skillforge.analytics.deploy.LocalSchedule;
import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Plays days of production: records arrive, the schedules of {@code raw-events} and of all KPIs run
 * each morning over what has come, the broker forgets. In the end everything that was ever
 * committed is run once more, in one go, and compared.
 */
public final class Soak {
  private static final String EVENTS = "analytics.events.student";
  private static final String TIMINGS = "frontend.timings";
  private static final int ABORTED = 10;
  private static final int OPEN = 5;
  private static final int TRIES = 3;

  /** After how many days the rows of the night are compared with those of all subjects. */
  private static final int LOOK = 30;

  private final SoakSettings settings;
  private final PrintStream out;
  private final PrintStream silent =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  private final Traffic traffic;
  private final ForgetfulBroker broker;
  private final Path warehouse;
  private final Path terms;
  private final Path links;
  private final PipelineFolder rawEvents;
  private final PipelineFolder kpis;
  private final List<String> failures = new ArrayList<>();
  private ForgetfulBroker.@Nullable Transaction open;
  private long committed;

  private Soak(SoakSettings settings, PrintStream out, ForgetfulBroker broker) {
    this.settings = settings;
    this.out = out;
    this.broker = broker;
    this.traffic = Traffic.simulate(settings.days(), settings.perSemester(), settings.seed());
    this.warehouse = settings.directory().resolve("scheduled.duckdb");
    this.terms = settings.directory().resolve("terms.csv");
    this.links = settings.directory().resolve("links.csv");
    this.rawEvents = PipelineFolder.named("raw-events");
    this.kpis = PipelineFolder.named("kpi");
  }

  /**
   * Plays all days, and prints a line for each.
   *
   * @return what came of it
   */
  public static SoakResult run(SoakSettings settings, PrintStream out) {
    try (ForgetfulBroker broker = new ForgetfulBroker()) {
      return new Soak(settings, out, broker).run();
    }
  }

  private SoakResult run() {
    write(terms, traffic.terms());
    out.println(Day.head());
    List<Day> days = new ArrayList<>();
    for (int n = 0; n < settings.days(); n++) {
      Day day = play(n, Traffic.FIRST_DAY.plusDays(n));
      out.println(day.line());
      out.flush();
      days.add(day);
    }
    Path whole = runEverythingAtOnce();
    failures.addAll(new SoakChecks(warehouse, whole, committed, comparedFrom()).failures());
    return new SoakResult(days, failures);
  }

  /**
   * From which period on the KPI rows have to be those of the run over everything. In the long run
   * people do something half a year later that changes a row of then, by which time no run reports
   * it any more: it stands as of its last report, and {@link #compareWithAll} has compared it.
   */
  private LocalDate comparedFrom() {
    LocalDate end = Traffic.FIRST_DAY.plusDays(settings.days());
    return settings.days() <= 2 * LOOK
        ? Traffic.FIRST_DAY
        : end.minusDays(SoakChecks.restatedDays(warehouse));
  }

  private Day play(int n, LocalDate day) {
    List<Accident> accidents = Accident.on(n);
    long before = committed;
    if (accidents.contains(Accident.NEW_PARTITION)) {
      broker.addPartition(EVENTS);
    }
    if (accidents.contains(Accident.MADE_ANEW)) {
      broker.makeAnew(TIMINGS);
    }
    publish(traffic.on(day), accidents);
    broker.endOf(day);
    LocalDate morning = day.plusDays(1);
    write(links, traffic.links(start(morning)));

    double start = cpuSeconds();
    long read = 0;
    double raw = start;
    List<RunReport> reports = List.of();
    if (!accidents.contains(Accident.MISSED) && !accidents.contains(Accident.MISSED_AGAIN)) {
      disturb(accidents, morning);
      read =
          schedule(rawEvents, rawArguments(), morning).stream()
              .mapToLong(report -> report.counts().read())
              .sum();
      raw = cpuSeconds();
      reports = schedule(kpis, kpiArguments(), morning);
    }
    double end = cpuSeconds();
    Optional<RunReport> newest = reports.stream().reduce((first, second) -> second);
    if (n % LOOK == LOOK - 1) {
      newest.ifPresent(this::compareWithAll);
    }
    broker.forget(day.minusDays(settings.retentionDays()));
    return new Day(
        day,
        accidents.stream().map(Accident::text).collect(Collectors.joining(", ")),
        committed - before,
        read,
        SoakChecks.stored(warehouse),
        raw - start,
        end - raw,
        newest.flatMap(RunReport::looked));
  }

  /** The same run once more in a copy, over all subjects: it must find nothing to add. */
  private void compareWithAll(RunReport night) {
    Path copy = settings.directory().resolve("copy.duckdb");
    try {
      Files.copy(warehouse, copy, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments = new ArrayList<>(common(copy));
    arguments.add("--source=local");
    arguments.add("--recompute=full");
    night.run().from().ifPresent(from -> arguments.add("--from=" + from));
    night.run().to().ifPresent(to -> arguments.add("--to=" + to));
    run(KpiPipeline.run(kpis.argumentsWith(arguments).toArray(String[]::new), silent));
    long more = SoakChecks.published(copy) - SoakChecks.published(warehouse);
    if (more != 0) {
      failures.add(
          "As of %s, %,d KPI rows differ from those of a run that looks at all subjects."
              .formatted(night.run().to().map(Instant::toString).orElse("the end"), more));
    }
  }

  private void publish(List<Arrival> arrivals, List<Accident> accidents) {
    List<Arrival> plain = arrivals;
    if (accidents.contains(Accident.ABORTED_TRANSACTION)) {
      broker
          .transaction(arrivals.stream().limit(ABORTED).map(Soak::withIdOfItsOwn).toList())
          .abort();
    }
    if (accidents.contains(Accident.OPEN_TRANSACTION)) {
      int held = Math.min(OPEN, arrivals.size());
      open = broker.transaction(arrivals.subList(0, held));
      plain = arrivals.subList(held, arrivals.size());
    }
    broker.publish(plain);
    committed += plain.size();
    if (accidents.contains(Accident.COMMITTED_LATE) && open != null) {
      committed += open.commit();
    }
  }

  /** A copy that nobody would take for a duplicate: stored, it would be a row too many. */
  private static Arrival withIdOfItsOwn(Arrival arrival) {
    return arrival
        .value()
        .map(payload -> new String(payload, StandardCharsets.ISO_8859_1))
        .map(
            text ->
                text.replaceAll(
                    "\"(event_id|record_id)\":\"[^\"]*\"", "\"$1\":\"" + UUID.randomUUID() + '"'))
        .map(text -> arrival.withValue(text.getBytes(StandardCharsets.ISO_8859_1)))
        .orElse(arrival);
  }

  /** What goes wrong before the run that the schedule launches. */
  private void disturb(List<Accident> accidents, LocalDate morning) {
    Instant at = rawEvents.schedule().times(start(morning), start(morning.plusDays(1))).get(0);
    List<String> arguments = new ArrayList<>(rawArguments());
    arguments.add("--range=" + rawEvents.schedule().range());
    arguments.add("--at=" + at);
    List<String> all = rawEvents.argumentsWith(arguments);
    if (accidents.contains(Accident.KILLED)) {
      Path staging = warehouse.resolveSibling(warehouse.getFileName() + ".staging");
      ChildRun.start(settings.directory(), rawEvents.main(), all).killWhenThereIs(staging);
    }
    if (accidents.contains(Accident.STARTED_TWICE)) {
      ChildRun one = ChildRun.start(settings.directory(), rawEvents.main(), all);
      ChildRun other = ChildRun.start(settings.directory(), rawEvents.main(), all);
      one.await();
      other.await();
    }
  }

  /**
   * Runs what is due on a day. What does not reach the broker, which has few seconds to answer, is
   * started again, as a scheduler does.
   *
   * @return what the runs tell
   */
  private List<RunReport> schedule(PipelineFolder folder, List<String> arguments, LocalDate day) {
    LocalSchedule schedule = new LocalSchedule(List.of(folder), arguments, silent, silent);
    for (int tries = 1; ; tries++) {
      try {
        return schedule.run(start(day), start(day.plusDays(1)), Set.of()).stream()
            .map(LocalSchedule.Launched::report)
            .flatMap(Optional::stream)
            .toList();
      } catch (SourceException e) {
        if (tries == TRIES) {
          throw e;
        }
        out.println("  started again: " + e.getMessage());
      }
    }
  }

  private List<String> rawArguments() {
    List<String> arguments = new ArrayList<>(broker.arguments());
    arguments.addAll(common(warehouse));
    arguments.add("--identityLinks=" + links);
    return arguments;
  }

  /** Who is who the raw tables know: so that a run need look only at what is new. */
  private List<String> kpiArguments() {
    List<String> arguments = new ArrayList<>(common(warehouse));
    arguments.add("--source=local");
    return arguments;
  }

  private List<String> common(Path file) {
    return List.of("--localWarehouse=" + file, "--terms=" + terms);
  }

  /** The same history as if it had come on one day, from topics that keep everything. */
  private Path runEverythingAtOnce() {
    Path whole = settings.directory().resolve("whole.duckdb");
    List<String> arguments = new ArrayList<>(broker.keptArguments());
    arguments.addAll(common(whole));
    arguments.add("--identityLinks=" + links);
    // The days may lie ahead of the clock, by which their records would be rejected.
    arguments.add("--at=" + start(Traffic.FIRST_DAY.plusDays(settings.days())));
    run(RawEventsPipeline.run(arguments.toArray(String[]::new), silent));
    arguments.add("--kpis=all");
    arguments.add("--from=" + Traffic.FIRST_DAY);
    arguments.add("--to=" + Traffic.FIRST_DAY.plusDays(settings.days()));
    run(KpiPipeline.run(arguments.toArray(String[]::new), silent));
    return whole;
  }

  private static void run(RunReport report) {
    if (!report.isSound()) {
      throw new IllegalStateException("A run does not add up: " + report.toText());
    }
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
