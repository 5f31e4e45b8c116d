package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.pipelines.DeadLetterPipeline;
import com.skillforge.analytics.pipelines.ErasurePipeline;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.testing.TestRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Files that arrive one after another, loaded and computed by the real pipelines. */
final class KpiScenario {
  private final Path directory;
  private final Path warehouse;
  private final List<Path> arrived = new ArrayList<>();

  KpiScenario(Path directory) {
    this.directory = directory;
    this.warehouse = directory.resolve("w.duckdb");
  }

  /** A file of records arrives and is stored. */
  KpiScenario arrives(String... lines) throws IOException {
    Path file = directory.resolve("day" + (arrived.size() + 1) + ".ndjson");
    Files.write(file, List.of(lines));
    arrived.add(file);
    RawEventsPipeline.run(
        arguments("--source=files", "--input=" + file).toArray(String[]::new), silent());
    return this;
  }

  /** A user is erased. */
  KpiScenario erases(String user, String request) {
    ErasurePipeline.run(
        arguments("--user=" + user, "--requestId=" + request).toArray(String[]::new), silent());
    return this;
  }

  /** Dead letters are repaired. */
  KpiScenario repairs(String expression) {
    DeadLetterPipeline.run(arguments("--repair=" + expression).toArray(String[]::new), silent());
    return this;
  }

  /** A KPI is computed from all files that have arrived. */
  KpiScenario computes(String kpi, String to) {
    String input = arrived.stream().map(Path::toString).collect(Collectors.joining(","));
    KpiPipeline.run(
        arguments("--source=files", "--input=" + input, "--kpis=" + kpi, "--to=" + to)
            .toArray(String[]::new),
        silent());
    return this;
  }

  /** A KPI is computed from what is stored. */
  KpiScenario computesFromStored(String kpi, String to) {
    KpiPipeline.run(
        arguments("--source=local", "--kpis=" + kpi, "--to=" + to).toArray(String[]::new),
        silent());
    return this;
  }

  private List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--localWarehouse=" + warehouse));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  KpiScenario execute(String sql) {
    new DuckDbWarehouse(warehouse)
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
              }
            });
    return this;
  }

  /** What the command prints, without the directory of the test. */
  String ask(String... words) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    KpiCommand.COMMAND.run(arguments(words).toArray(String[]::new), out);
    return bytes.toString(StandardCharsets.UTF_8).replace(directory + "/", "");
  }

  /** How the command ends. */
  ExitCode exitCode(String... words) throws Exception {
    return KpiCommand.COMMAND.run(arguments(words).toArray(String[]::new), silent());
  }

  /** Something a student does. */
  static String event(String name, String user, String at, String id) {
    return event(name, user, at, id, false);
  }

  static String optOut(String user, String at, boolean out) {
    return event("settings_tracking_opt_out", user, at, "preference " + user + at, out);
  }

  private static String event(String name, String user, String at, String id, boolean flag) {
    return """
        {"event_name":"%s","event_id":"%s","event_timestamp":"%s","user_id":"%s",\
        "anonymous_id":"%s","persona":"student","context_page":"/","context_device":"web",\
        "opt_out_status":%s}"""
        .formatted(name, TestRecords.uuid(id), at, user, TestRecords.uuid("browser " + user), flag);
  }

  static String account(String user, String at) {
    return """
        {"record_type":"account_created","record_id":"%s","user_id":"%s","tenant_id":"default",\
        "persona":"student","created_at":"%s","source":"self_signup"}"""
        .formatted(TestRecords.uuid("account " + user), user, at);
  }
}
