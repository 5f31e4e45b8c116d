package com.skillforge.analytics.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts what belongs together in one contender: pipelines and questions over the same warehouse,
 * each in a process of its own.
 *
 * @param contender the name of the contender
 * @param servers the broker
 * @param jvmOptions Java options of every process
 * @param progress gets one line for each process
 */
record BenchPipelines(
    String contender, String servers, List<String> jvmOptions, Consumer<String> progress) {
  private static final String KPIS = "com.skillforge.analytics.pipelines.KpiPipeline";
  private static final String RAW_EVENTS = "com.skillforge.analytics.pipelines.RawEventsPipeline";
  private static final String ANSWERS = "com.skillforge.analytics.cli.KpiCommand";
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  /** Asks a run to look at all subjects. */
  static final String FULL = "--recompute=full";

  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  /** Brings all that topics hold into the raw tables. */
  JvmProcess.Outcome rawEvents(String step, BenchTopics topics, Path warehouse)
      throws IOException, InterruptedException {
    return run(step, jvmOptions, RAW_EVENTS, fromKafka(topics, warehouse), warehouse);
  }

  /** Computes KPIs from topics. */
  JvmProcess.Outcome kpisFromKafka(
      String step, BenchTopics topics, Path warehouse, List<String> own)
      throws IOException, InterruptedException {
    List<String> arguments = fromKafka(topics, warehouse);
    arguments.addAll(own);
    return run(step, jvmOptions, KPIS, arguments, warehouse);
  }

  /** Computes KPIs from raw tables, with the Java options of {@code run.sh}. */
  JvmProcess.Outcome kpisFromWarehouse(String step, Path warehouse, List<String> own)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(PipelineContender.into(warehouse));
    arguments.add("--source=warehouse");
    arguments.addAll(own);
    List<String> options = new ArrayList<>(jvmOptions);
    if (!own.contains(FULL)) {
      options.add(FIRST_COMPILER);
    }
    return run(step, options, KPIS, arguments, warehouse);
  }

  /** A question to the warehouse, with the Java options of {@code kpi.sh}. */
  JvmProcess.Outcome answer(String step, Path warehouse, String... words)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(jvmOptions);
    options.add(FIRST_COMPILER);
    options.add("-Dskillforge.home=" + System.getProperty("skillforge.home", "."));
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--localWarehouse=" + warehouse, "--format=csv", "--limit=1000000"));
    return run(step, options, ANSWERS, arguments, warehouse);
  }

  private List<String> fromKafka(BenchTopics topics, Path warehouse) {
    List<String> arguments = new ArrayList<>(PipelineContender.into(warehouse));
    arguments.addAll(List.of("--source=kafka", "--bootstrapServers=" + servers));
    arguments.addAll(topics.arguments());
    return arguments;
  }

  private JvmProcess.Outcome run(
      String step, List<String> options, String mainClass, List<String> arguments, Path warehouse)
      throws IOException, InterruptedException {
    progress.accept(contender + ": " + step);
    try (JvmProcess process =
        JvmProcess.start(
            contender + " (" + step + ")", options, mainClass, arguments, warehouse.getParent())) {
      return process.await(TIMEOUT);
    }
  }
}
