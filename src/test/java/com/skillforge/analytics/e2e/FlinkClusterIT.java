package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.skillforge.analytics.cluster.LocalFlinkCluster;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulatedRecord;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipelines out of the packaged jar on a Flink cluster whose processes have 1 GiB each, against the
 * same on the Direct runner: left alone, and when one of the processes is killed in the middle.
 */
@Tag("flink")
@ExtendWith(SharedBroker.class)
class FlinkClusterIT {
  private static final int TASK_MANAGERS = 2;
  private static final int SLOTS = 2;

  /** Copies of a record lie at different positions; which one a stream sees first is chance. */
  private static final String[] BY_CHANCE = {
    "run_id", "record_partition", "record_offset", "record_timestamp"
  };

  @TempDir Path directory;
  private LocalFlinkCluster cluster;
  private OwnTopics topics;
  private List<SimulatedRecord> records;
  private List<String> common;

  @BeforeEach
  void start(TestKafka kafka) throws IOException {
    cluster = LocalFlinkCluster.start(directory.resolve("cluster"), TASK_MANAGERS, SLOTS);
    Simulation simulation = SemesterSimulator.simulate(SimulationSettings.of(18, 3_000));
    records = simulation.records();
    topics = OwnTopics.create(kafka.bootstrapServers());
    common = new ArrayList<>(List.of(topics.arguments()));
    common.add("--bootstrapServers=" + kafka.bootstrapServers());
    common.add(
        "--terms=" + Files.writeString(directory.resolve("terms.csv"), simulation.termsCsv()));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private void publish(TestKafka kafka, double from, double to) {
    int size = records.size();
    SimulationPublisher.publish(
        records.subList((int) (size * from), (int) (size * to)).stream()
            .map(this::renamed)
            .toList(),
        Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private SimulatedRecord renamed(SimulatedRecord record) {
    return new SimulatedRecord(
        topics.name(record.topic()),
        record.key(),
        record.recordTimestampMillis(),
        record.value(),
        record.kind(),
        record.recordType(),
        record.codes());
  }

  private List<String> direct(String warehouse, String... more) {
    List<String> arguments = new ArrayList<>(common);
    arguments.add("--localWarehouse=" + directory.resolve(warehouse));
    arguments.addAll(Arrays.asList(more));
    return arguments;
  }

  private List<String> flink(String warehouse, String... more) {
    List<String> arguments = direct(warehouse, more);
    arguments.addAll(
        List.of(
            "--runner=FlinkRunner",
            "--flinkMaster=" + cluster.address(),
            "--parallelism=" + TASK_MANAGERS * SLOTS,
            "--filesToStage=" + jars()));
    return arguments;
  }

  /** The packaged jar, and Beam's runner, which the jar that is built with -Pflink holds too. */
  private static String jars() {
    Path runner =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> path.contains("beam-runners-flink"))
            .map(Path::of)
            .findFirst()
            .orElseThrow();
    try (DirectoryStream<Path> built =
        Files.newDirectoryStream(Path.of("target"), "skillforge-analytics-*[0-9].jar")) {
      List<Path> packaged = new ArrayList<>();
      built.forEach(packaged::add);
      assertThat(packaged).as("the packaged jar is built").hasSize(1);
      return packaged.get(0).toAbsolutePath() + "," + runner;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Tables tables(String warehouse, String... without) {
    return Tables.of(directory.resolve(warehouse), without);
  }

  /** All but what says at which moment a run has looked at the warehouse. */
  private Tables computed(String warehouse) {
    return tables(warehouse, "run_id").only(table -> !table.endsWith("_runs"));
  }

  /** The newest job of the cluster. */
  private JsonNode job() throws IOException {
    String id =
        StreamSupport.stream(cluster.get("/jobs/overview").path("jobs").spliterator(), false)
            .max(Comparator.comparingLong(job -> job.path("start-time").asLong()))
            .map(job -> job.path("jid").asText())
            .orElse("none-yet");
    return cluster.get("/jobs/" + id);
  }

  private void killOne() {
    cluster.killTaskManager();
    cluster.addTaskManager();
  }

  @Test
  void batchRunsHaveTheTablesOfTheDirectRunnerAndAskForFewSteps(TestKafka kafka)
      throws IOException {
    publish(kafka, 0, 1);
    Runs.rawEvents(direct("direct.duckdb"));
    Runs.kpi(direct("direct.duckdb", "--kpis=all", "--source=warehouse", "--to=2026-12-01"));

    Runs.rawEvents(flink("flink.duckdb"));
    int rawSteps = job().path("vertices").size();
    Runs.kpi(flink("flink.duckdb", "--kpis=all", "--source=warehouse", "--to=2026-12-01"));
    int kpiSteps = job().path("vertices").size();

    Tables onFlink = computed("flink.duckdb");
    onFlink.assertSameAs(computed("direct.duckdb"));
    assertThat(onFlink.count(Tables.KPI_VALUES)).isGreaterThan(100);
    // Each asks every task manager for buffers, and in a job's plan two are kept apart by a
    // shuffle.
    assertThat(rawSteps).isPositive().isLessThanOrEqualTo(9);
    assertThat(kpiSteps).isPositive().isLessThanOrEqualTo(23);
  }

  @Test
  void aStreamGoesOnWhenATaskManagerIsKilledAndCountsEachRecordOnce(TestKafka kafka)
      throws IOException {
    publish(kafka, 0, 0.5);
    Path drain = directory.resolve("drain");
    List<String> arguments =
        flink(
            "stream.duckdb",
            "--streaming",
            "--dedupeHorizon=P400D",
            "--checkpointingInterval=1000",
            "--drainFile=" + drain);
    CompletableFuture<RunReport> stream =
        CompletableFuture.supplyAsync(() -> Runs.rawEvents(arguments));
    Poll.untilSeen("rows are stored", () -> stream.isDone() || counted("stream.duckdb") > 0);

    killOne();
    publish(kafka, 0.5, 1);
    Poll.untilSeen(
        "all is counted", () -> stream.isDone() || counted("stream.duckdb") >= records.size());
    Files.createFile(drain);
    RunReport report = stream.join();
    RunReport batch = Runs.rawEvents(direct("batch.duckdb"));

    assertThat(report.counts().isConserved()).isTrue();
    assertThat(report.counts().read()).isEqualTo(records.size());
    assertThat(report.counts().duplicates()).isEqualTo(batch.counts().duplicates());
    assertThat(report.counts().deadLetterCodes()).isEqualTo(batch.counts().deadLetterCodes());
    tables("stream.duckdb", BY_CHANCE)
        .records()
        .assertSameAs(tables("batch.duckdb", BY_CHANCE).records());
  }

  /** How many records the ledger has as read, so far. */
  private long counted(String warehouse) {
    Path file = directory.resolve(warehouse);
    boolean isMade =
        Files.exists(file)
            && !Tables.query(
                    file,
                    "SELECT table_name FROM duckdb_tables() WHERE table_name = 'pipeline_runs'")
                .isEmpty();
    return isMade
        ? Long.parseLong(
            Tables.query(
                    file, "SELECT CAST(coalesce(sum(\"read\"), 0) AS VARCHAR) FROM pipeline_runs")
                .get(0))
        : 0;
  }

  @Test
  void aBatchRunIsWholeWhenATaskManagerIsKilled(TestKafka kafka) throws IOException {
    publish(kafka, 0, 1);
    CompletableFuture<RunReport> run =
        CompletableFuture.supplyAsync(() -> Runs.rawEvents(flink("flink.duckdb")));
    Poll.untilSeen("some of the run is done", () -> run.isDone() || hasFinishedASource());

    killOne();

    RunReport report = run.join();
    RunReport expected = Runs.rawEvents(direct("direct.duckdb"));
    assertThat(report.counts()).usingRecursiveComparison().isEqualTo(expected.counts());
    tables("flink.duckdb", "run_id").assertSameAs(tables("direct.duckdb", "run_id"));
  }

  private boolean hasFinishedASource() {
    try {
      JsonNode job = job();
      return job.path("state").asText().equals("RUNNING")
          && StreamSupport.stream(job.path("vertices").spliterator(), false)
              .anyMatch(step -> step.path("status").asText().equals("FINISHED"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
