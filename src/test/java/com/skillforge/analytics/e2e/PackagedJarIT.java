package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.cli.JarCheckCommand;
import com.skillforge.analytics.cli.LaunchCommand;
import com.skillforge.analytics.cli.RunCommand;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.testing.Poll;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is deployed does what the classes and libraries that it is made of do. */
class PackagedJarIT {
  private static final String DIRECT = "--runner=DirectRunner";

  @TempDir Path directory;

  private ChildJvm.Ended run(
      Map<String, String> environment, Class<?> main, List<String> arguments) {
    try (ChildJvm process = ChildJvm.packaged(directory, environment, main, arguments)) {
      return process.await();
    }
  }

  private void succeed(Map<String, String> environment, Class<?> main, List<String> arguments) {
    ChildJvm.Ended end = run(environment, main, arguments);
    assertThat(end.exitCode()).as(end.stderr()).isZero();
  }

  /** It also tells an agent of it, with what the jar has of Micrometer. */
  @Test
  void filesAreReadIntoTheLocalWarehouse() throws IOException {
    List<String> semester = SmallSemester.write(directory.resolve("files"));
    Path expected = directory.resolve("classes.duckdb");
    Runs.rawEvents(with(semester, "--localWarehouse=" + expected));
    Path local = directory.resolve("jar.duckdb");

    DatagramPacket line = new DatagramPacket(new byte[8192], 8192);
    try (DatagramSocket agent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      succeed(
          Map.of(),
          RawEventsPipeline.class,
          with(
              semester,
              "--localWarehouse=" + local,
              "--dogstatsd=localhost:" + agent.getLocalPort(),
              DIRECT));
      agent.setSoTimeout((int) Poll.PATIENCE.toMillis());
      agent.receive(line);
    }

    assertThat(new String(line.getData(), 0, line.getLength(), StandardCharsets.UTF_8))
        .contains("|#")
        .contains("raw-events");
    Tables.of(local).assertSameAs(Tables.of(expected));
  }

  /** The connectors talk to servers of this JVM. A KPI has the fewest tables to bring there. */
  @Test
  void theThreeWarehousesAreWritten() throws IOException {
    List<String> semester = SmallSemester.write(directory.resolve("files"));
    Path expected = directory.resolve("classes.duckdb");
    Runs.kpi(with(semester, "--localWarehouse=" + expected, "--kpis=weekly_active_users"));
    Tables tables = Tables.of(expected);
    assertThat(tables.count(Tables.KPI_VALUES)).isPositive();

    Path folder = Files.createDirectory(directory.resolve("snowflake"));
    Path local = directory.resolve("jar.duckdb");
    try (BigQueryLoopback bigQuery = BigQueryLoopback.start();
        SnowflakeLoopback snowflake = SnowflakeLoopback.start(folder)) {
      List<String> arguments = new ArrayList<>(snowflake.arguments(bigQuery.arguments(semester)));
      arguments.removeIf(argument -> argument.startsWith("--warehouses="));
      succeed(
          Map.of("SKILLFORGE_PIPELINE", "weekly_active_users"),
          LaunchCommand.class,
          with(
              arguments,
              "--warehouses=local,bigquery,snowflake",
              "--localWarehouse=" + local,
              DIRECT));

      Tables.of(local).assertSameAs(tables);
      bigQuery.tables().assertSameAs(tables);
      snowflake.tables().assertSameAs(tables);
    }
  }

  @Test
  @ExtendWith(Semester.OnKafka.class)
  void kafkaIsRead(Semester semester) {
    Path expected = directory.resolve("classes.duckdb");
    Runs.rawEvents(semester.arguments(expected));
    Path local = directory.resolve("jar.duckdb");

    succeed(Map.of(), RawEventsPipeline.class, semester.arguments(local, DIRECT));

    Tables.of(local).assertSameAs(Tables.of(expected));
  }

  @Test
  void everyMainListsItsOptions() {
    assertThat(run(Map.of(), RawEventsPipeline.class, List.of("--help")).stdout())
        .contains("--bootstrapServers", "--warehouses", "--bigQueryPatienceSeconds")
        .doesNotContain("--kpis");
    assertThat(run(Map.of(), KpiPipeline.class, List.of("--help")).stdout())
        .contains("--bootstrapServers", "--warehouses", "--snowflakeAccount", "--kpis");
    assertThat(run(Map.of(), RunCommand.class, List.of("--help")).stdout())
        .contains("raw-events", "weekly_active_users");
  }

  @Test
  void bothRunnersAreFoundAndTheirOptionsKnown() {
    ChildJvm.Ended unknown = run(Map.of(), RawEventsPipeline.class, List.of("--runner=Other"));
    assertThat(unknown.stderr()).contains("DataflowRunner", "DirectRunner");

    ChildJvm.Ended incomplete =
        run(
            Map.of("SKILLFORGE_PIPELINE", "raw-events"),
            LaunchCommand.class,
            List.of("--runner=DataflowRunner", "--warehouses=bigquery", "--numWorkers=3"));
    assertThat(incomplete.exitCode()).isEqualTo(2);
    assertThat(incomplete.stderrLines())
        .anyMatch(line -> line.startsWith("error: --project is required"))
        .noneMatch(line -> line.contains("runner=") || line.contains("numWorkers"));
  }

  @Test
  void anImageWithoutAPipelineSaysSo() {
    ChildJvm.Ended end = run(Map.of(), LaunchCommand.class, List.of(DIRECT));
    assertThat(end.exitCode()).isEqualTo(2);
    assertThat(end.stderrLines()).singleElement().asString().contains("SKILLFORGE_PIPELINE");
  }

  @Test
  void itsOwnChecksFindItInOrder() {
    Path jar = ChildJvm.packagedJar();
    assertThat(run(Map.of(), JarCheckCommand.class, List.of("--jar=" + jar)).stdoutLines())
        .hasSizeGreaterThan(20)
        .allMatch(line -> line.startsWith("ok "));
  }

  private static List<String> with(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all;
  }
}
