package com.skillforge.analytics.bench;

import com.skillforge.analytics.bench.BenchWarehouse.Panes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A steady stream of events that happen now, and how soon a streaming run of {@code
 * weekly_active_users} has them in the mart. A run that is still behind when it is stopped has the
 * wrong answer.
 */
final class StreamingBench {
  private static final String MAIN = "com.skillforge.analytics.pipelines.KpiPipeline";
  private static final int WARM_UP_SECONDS = 15;
  private static final int DRAIN_SECONDS = 25;
  private static final Duration GRACE = Duration.ofMinutes(2);

  /** A stream that is kept up with ends within this time of its last event. */
  private static final double KEPT_UP_SECONDS = 15;

  private final String bootstrapServers;
  private final String topic;
  private final Path directory;
  private final List<String> jvmOptions;

  /**
   * What came out.
   *
   * @param eventsPerSecond the rate that was produced
   * @param seconds for how long
   * @param firstPaneSeconds from the first event to the first row in the mart
   * @param catchUpSeconds from the last event to the last change of a row
   * @param keptUp whether the run followed the stream to its end
   * @param peakBytes the most memory that was resident
   * @param problems differences from the known answer
   */
  record Result(
      int eventsPerSecond,
      int seconds,
      double firstPaneSeconds,
      double catchUpSeconds,
      boolean keptUp,
      OptionalLong peakBytes,
      List<String> problems) {}

  /**
   * @param topic an empty topic whose name ends in a persona's
   * @param directory an empty directory for the warehouse and the output
   */
  StreamingBench(String bootstrapServers, String topic, Path directory, List<String> jvmOptions) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.directory = directory;
    this.jvmOptions = jvmOptions;
  }

  /** Starts the run, lets it warm up, produces, and waits until it has stopped by itself. */
  Result run(int eventsPerSecond, int seconds) throws IOException, InterruptedException {
    BenchEvents events = new BenchEvents(2, eventsPerSecond * 10);
    Path file = Contender.Task.warehouseIn(directory);
    int lifetime = WARM_UP_SECONDS + seconds + DRAIN_SECONDS;
    List<String> arguments = new ArrayList<>(PipelineContender.into(file));
    arguments.addAll(
        List.of(
            "--source=kafka", "--bootstrapServers=" + bootstrapServers, "--eventTopics=" + topic));
    arguments.add("--streaming");
    arguments.add("--kpis=weekly_active_users");
    arguments.add("--stopAfterSeconds=" + lifetime);
    try (JvmProcess process =
        JvmProcess.start("streaming", jvmOptions, MAIN, arguments, directory)) {
      TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
      long first = System.currentTimeMillis();
      new SteadyProducer(bootstrapServers).produce(topic, events, eventsPerSecond, seconds);
      long last = System.currentTimeMillis();
      JvmProcess.Outcome outcome = process.await(Duration.ofSeconds(lifetime).plus(GRACE));
      BenchWarehouse warehouse = new BenchWarehouse(file);
      Panes panes = warehouse.panes();
      double catchUp = (panes.last() - last) / 1_000.0;
      List<String> problems =
          new Differences("streaming, " + DRAIN_SECONDS + " s after the last event")
              .compare("weekly users", events.answer().weeklyUsers(), warehouse.weeklyUsers())
              .list();
      return new Result(
          eventsPerSecond,
          seconds,
          (panes.first() - first) / 1_000.0,
          catchUp,
          problems.isEmpty() && catchUp <= KEPT_UP_SECONDS,
          outcome.peakBytes(),
          problems);
    }
  }
}
