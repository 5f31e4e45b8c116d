package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.cli.StatusCommand;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.model.LookedAt;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights of a schedule over BigQuery and Snowflake, with what comes late, twice, or is withdrawn:
 * runs that look only at those of whom something is new have, night after night, the rows of runs
 * over everything that the local warehouse holds.
 */
class NightsInCloudsIT {
  private static final List<String> CLOUDS = List.of("bigquery", "snowflake");
  private static final Predicate<String> OPT_OUT =
      line -> line.contains("settings_tracking_opt_out");

  @TempDir Path directory;
  private BigQueryLoopback bigQuery;
  private SnowflakeLoopback snowflake;
  private Simulation simulation;
  private List<String> common;

  @BeforeEach
  void start() throws IOException {
    simulation =
        SemesterSimulator.simulate(
            new SimulationSettings(17, 900, 0.3, Optional.empty(), Medium.FILES));
    SimulationFiles.write(simulation, directory.resolve("all"));
    bigQuery = BigQueryLoopback.start();
    snowflake = SnowflakeLoopback.start(Files.createDirectory(directory.resolve("snowflake")));
    common = new ArrayList<>(snowflake.arguments(bigQuery.arguments(List.of())));
    common.removeIf(argument -> argument.startsWith("--warehouses="));
    common.add("--localWarehouse=" + directory.resolve("local.duckdb"));
    common.add(
        "--terms=" + Files.writeString(directory.resolve("terms.csv"), simulation.termsCsv()));
  }

  @AfterEach
  void stop() {
    bigQuery.close();
    snowflake.close();
  }

  private List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>(common);
    arguments.addAll(Arrays.asList(more));
    return arguments;
  }

  /** Stores in all warehouses the records at some part of the way through each file. */
  private void store(double from, double to, Predicate<String> wanted, String... more)
      throws IOException {
    Path part = directory.resolve("part-" + from + "-" + to);
    Files.createDirectories(part);
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(directory.resolve("all"), "*.ndjson")) {
      for (Path file : all) {
        // Latin-1 keeps bytes that are no UTF-8 as they are.
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        Files.write(
            part.resolve(file.getFileName()),
            lines.subList((int) (lines.size() * from), (int) (lines.size() * to)).stream()
                .filter(wanted)
                .toList(),
            StandardCharsets.ISO_8859_1);
      }
    }
    List<String> arguments =
        arguments("--warehouses=local,bigquery,snowflake", "--source=files", "--input=" + part);
    arguments.addAll(Arrays.asList(more));
    Runs.rawEvents(arguments);
  }

  private void store(double from, double to, String... more) throws IOException {
    store(from, to, OPT_OUT.negate(), more);
  }

  private RunReport run(String warehouse, String to, String... more) {
    List<String> arguments =
        arguments("--source=warehouse", "--warehouses=" + warehouse, "--to=" + to);
    arguments.addAll(Arrays.asList(more));
    RunReport report = Runs.kpi(arguments);
    assertThat(report.counts().isConserved()).isTrue();
    return report;
  }

  /** Runs the KPIs in each warehouse; all must hold the same rows, of this night and before. */
  private LookedAt night(String to) {
    run("local", to, "--recompute=full");
    Tables expected = kpis(Tables.of(directory.resolve("local.duckdb"), "run_id"));
    List<LookedAt> looked =
        CLOUDS.stream().map(cloud -> run(cloud, to).looked().orElseThrow()).toList();
    kpis(bigQuery.tables("run_id")).assertSameAs(expected);
    kpis(snowflake.tables("run_id")).assertSameAs(expected);
    assertThat(looked.get(0)).isEqualTo(looked.get(1));
    return looked.get(0);
  }

  private static Tables kpis(Tables tables) {
    return tables.only(table -> table.equals(Tables.KPI_VALUES));
  }

  /** A student with many records: institution and user id. */
  private String[] student() {
    return Tables.query(
            directory.resolve("local.duckdb"),
            """
            SELECT concat(tenant_id, ' ', user_id) FROM user_sessions
            WHERE persona = 'student' AND user_id IS NOT NULL
            GROUP BY tenant_id, user_id ORDER BY count(*) DESC, 1 LIMIT 1""")
        .get(0)
        .split(" ", 2);
  }

  private static void assertThatSomeAreLookedAt(LookedAt looked) {
    assertThat(looked.subjects()).isPositive().isLessThan(looked.known());
  }

  @Test
  void everyNightHasTheRowsOfARunOverEverything() throws Exception {
    store(0, 0.55);
    assertThat(night("2026-03-16").reason()).contains("no earlier run has kept");

    store(0.6, 0.65);
    store(0.53, 0.6); // late, and some of it once more
    assertThatSomeAreLookedAt(night("2026-03-29"));

    store(0, 0.65, OPT_OUT); // after the fact
    assertThatSomeAreLookedAt(night("2026-03-30"));
    for (String cloud : CLOUDS) {
      assertThat(run(cloud, "2026-03-30").looked().orElseThrow().toText())
          .matches("looked at 0 of [\\d,]+ subjects");
    }

    Runs.privacyAudit(arguments("--warehouses=local,bigquery,snowflake"));
    String[] student = student();
    Runs.erasure(
        arguments(
            "--warehouses=local,bigquery,snowflake",
            "--tenant=" + student[0],
            "--user=" + student[1]));
    assertThatSomeAreLookedAt(night("2026-03-31"));

    String links = simulation.identityLinksCsv();
    store(0.65, 0.7, "--identityLinks=" + Files.writeString(directory.resolve("links.csv"), links));
    assertThat(
            Tables.query(
                directory.resolve("local.duckdb"), "SELECT alias FROM identity.link_changes"))
        .isNotEmpty();
    LookedAt linked = night("2026-04-06");
    assertThat(linked.isAll()).as(linked.toText()).isFalse();

    for (String cloud : CLOUDS) {
      RunReport full = run(cloud, "2026-04-06", "--recompute=full");
      assertThat(full.looked().orElseThrow().reason()).contains("--recompute=full");
      assertThat(full.summary().rowsWritten()).containsEntry("kpi_values", 0L);
    }
    assertThat(bigQuery.staged()).isEmpty();
    assertThat(snowflake.staging()).isEmpty();
    theStatusOfAllIsTheSame();
  }

  /** Asked a day later, when seconds between the runs make no difference. */
  private void theStatusOfAllIsTheSame() throws Exception {
    List<String> arguments =
        arguments(
            "--warehouses=local,bigquery,snowflake",
            "--at=" + Instant.now().plus(Duration.ofDays(1)),
            "--format=json");
    arguments.removeIf(argument -> argument.startsWith("--terms="));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    ExitCode code =
        StatusCommand.COMMAND.run(
            arguments.toArray(String[]::new),
            new PrintStream(printed, true, StandardCharsets.UTF_8));

    Map<String, List<String>> findings = new TreeMap<>();
    for (JsonNode found :
        new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8)).get("findings")) {
      findings
          .computeIfAbsent(found.get("warehouse").asText(), key -> new ArrayList<>())
          .add(
              Stream.of("environment", "area", "subject", "verdict", "detail")
                  .map(name -> found.get(name).asText())
                  .collect(Collectors.joining(" | ")));
    }
    // Only the local warehouse has a command that audits it; the default schema is named otherwise.
    findings.get("local").removeIf(finding -> finding.contains(" | audit | "));
    findings.get("local").replaceAll(finding -> finding.replace(" main | ", " skillforge | "));
    assertThat(findings).containsOnlyKeys("local", "bigquery", "snowflake");
    assertThat(findings.get("local")).hasSizeGreaterThan(15);
    assertThat(findings.get("bigquery")).containsExactlyInAnyOrderElementsOf(findings.get("local"));
    assertThat(findings.get("snowflake"))
        .containsExactlyInAnyOrderElementsOf(findings.get("local"));
    assertThat(code).isEqualTo(ExitCode.DONE);
  }
}
