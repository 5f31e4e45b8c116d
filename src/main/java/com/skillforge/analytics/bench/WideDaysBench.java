package com.skillforge.analytics.bench;

import com.skillforge.analytics.simulation.BulkProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Few records over many days ({@link WideDays}): one KPI, then all of them, from one read each; and
 * over the warehouse that then holds everything, the audit of all figures and the explanation of
 * one. What depends on how many days records reach shows in how much longer all KPIs take.
 */
final class WideDaysBench {
  static final String NAME = "wide-days";
  private static final String KPIS = "com.skillforge.analytics.pipelines.KpiPipeline";
  private static final String RAW_EVENTS = "com.skillforge.analytics.pipelines.RawEventsPipeline";
  private static final String ANSWERS = "com.skillforge.analytics.cli.KpiCommand";
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final String servers;
  private final Path directory;
  private final List<String> jvmOptions;
  private final WideDays records;
  private final BenchTopics topics;
  private final Consumer<String> progress;
  private long published;

  /**
   * What came out of one round.
   *
   * @param oneKpi the run of one KPI
   * @param allKpis the run of all of them
   * @param audit the audit of all of them
   * @param explain the explanation of one row
   * @param problems differences from the known answer
   */
  record Result(
      JvmProcess.Outcome oneKpi,
      JvmProcess.Outcome allKpis,
      JvmProcess.Outcome audit,
      JvmProcess.Outcome explain,
      List<String> problems) {}

  /**
   * @param students how many there are; each has about 14 records
   * @param topics topics that exist and are empty
   * @param directory an empty directory for warehouses and outputs
   */
  WideDaysBench(
      String servers,
      BenchTopics topics,
      int students,
      Path directory,
      List<String> jvmOptions,
      Consumer<String> progress) {
    this.servers = servers;
    this.topics = topics;
    this.records = new WideDays(students, topics);
    this.directory = directory;
    this.jvmOptions = jvmOptions;
    this.progress = progress;
  }

  /** Publishes the records and the terms; once, before the rounds. */
  void publish() throws IOException {
    progress.accept("publishing the records of " + NAME);
    Files.writeString(terms(), WideDays.termsCsv());
    try (BulkProducer producer = new BulkProducer(Map.of("bootstrap.servers", servers))) {
      published = records.publish(producer);
      producer.finish();
    }
  }

  /** Measures once. */
  Result round(int round) throws IOException, InterruptedException {
    Path own = Files.createDirectory(directory.resolve("round-" + round));
    Path warehouse = Contender.Task.warehouseIn(own);
    List<String> range = List.of("--from=" + WideDays.START, "--to=" + WideDays.END);
    JvmProcess.Outcome one =
        pipeline("one", KPIS, own.resolve("one.duckdb"), range, "--kpis=weekly_active_users");
    JvmProcess.Outcome all = pipeline("all", KPIS, warehouse, range, "--kpis=all");
    pipeline("raw", RAW_EVENTS, warehouse, List.of());
    JvmProcess.Outcome audit = answer("audit", warehouse, "audit", "all");
    LocalDate day = LocalDate.ofInstant(WideDays.END, ZoneOffset.UTC).minusYears(1);
    JvmProcess.Outcome explain =
        answer("explain", warehouse, "explain", "advisee_activation", "--period=" + day);
    return new Result(one, all, audit, explain, problems(warehouse, all, explain, day));
  }

  private List<String> problems(
      Path file, JvmProcess.Outcome all, JvmProcess.Outcome explain, LocalDate day) {
    BenchWarehouse warehouse = new BenchWarehouse(file);
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Differences(NAME)
        .compare(
            "records read",
            published,
            PipelineContender.summary(all.stdout()).path("counts").path("read").asLong())
        .compare("student-days", records.studentDays(), warehouse.studentDays())
        .compare("students behind a row", records.studentsAt(end.toEpochMilli()), units(explain))
        .list();
  }

  /** The number of the last unit of an explanation in CSV, whose first column counts them. */
  private static long units(JvmProcess.Outcome explain) {
    return explain
        .stdout()
        .lines()
        .skip(1)
        .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
        .max()
        .orElse(0);
  }

  private Path terms() {
    return directory.resolve("terms.csv");
  }

  private JvmProcess.Outcome pipeline(
      String name, String mainClass, Path warehouse, List<String> range, String... own)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(PipelineContender.common(servers, topics.events(), warehouse));
    arguments.remove("--eventTopics=" + topics.events());
    arguments.addAll(topics.arguments());
    arguments.addAll(range);
    arguments.addAll(List.of(own));
    if (mainClass.equals(KPIS)) {
      arguments.add("--terms=" + terms());
    }
    return run(name, jvmOptions, mainClass, arguments, warehouse.getParent());
  }

  /** A question to the warehouse, with the Java options of {@code kpi.sh}. */
  private JvmProcess.Outcome answer(String name, Path warehouse, String... words)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-Dskillforge.home=" + System.getProperty("skillforge.home", "."));
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--localWarehouse=" + warehouse, "--format=csv", "--limit=1000000"));
    return run(name, options, ANSWERS, arguments, warehouse.getParent());
  }

  private JvmProcess.Outcome run(
      String name, List<String> options, String mainClass, List<String> arguments, Path own)
      throws IOException, InterruptedException {
    progress.accept(NAME + ": " + name);
    try (JvmProcess process =
        JvmProcess.start(NAME + " (" + name + ")", options, mainClass, arguments, own)) {
      return process.await(TIMEOUT);
    }
  }
}
