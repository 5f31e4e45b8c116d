package com.skillforge.analytics.bench;

import com.skillforge.analytics.bench.BenchEvents.BenchEvent;
import com.skillforge.analytics.bench.Contender.Task;
import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.BulkProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One whole measurement: broker, events, contenders in turn, report. */
public final class Benchmark {
  private static final String BATCH_TOPIC = "bench.batch.student";
  private static final String STREAMING_TOPIC = "bench.streaming.student";
  private static final String STREAMING = "streaming";
  private static final BenchTopics BATCH_TOPICS = BenchTopics.of("bench", BATCH_TOPIC);
  private static final BenchTopics WIDE_TOPICS = BenchTopics.of("wide", "wide.student");
  private static final String ALL = "all";

  /** So many days are {@code daily}'s history, so that a day has 1 % of it. */
  private static final int HISTORY_DAYS = 100;

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final List<Contender> CONTENDERS =
      List.of(
          new FloorContender(),
          PipelineContender.weeklyActiveUsers(),
          PipelineContender.rawEvents(),
          PipelineContender.allKpis(),
          PipelineContender.rawEventsBacklog());

  /** Those that need libraries of their own, and so are measured only when they are named. */
  private static final List<Contender> ON_FLINK =
      List.of(PipelineContender.rawEventsOnFlink(), PipelineContender.weeklyActiveUsersOnFlink());

  private final BenchOptions options;
  private final List<String> jvmOptions;
  private final String servers;
  private final Path directory;
  private final Consumer<String> progress;

  private Benchmark(
      BenchOptions options, String servers, Path directory, Consumer<String> progress) {
    this.options = options;
    this.jvmOptions =
        Arrays.stream(options.getJvmOptions().split(" ", -1)).filter(o -> !o.isEmpty()).toList();
    this.servers = servers;
    this.directory = directory;
    this.progress = progress;
  }

  public static List<String> contenderNames() {
    return Stream.concat(usual().stream(), ON_FLINK.stream().map(Contender::name)).toList();
  }

  private static List<String> usual() {
    return Stream.concat(
            CONTENDERS.stream().map(Contender::name),
            Stream.of(
                WideDaysBench.NAME,
                DailyBench.NAME,
                DailyBench.LONG_NAME,
                STREAMING,
                LongStreamBench.NAME))
        .toList();
  }

  /** The names that the options ask for; for {@code all} those that every build can run. */
  public static List<String> chosen(BenchOptions options) {
    return Arrays.stream(options.getContenders().split(",", -1))
        .map(String::strip)
        .flatMap(name -> name.equals(ALL) ? usual().stream() : Stream.of(name))
        .toList();
  }

  /**
   * Measures.
   *
   * @param progress gets one line for each step
   */
  public static BenchReport run(BenchOptions options, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("skillforge-bench");
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.temporary())) {
      return new Benchmark(options, broker.bootstrapServers(), directory, progress).measure();
    } finally {
      deleteTree(directory);
    }
  }

  private BenchReport measure() throws IOException, InterruptedException {
    TrackingPlan plan = TrackingPlan.builtIn();
    PlanTopics.create(servers, plan);
    PlanTopics.create(servers, plan.withTopics(BATCH_TOPICS.all()));
    PlanTopics.create(servers, plan.withTopics(List.of(BenchTopics.likeStudents(STREAMING_TOPIC))));
    PlanTopics.create(servers, plan.withTopics(WIDE_TOPICS.all()));
    List<String> chosen = chosen(options);
    List<Contender> contenders =
        Stream.concat(CONTENDERS.stream(), ON_FLINK.stream())
            .filter(contender -> chosen.contains(contender.name()))
            .toList();

    BenchEvents events = new BenchEvents(1, options.getUsers());
    long bytes = contenders.isEmpty() ? 0 : publish(events);
    Contender.Platform platform =
        contenders.isEmpty()
            ? new Contender.Platform(BATCH_TOPICS, directory, options.getUsers(), 0)
            : publishPlatform();
    BenchReport report = new BenchReport(options.getEvents(), bytes / (double) options.getEvents());
    for (int round = 1; round <= options.getRounds(); round++) {
      for (Contender contender : inTurn(contenders, round)) {
        progress.accept("round " + round + " of " + options.getRounds() + ": " + contender.name());
        compete(contender, round, platform, events.answer(), report);
      }
    }
    if (chosen.contains(WideDaysBench.NAME)) {
      wideDays(report);
    }
    if (chosen.contains(DailyBench.NAME) || chosen.contains(DailyBench.LONG_NAME)) {
      daily(DailyBench.NAME, HISTORY_DAYS, report);
    }
    if (chosen.contains(DailyBench.LONG_NAME)) {
      daily(DailyBench.LONG_NAME, 10 * HISTORY_DAYS, report);
    }
    if (chosen.contains(STREAMING)) {
      progress.accept(STREAMING);
      Path own = Files.createDirectory(directory.resolve(STREAMING));
      report.add(
          new StreamingBench(servers, STREAMING_TOPIC, own, jvmOptions)
              .run(options.getStreamingRate(), options.getStreamingSeconds()));
    }
    if (chosen.contains(LongStreamBench.NAME)) {
      Path own = Files.createDirectory(directory.resolve(LongStreamBench.NAME));
      report.add(
          new LongStreamBench(
                  new BenchPipelines(LongStreamBench.NAME, servers, jvmOptions, progress),
                  options.getUsers(),
                  own)
              .run(
                  options.getStreamingHistory(),
                  options.getStreamingRate(),
                  options.getStreamingSeconds()));
    }
    return report;
  }

  private void wideDays(BenchReport report) throws IOException, InterruptedException {
    Path own = Files.createDirectory(directory.resolve(WideDaysBench.NAME));
    WideDaysBench wide =
        new WideDaysBench(
            new BenchPipelines(WideDaysBench.NAME, servers, jvmOptions, progress),
            WIDE_TOPICS,
            options.getWideStudents(),
            own);
    wide.publish();
    for (int round = 1; round <= options.getRounds(); round++) {
      report.add(wide.round(round));
    }
  }

  private void daily(String name, int days, BenchReport report)
      throws IOException, InterruptedException {
    Path own = Files.createDirectory(directory.resolve(name));
    DailyBench daily =
        new DailyBench(
            new BenchPipelines(name, servers, jvmOptions, progress),
            new DailyRecords(days, Math.max(1, options.getDailyHistory() / HISTORY_DAYS)),
            own);
    daily.prepare();
    for (int round = 1; round <= options.getRounds(); round++) {
      report.add(daily.round(round), days > HISTORY_DAYS);
    }
    deleteTree(own);
  }

  /** Each round starts with another contender, so that nobody is always first. */
  private static List<Contender> inTurn(List<Contender> contenders, int round) {
    List<Contender> turn = new ArrayList<>(contenders);
    Collections.rotate(turn, 1 - round);
    return turn;
  }

  private void compete(
      Contender contender,
      int round,
      Contender.Platform platform,
      BenchAnswer expected,
      BenchReport report)
      throws IOException, InterruptedException {
    Path own = Files.createDirectory(directory.resolve(contender.name() + "-" + round));
    Task task = new Task(servers, BATCH_TOPIC, platform, own, expected);
    try (JvmProcess process =
        JvmProcess.start(
            contender.name(), jvmOptions, contender.mainClass(), contender.arguments(task), own)) {
      JvmProcess.Outcome outcome = process.await(TIMEOUT);
      report.add(contender, outcome, contender.problems(task, outcome.stdout()));
    }
    deleteTree(own);
  }

  /** Publishes all events of the batch contenders and returns the size of their payloads. */
  private long publish(BenchEvents events) {
    progress.accept("publishing " + options.getEvents() + " events");
    BenchWindow window = new BenchWindow(options.getEvents());
    long bytes = 0;
    try (BulkProducer producer = new BulkProducer(Map.of("bootstrap.servers", servers))) {
      for (int i = 0; i < options.getEvents(); i++) {
        BenchEvent event = events.next(window.timeOf(i));
        bytes += event.json().length();
        producer.send(BATCH_TOPIC, event.key(), event.timestampMillis(), event.json());
      }
      producer.finish();
    }
    return bytes;
  }

  private Contender.Platform publishPlatform() throws IOException {
    Path terms = Files.writeString(directory.resolve("terms.csv"), BenchPlatform.termsCsv());
    try (BulkProducer producer = new BulkProducer(Map.of("bootstrap.servers", servers))) {
      long records = BenchPlatform.publish(options.getUsers(), BATCH_TOPICS, producer);
      producer.finish();
      return new Contender.Platform(BATCH_TOPICS, terms, options.getUsers(), records);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(root)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
