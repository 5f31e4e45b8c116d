package com.skillforge.analytics.bench;

import com.skillforge.analytics.bench.BenchEvents.BenchEvent;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.BulkProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a steady stream costs a streaming run of {@code weekly_active_users} that knows a long
 * history, against one that knows none: processor seconds while the same events come. Both have
 * been running for a while, and are waited for until they have everything in the mart.
 */
final class LongStreamBench {
  static final String NAME = "streaming-history";
  private static final String MAIN = "com.skillforge.analytics.pipelines.KpiPipeline";
  private static final Duration HISTORY = Duration.ofDays(28);
  private static final int WARM_UP_SECONDS = 20;

  /** A run that has not written for so long has nothing left to write. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private final BenchPipelines pipelines;
  private final SteadyProducer producer;
  private final int users;
  private final Path directory;

  /**
   * What came out.
   *
   * @param history how many records lie behind the stream
   * @param eventsPerSecond the rate that was produced
   * @param seconds for how long
   * @param emptyCpuSeconds what a run without history used meanwhile
   * @param longCpuSeconds what the run with one did
   * @param problems differences from the known answers
   */
  record Result(
      int history,
      int eventsPerSecond,
      int seconds,
      double emptyCpuSeconds,
      double longCpuSeconds,
      List<String> problems) {
    double ratio() {
      return longCpuSeconds / emptyCpuSeconds;
    }
  }

  /** One of both runs. */
  private record Run(double cpuSeconds, List<String> problems) {}

  /**
   * @param users how many users send events
   * @param directory an empty directory for warehouses and outputs
   */
  LongStreamBench(BenchPipelines pipelines, int users, Path directory) {
    this.pipelines = pipelines;
    this.producer = new SteadyProducer(pipelines.servers());
    this.users = users;
    this.directory = directory;
  }

  Result run(int history, int eventsPerSecond, int seconds)
      throws IOException, InterruptedException {
    Run empty = run("without history", 0, eventsPerSecond, seconds);
    Run full = run("with history", history, eventsPerSecond, seconds);
    List<String> problems = new ArrayList<>(empty.problems());
    problems.addAll(full.problems());
    return new Result(
        history, eventsPerSecond, seconds, empty.cpuSeconds(), full.cpuSeconds(), problems);
  }

  private Run run(String step, int history, int eventsPerSecond, int seconds)
      throws IOException, InterruptedException {
    pipelines.progress().accept(NAME + ": " + step);
    String topic = "bench." + (history == 0 ? "empty" : "long") + ".student";
    PlanTopics.create(
        pipelines.servers(),
        TrackingPlan.builtIn().withTopics(List.of(BenchTopics.likeStudents(topic))));
    BenchEvents events = new BenchEvents(3, users);
    publish(events, topic, history);
    Path own = Files.createDirectory(directory.resolve(step.replace(' ', '-')));
    Path file = Contender.Task.warehouseIn(own);
    List<String> arguments = new ArrayList<>(PipelineContender.into(file));
    arguments.addAll(
        List.of(
            "--source=kafka",
            "--bootstrapServers=" + pipelines.servers(),
            "--eventTopics=" + topic,
            "--streaming",
            "--kpis=weekly_active_users"));
    double used;
    try (JvmProcess process =
        JvmProcess.start(NAME, pipelines.jvmOptions(), MAIN, arguments, own)) {
      awaitQuiet(process, file);
      producer.produce(topic, events, eventsPerSecond, WARM_UP_SECONDS);
      double before = cpuSeconds(process);
      producer.produce(topic, events, eventsPerSecond, seconds);
      used = cpuSeconds(process) - before;
      awaitQuiet(process, file);
    }
    List<String> problems =
        new Differences(NAME + ", " + step)
            .compare(
                "weekly users",
                events.answer().weeklyUsers(),
                new BenchWarehouse(file).weeklyUsers())
            .list();
    return new Run(used, problems);
  }

  private void publish(BenchEvents events, String topic, int history) {
    if (history == 0) {
      return;
    }
    long from = Instant.now().minus(HISTORY).toEpochMilli();
    try (BulkProducer bulk = new BulkProducer(Map.of("bootstrap.servers", pipelines.servers()))) {
      for (int i = 0; i < history; i++) {
        BenchEvent event = events.next(from + HISTORY.toMillis() * i / history);
        bulk.send(topic, event.key(), event.timestampMillis(), event.json());
      }
      bulk.finish();
    }
  }

  private static double cpuSeconds(JvmProcess process) {
    return process
        .cpuSeconds()
        .orElseThrow(
            () -> new UserError(ExitCode.PIPELINE, NAME + " needs a system that tells times."));
  }

  /** Waits until the warehouse is there and has not changed for a while. */
  private static void awaitQuiet(JvmProcess process, Path file)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    String last = "";
    long since = start;
    while (last.isEmpty() || System.nanoTime() - since < QUIET.toNanos()) {
      if (!process.isAlive() || System.nanoTime() - start > TIMEOUT.toNanos()) {
        throw new UserError(ExitCode.PIPELINE, NAME + " ended, or did not catch up.");
      }
      TimeUnit.MILLISECONDS.sleep(500);
      String now = describe(file) + describe(Path.of(file + ".wal"));
      if (!now.equals(last)) {
        last = now;
        since = System.nanoTime();
      }
    }
  }

  private static String describe(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) + " " + Files.getLastModifiedTime(file) : "";
  }
}
