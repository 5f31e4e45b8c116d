package com.skillforge.analytics.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The checks of options that all pipelines share. */
public final class JobChecks {
  private JobChecks() {}

  /** Adds one sentence for each problem. */
  public static void check(JobOptions options, List<String> problems) {
    checkSource(options, problems);
    checkRange(options, problems);
    ScheduleChecks.check(options, problems);
    IdentityChecks.check(options, problems);
    checkRun(options, problems);
    Values.checkReadable("terms", options.getTerms(), problems);
    WarehouseChecks.checkWrite(options, problems);
    RunnerKind.of(options).check(options, problems);
  }

  private static void checkSource(JobOptions options, List<String> problems) {
    List<String> words = Values.list(options.getSource());
    for (String word : words) {
      Values.checkChoice("source", word, SourceName.labels(), problems);
    }
    if (words.isEmpty()) {
      problems.add("--source must name at least one source, for example kafka.");
    }
    Set<SourceName> names = SourceName.of(options);
    if (names.contains(SourceName.KAFKA) && names.contains(SourceName.FILES)) {
      problems.add(
          "--source takes kafka or files, not both: publish the files with replay.sh, or store them"
              + " with raw-events and read local,kafka.");
    }
    checkKafka(options, names, problems);
    checkFiles(options, names, problems);
    if (options.isStreaming() && names.contains(SourceName.LOCAL)) {
      problems.add(
          "--streaming reads Kafka only: history from the warehouse is read in batch, leave local"
              + " out of --source.");
    }
  }

  private static void checkKafka(JobOptions options, Set<SourceName> names, List<String> problems) {
    if (!names.contains(SourceName.KAFKA)) {
      return;
    }
    if (Values.list(options.getBootstrapServers()).isEmpty()) {
      problems.add(
          "--bootstrapServers is required with --source=kafka, for example"
              + " --bootstrapServers=localhost:9092.");
    }
    Values.checkReadable("kafkaProperties", options.getKafkaProperties(), problems);
    if (Values.list(options.getEventTopics()).isEmpty()) {
      problems.add("--eventTopics must name at least one topic.");
    }
  }

  private static void checkFiles(JobOptions options, Set<SourceName> names, List<String> problems) {
    if (!names.contains(SourceName.FILES)) {
      if (options.getInput() != null) {
        problems.add("--input goes with --source=files; remove it or add files to --source.");
      }
      return;
    }
    if (Values.list(options.getInput()).isEmpty()) {
      problems.add(
          "--input is required with --source=files, for example --input='events/*.ndjson'.");
    }
    if (options.isStreaming()) {
      problems.add("--streaming reads Kafka only; files are read to their end in batch.");
    }
  }

  private static void checkRange(JobOptions options, List<String> problems) {
    int before = problems.size();
    Values.checkInstant("from", options.getFrom(), problems);
    Values.checkInstant("to", options.getTo(), problems);
    if (options.isStreaming() && options.getTo() != null) {
      problems.add("--to ends a batch run; a streaming run has no end: remove one of the two.");
    }
    if (problems.size() == before) {
      Values.checkOrder(options.getFrom(), options.getTo(), problems);
    }
  }

  private static void checkRun(JobOptions options, List<String> problems) {
    Values.checkChoice("summary", options.getSummary(), List.of("text", "json", "none"), problems);
    checkLogging(options, problems);
    Values.checkChoice("progress", options.getProgress(), List.of("auto", "on", "off"), problems);
    Values.checkDuration("dedupeHorizon", options.getDedupeHorizon(), problems);
    Values.checkAtLeast("shards", options.getShards(), 0, problems);
    Values.checkAtLeast("stopAfterSeconds", options.getStopAfterSeconds(), 0, problems);
    Values.checkAtLeast("maxOutOfOrderSeconds", options.getMaxOutOfOrderSeconds(), 0, problems);
    Values.checkAtLeast("brokerPatienceSeconds", options.getBrokerPatienceSeconds(), 1, problems);
    checkDrain(options, problems);
    if (options.getEnvironment().isBlank()) {
      problems.add("--environment must not be empty.");
    }
  }

  private static void checkDrain(JobOptions options, List<String> problems) {
    String file = options.getDrainFile();
    if (!options.isStreaming() && (options.getDrainAtEnd() || file != null)) {
      problems.add("--drainAtEnd and --drainFile go with --streaming; batch ends by itself.");
    }
    if (options.getDrainAtEnd() && file != null) {
      problems.add("--drainAtEnd and --drainFile exclude each other: remove one.");
    }
    if (file != null && Files.exists(Path.of(file))) {
      problems.add("--drainFile: " + file + " is there already: remove it, or name another one.");
    }
  }

  /** Whether a stream is meant to end with what it has read. */
  public static boolean drains(JobOptions options) {
    return options.getDrainAtEnd() || options.getDrainFile() != null;
  }

  /** The log options alone, for commands that are no pipelines. */
  public static void checkLogging(RunOptions options, List<String> problems) {
    Values.checkChoice("log", options.getLog(), List.of("text", "json"), problems);
    Values.checkChoice(
        "logLevel", options.getLogLevel(), List.of("error", "warn", "info", "debug"), problems);
  }
}
