package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.cli.BrokerCommand;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.testing.Poll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker process that is killed with {@code kill -9} while a pipeline process reads from it. The
 * broker serves the readers slowly (a quota), so that the middle of a run lasts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledBrokerIT {
  private static final int RECORDS = 5_000;
  private static final String SLOW_CLIENT = "slow";
  private static final double SLOW_BYTES_PER_SECOND = 300_000;

  /** What the progress bar says has been read. */
  private static final Pattern READ = Pattern.compile("([\\d,]+) records");

  @TempDir static Path directory;

  private int port;
  private ChildJvm broker;
  private Path slowClient;

  @BeforeAll
  void publish() throws Exception {
    port = freePort();
    broker = startBroker();
    SimulationPublisher.publish(
        SemesterSimulator.simulate(SimulationSettings.of(7, RECORDS)).records(),
        Map.of("bootstrap.servers", bootstrapServers()));
    slowClient =
        Files.writeString(
            directory.resolve("slow.properties"),
            "client.id=" + SLOW_CLIENT + "\nmax.partition.fetch.bytes=10000\n");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      ClientQuotaEntity entity =
          new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, SLOW_CLIENT));
      admin
          .alterClientQuotas(
              List.of(
                  new ClientQuotaAlteration(
                      entity,
                      List.of(
                          new ClientQuotaAlteration.Op(
                              "consumer_byte_rate", SLOW_BYTES_PER_SECOND)))))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void aRunGoesOnWhenTheBrokerComesBack() {
    Path undisturbed = directory.resolve("undisturbed.duckdb");
    Path disturbed = directory.resolve("disturbed.duckdb");
    Runs.rawEvents(arguments(undisturbed));

    try (ChildJvm run =
        ChildJvm.start(
            directory,
            RawEventsPipeline.class,
            slowly(arguments(disturbed), "--brokerPatienceSeconds=600"))) {
      killBrokerInTheMiddleOf(run);
      broker = startBroker();
      ChildJvm.Ended end = run.await();
      assertThat(end.exitCode()).as(end.stderr()).isZero();
    }

    Tables.of(disturbed).assertSameAs(Tables.of(undisturbed));
  }

  @Test
  void aRunGivesUpWhenTheBrokerStaysAwayAndTheNextOneMendsIt() {
    Path undisturbed = directory.resolve("undisturbed-kpis.duckdb");
    Path disturbed = directory.resolve("disturbed-kpis.duckdb");
    Runs.kpi(arguments(undisturbed));

    try (ChildJvm run =
        ChildJvm.start(
            directory,
            KpiPipeline.class,
            slowly(arguments(disturbed), "--brokerPatienceSeconds=10"))) {
      killBrokerInTheMiddleOf(run);
      ChildJvm.Ended end = run.await();
      assertThat(end.exitCode()).as(end.stderr()).isEqualTo(ExitCode.SOURCE.status());
      assertThat(end.stdout()).isEmpty();
      assertThat(end.stderrLines()).hasSize(1);
      assertThat(end.stderrLines().get(0))
          .matches(
              "error: Nothing came from topic \\S+ partition \\d+ \\[0, \\d+\\) for 10 seconds at"
                  + " offset \\d+; check that the broker at "
                  + bootstrapServers()
                  + " runs and still has the topic, then run again");
    }
    Tables failed = Tables.of(disturbed);
    failed
        .ofRuns()
        .rows()
        .forEach(
            (table, rows) ->
                assertThat(rows).as(table).hasSize(table.equals(Tables.LEDGER) ? 1 : 0));
    assertThat(Tables.query(disturbed, "SELECT status FROM pipeline_runs"))
        .containsExactly("failed");

    broker = startBroker();
    Runs.kpi(arguments(disturbed));

    Tables.of(disturbed).assertSameAs(Tables.of(undisturbed));
  }

  /** Some records have been read, and many have not. */
  private void killBrokerInTheMiddleOf(ChildJvm run) {
    Poll.until("some records are read", () -> read(run) > 0 || !run.isRunning());
    broker.kill();
    // What was fetched before is read to its end; then the run stands still.
    Poll.within(Duration.ofMillis(500), () -> !run.isRunning());
    assertThat(run.isRunning()).as(run.stderr()).isTrue();
    assertThat(read(run)).isBetween(1L, RECORDS * 9L / 10);
  }

  private static long read(ChildJvm run) {
    Matcher bar = READ.matcher(run.stderr());
    long read = 0;
    while (bar.find()) {
      read = Long.parseLong(bar.group(1).replace(",", ""));
    }
    return read;
  }

  private ChildJvm startBroker() {
    ChildJvm started =
        ChildJvm.start(
            directory,
            BrokerCommand.class,
            List.of("--port=" + port, "--data-dir=" + directory.resolve("broker")));
    Poll.until(
        "the broker is ready",
        () -> started.stdout().contains("Kafka is ready") || !started.isRunning());
    assertThat(started.isRunning()).as(started.stderr()).isTrue();
    return started;
  }

  private String bootstrapServers() {
    return "localhost:" + port;
  }

  private List<String> arguments(Path warehouse) {
    return List.of("--bootstrapServers=" + bootstrapServers(), "--localWarehouse=" + warehouse);
  }

  private List<String> slowly(List<String> arguments, String patience) {
    List<String> slowly = new ArrayList<>(arguments);
    slowly.addAll(List.of("--kafkaProperties=" + slowClient, patience, "--progress=on"));
    return slowly;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      return socket.getLocalPort();
    }
  }
}
