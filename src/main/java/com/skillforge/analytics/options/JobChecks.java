package com.skillforge.analytics.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of options that all pipelines share. */
public final class JobChecks {
  private JobChecks() {}

  /** The same for a run that reads from the sources that its options name. */
  public static Request check(JobOptions options, List<String> problems) {
    return check(options, false, problems);
  }

  /**
   * Reads what the options ask for, and adds one sentence for each problem. Where there is one,
   * what is returned is of no use.
   *
   * @param bringsItsInput whether the run needs no source
   */
  public static Request check(JobOptions options, boolean bringsItsInput, List<String> problems) {
    List<String> eventTopics = Values.list(options.getEventTopics());
    Set<SourceName> sources =
        bringsItsInput ? Set.of() : checkSource(options, eventTopics, problems);
    RunRange range = checkRange(options, problems);
    Optional<Instant> at = Values.readInstant("at", options.getAt(), problems);
    Optional<RangeRequest> schedule = ScheduleChecks.check(options, at, problems);
    IdentityChecks.check(options, problems);
    PersonaChecks.check(options, problems);
    checkRun(options, problems);
    MetricsChecks.check(options, problems);
    LineageChecks.check(options, problems);
    Duration dedupeHorizon =
        Values.readDuration("dedupeHorizon", options.getDedupeHorizon(), problems);
    Values.checkReadable("terms", options.getTerms(), problems);
    List<WarehouseKind> warehouses = WarehouseChecks.checkWrite(options, problems);
    Request request =
        new Request(sources, eventTopics, range, at, schedule, warehouses, dedupeHorizon);
    RunnerKind.of(options).check(options, request, problems);
    return request;
  }

  private static Set<SourceName> checkSource(
      JobOptions options, List<String> eventTopics, List<String> problems) {
    int before = problems.size();
    Set<SourceName> names = Set.copyOf(SourceName.read(options.getSource(), problems));
    if (names.isEmpty() && problems.size() == before) {
      problems.add("--source must name at least one source, for example kafka.");
    }
    if (names.contains(SourceName.KAFKA) && names.contains(SourceName.FILES)) {
      problems.add(
          "--source takes kafka or files, not both: publish the files with replay.sh, or store them"
              + " with raw-events and read warehouse,kafka.");
    }
    if (names.contains(SourceName.KAFKA)) {
      checkKafka(options, eventTopics, problems);
    }
    checkFiles(options, names, problems);
    checkHistory(options, names, problems);
    return names;
  }

  private static void checkHistory(
      JobOptions options, Set<SourceName> names, List<String> problems) {
    if (names.contains(SourceName.LOCAL) && names.contains(SourceName.WAREHOUSE)) {
      problems.add(
          "--source takes warehouse or local, not both: warehouse is the first of --warehouses,"
              + " local is --localWarehouse.");
    }
    for (SourceName stored : List.of(SourceName.WAREHOUSE, SourceName.LOCAL)) {
      if (options.isStreaming() && names.contains(stored)) {
        problems.add(
            "--streaming reads Kafka only: history from a warehouse is read in batch, leave "
                + stored.label()
                + " out of --source.");
      }
    }
  }

  private static void checkKafka(
      JobOptions options, List<String> eventTopics, List<String> problems) {
    if (Values.list(options.getBootstrapServers()).isEmpty()) {
      problems.add(
          "--bootstrapServers is required with --source=kafka, for example"
              + " --bootstrapServers=localhost:9092.");
    }
    Values.checkReadable("kafkaProperties", options.getKafkaProperties(), problems);
    if (eventTopics.isEmpty()) {
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

  private static RunRange checkRange(JobOptions options, List<String> problems) {
    if (options.isStreaming() && options.getTo() != null) {
      problems.add("--to ends a batch run; a streaming run has no end: remove one of the two.");
    }
    return RunRange.read(options.getFrom(), options.getTo(), problems);
  }

  private static void checkRun(JobOptions options, List<String> problems) {
    Values.checkChoice("summary", options.getSummary(), List.of("text", "json", "none"), problems);
    checkLogging(options, problems);
    Values.checkChoice("progress", options.getProgress(), List.of("auto", "on", "off"), problems);
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
