package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The scripts as a person meets them: what they print, and with which exit code they end. */
@ExtendWith(SharedBroker.class)
class CommandLineIT {
  private static final String RECORD = "{\"record_type\":\"page_timing\"}\n";

  @TempDir Path directory;

  private final TestKafka kafka;

  CommandLineIT(TestKafka kafka) {
    this.kafka = kafka;
  }

  @Test
  void everyScriptExplainsItself() throws IOException {
    List<String> scripts;
    try (Stream<Path> files = Files.list(Path.of("scripts"))) {
      // lib.sh is shared by the others, and not a command.
      scripts =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("lib.sh"))
              .sorted()
              .toList();
    }
    assertThat(scripts).contains("demo.sh", "run.sh", "test.sh");
    Map<String, ChildJvm> running = new LinkedHashMap<>();
    scripts.forEach(name -> running.put(name, start(name, "--help")));

    running.forEach(
        (name, process) -> {
          ChildJvm.Ended end = process.await();
          process.close();
          assertThat(end.exitCode()).as(name).isZero();
          assertThat(end.stderr()).as(name).isEmpty();
          assertThat(end.stdout()).startsWith("Usage: " + name);
          assertThat(end.stdoutLines()).as(name).hasSizeGreaterThan(2);
        });
  }

  @Test
  void aPipelineListsItsOptions() {
    ChildJvm.Ended end = run("run.sh", "weekly_active_users", "--help");
    assertThat(end.exitCode()).isZero();
    assertThat(end.stdout())
        .contains("--bootstrapServers", "--localWarehouse", "--from", "--kpis", "--streaming");
  }

  @Test
  void allWrongOptionsAreReportedAtOnce() {
    Path warehouse = directory.resolve("never.duckdb");
    assertThat(
            failure(
                ExitCode.USAGE,
                "run.sh",
                "raw-events",
                "--from=yesterday",
                "--warehouses=oracle",
                "--warehouse=" + warehouse,
                "--brokerPatienceSeconds=soon",
                "--localWarehouse=" + warehouse))
        .hasSize(5)
        .anyMatch(line -> line.matches("error: --warehouse is not an option: did you mean .*"))
        .anyMatch(line -> line.startsWith("error: --brokerPatienceSeconds must be a whole number"))
        .anyMatch(line -> line.startsWith("error: --bootstrapServers is required "))
        .anyMatch(line -> line.startsWith("error: --from must be a date like 2026-01-12 "))
        .anyMatch(line -> line.startsWith("error: --warehouses must be "));
    assertThat(warehouse).doesNotExist();
  }

  /** In a process of its own, where Beam's registry of options begins with those of no module. */
  @Test
  void optionsOfBeamsModulesAreKnown() {
    assertThat(failure(ExitCode.USAGE, "run.sh", "raw-events", "--num-workers=many"))
        .anyMatch(line -> line.startsWith("error: --numWorkers must be a whole number"));
    assertThat(
            failure(
                ExitCode.USAGE, "run.sh", "raw-events", "--runner=DataflowRunner", "--numWorker=3"))
        .anyMatch(
            line ->
                line.startsWith("error: --numWorker is not an option: did you mean --numWorkers?"));
  }

  @Test
  void anUnknownPipelineIsNamedWithThoseThatExist() {
    assertThat(failure(ExitCode.USAGE, "run.sh", "weekly_users"))
        .singleElement()
        .asString()
        .startsWith("error: there is no pipeline 'weekly_users'; there are ")
        .contains("raw-events", "weekly_active_users");
  }

  @Test
  void aBrokerThatIsNotThereIsTold() throws IOException {
    Path warehouse = directory.resolve("never.duckdb");
    String servers = "localhost:" + freePort();
    assertThat(
            failure(
                ExitCode.SOURCE,
                "run.sh",
                "raw-events",
                "--bootstrapServers=" + servers,
                "--localWarehouse=" + warehouse))
        .containsExactly(
            "error: Kafka at "
                + servers
                + " cannot be reached within 10 seconds; check --bootstrapServers, that the broker"
                + " runs, and the security settings in --kafkaProperties");
    assertThat(warehouse).doesNotExist();
  }

  @Test
  void missingTopicsAreNamed() {
    assertThat(
            failure(
                ExitCode.SOURCE,
                "run.sh",
                "weekly_active_users",
                "--source=kafka",
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--eventTopics=no.such.student",
                "--localWarehouse=" + directory.resolve("never.duckdb")))
        .singleElement()
        .asString()
        .startsWith("error: ")
        .contains("no.such.student");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(RECORD.repeat(1_000).getBytes(StandardCharsets.UTF_8));
    }
    Path file = directory.resolve("frontend.timings.ndjson.gz");
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
    Path warehouse = directory.resolve("w.duckdb");

    assertThat(
            failure(
                ExitCode.SOURCE,
                "run.sh",
                "raw-events",
                "--source=files",
                "--input=" + file,
                "--localWarehouse=" + warehouse))
        .singleElement()
        .asString()
        .startsWith("error: The file " + file + " is not a valid gzip file (line ");
    Tables.of(warehouse)
        .ofRuns()
        .rows()
        .forEach(
            (table, rows) ->
                assertThat(rows).as(table).hasSize(table.equals(Tables.LEDGER) ? 1 : 0));
  }

  @Test
  void whatIsNoWarehouseIsLeftAlone() throws IOException {
    Path input = Files.writeString(directory.resolve("frontend.timings.ndjson"), RECORD);
    Path text = Files.writeString(directory.resolve("notes.txt"), "not a database");
    for (Path warehouse : List.of(text, directory)) {
      assertThat(
              failure(
                  ExitCode.WAREHOUSE,
                  "run.sh",
                  "raw-events",
                  "--source=files",
                  "--input=" + input,
                  "--localWarehouse=" + warehouse))
          .singleElement()
          .asString()
          .startsWith("error: The local warehouse " + warehouse + " ")
          .contains("--localWarehouse");
    }
    assertThat(text).hasContent("not a database");
    assertThat(failure(ExitCode.WAREHOUSE, "sql.sh", "--localWarehouse=" + text, "SELECT 1"))
        .singleElement()
        .asString()
        .contains("is not a DuckDB database");
  }

  @Test
  void aRunCanBeQueriedInEveryFormat() throws IOException {
    Path input = Files.writeString(directory.resolve("frontend.timings.ndjson"), RECORD + "{");
    Path warehouse = directory.resolve("w.duckdb");
    ChildJvm.Ended end =
        run(
            "run.sh",
            "raw-events",
            "--source=files",
            "--input=" + input,
            "--localWarehouse=" + warehouse,
            "--summary=json");
    assertThat(end.exitCode()).as(end.stderr()).isZero();
    assertThat(end.stdoutLines()).hasSize(1);
    assertThat(end.stdout()).contains("\"read\":2", "\"dead_lettered\":2");

    String file = "--localWarehouse=" + warehouse;
    String query =
        "SELECT record_partition AS part, record_offset AS line FROM dead_letters ORDER BY 2";
    assertThat(String.join("", run("sql.sh", file, "--format=json", query).stdoutLines()))
        .isEqualTo("[{\"part\":0,\"line\":0},{\"part\":0,\"line\":1}]");
    assertThat(run("sql.sh", file, "--format=csv", query).stdoutLines())
        .containsExactly("part,line", "0,0", "0,1");
    assertThat(run("sql.sh", file, query).stdout()).contains("part", "line", "2 rows");
    assertThat(failure(ExitCode.USAGE, "sql.sh", file, "--format=xml", query))
        .containsExactly(
            "error: --format must be auto or table or vertical or csv or json, not 'xml'.");
  }

  @Test
  void whatTestsLeaveBehindIsScanned() throws IOException {
    Path report = Files.createDirectory(directory.resolve("surefire-reports")).resolve("T.xml");
    Files.writeString(report, "<system-err>08:15 WARN no user 12345678</system-err>");
    Path warehouse = Files.createDirectory(directory.resolve("scanned")).resolve("left.duckdb");
    new DuckDbWarehouse(warehouse).execute("CREATE TABLE t AS SELECT 'usr_1' AS user_id");
    assertThat(run("scan-test-output.sh", directory.toString()).exitCode()).isZero();

    new DuckDbWarehouse(warehouse).execute("INSERT INTO t VALUES ('maya@example.org')");
    ChildJvm.Ended stored = run("scan-test-output.sh", directory.toString());
    assertThat(stored.exitCode()).isEqualTo(ExitCode.CHECK.status());
    assertThat(stored.stdout()).contains("main.t.user_id", "e-mail").doesNotContain("maya");

    new DuckDbWarehouse(warehouse).execute("DELETE FROM t");
    Files.writeString(report, "<system-err>08:15 WARN call 415-555-0100</system-err>");
    ChildJvm.Ended logged = run("scan-test-output.sh", directory.toString());
    assertThat(logged.exitCode()).isEqualTo(ExitCode.CHECK.status());
    assertThat(logged.stdout()).contains("T.xml", "phone number").doesNotContain("0100");
  }

  /** Runs a script that fails, and returns what it says; never a stack trace. */
  private List<String> failure(ExitCode expected, String script, String... arguments) {
    ChildJvm.Ended end = run(script, arguments);
    assertThat(end.exitCode()).as(end.stderr()).isEqualTo(expected.status());
    assertThat(end.stdout()).isEmpty();
    assertThat(end.stderrLines())
        .allMatch(line -> line.startsWith("error: "))
        .noneMatch(line -> line.contains("Exception"));
    return end.stderrLines();
  }

  private ChildJvm.Ended run(String script, String... arguments) {
    try (ChildJvm process = start(script, arguments)) {
      return process.await();
    }
  }

  private ChildJvm start(String script, String... arguments) {
    return ChildJvm.script(directory, script, List.of(arguments));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      return socket.getLocalPort();
    }
  }
}
