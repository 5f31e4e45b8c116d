package com.skillforge.analytics.bench;

import com.skillforge.analytics.simulation.BulkProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Few records over many days ({@link WideDays}): one KPI, then all of them, from one read each; and
 * over the warehouse that then holds everything, the audit of all figures and the explanation of
 * one. What depends on how many days records reach shows in how much longer all KPIs take.
 */
final class WideDaysBench {
  static final String NAME = "wide-days";

  private final BenchPipelines pipelines;
  private final Path directory;
  private final WideDays records;
  private final BenchTopics topics;
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
  WideDaysBench(BenchPipelines pipelines, BenchTopics topics, int students, Path directory) {
    this.pipelines = pipelines;
    this.topics = topics;
    this.records = new WideDays(students, topics);
    this.directory = directory;
  }

  /** Publishes the records and the terms; once, before the rounds. */
  void publish() throws IOException {
    pipelines.progress().accept(NAME + ": publishing the records");
    Files.writeString(terms(), WideDays.termsCsv());
    try (BulkProducer producer =
        new BulkProducer(Map.of("bootstrap.servers", pipelines.servers()))) {
      published = records.publish(producer);
      producer.finish();
    }
  }

  /** Measures once. */
  Result round(int round) throws IOException, InterruptedException {
    Path own = Files.createDirectory(directory.resolve("round-" + round));
    Path warehouse = Contender.Task.warehouseIn(own);
    JvmProcess.Outcome one =
        pipelines.kpisFromKafka(
            "one", topics, own.resolve("one.duckdb"), kpis("weekly_active_users"));
    JvmProcess.Outcome all = pipelines.kpisFromKafka("all", topics, warehouse, kpis("all"));
    pipelines.rawEvents("raw", topics, warehouse);
    JvmProcess.Outcome audit = pipelines.answer("audit", warehouse, "audit", "all");
    LocalDate day = LocalDate.ofInstant(WideDays.END, ZoneOffset.UTC).minusYears(1);
    JvmProcess.Outcome explain =
        pipelines.answer("explain", warehouse, "explain", "advisee_activation", "--period=" + day);
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

  private List<String> kpis(String names) {
    return List.of(
        "--kpis=" + names,
        "--from=" + WideDays.START,
        "--to=" + WideDays.END,
        "--terms=" + terms());
  }

  private Path terms() {
    return directory.resolve("terms.csv");
  }
}
