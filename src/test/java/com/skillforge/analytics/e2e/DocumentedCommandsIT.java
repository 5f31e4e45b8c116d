package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.cli.Command;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.docs.DocumentedCode;
import com.skillforge.analytics.docs.Scripts;
import com.skillforge.analytics.docs.ShellLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documents say can be done with a local warehouse is done, line by line, with a warehouse
 * of a simulated semester: each document begins with one of its own. That all other lines are taken
 * by their programs, {@code DocumentedCommandsTest} tells.
 */
@ExtendWith(Semester.OnKafka.class)
class DocumentedCommandsIT {
  /** What ends by itself never, builds, or fills a broker that others use; tests of their own. */
  private static final Set<String> NOT_HERE =
      Set.of(
          "demo.sh",
          "test.sh",
          "bench.sh",
          "soak.sh",
          "broker.sh",
          "replay.sh",
          "schedule.sh",
          "build-template.sh",
          "deploy-template.sh",
          "lib.sh",
          "scan-test-output.sh");

  @TempDir static Path directory;
  private static final Map<Path, Path> COPIES = new HashMap<>();
  private static Semester semester;
  private static Path filled;

  @BeforeAll
  static void fill(Semester onKafka) throws IOException {
    semester = onKafka;
    filled = directory.resolve("filled.duckdb");
    Files.writeString(
        directory.resolve("terms.csv"), semester.simulation().termsCsv(), StandardCharsets.UTF_8);
    Runs.rawEvents(semester.arguments(filled));
    for (String until : List.of("--to=2026-01-16", "--to=2026-03-02")) {
      Runs.kpi(
          List.of(
              "--kpis=all",
              "--source=warehouse",
              until,
              "--terms=" + directory.resolve("terms.csv"),
              "--localWarehouse=" + filled));
    }
    SmallSemester.write(directory.resolve("events"));
    Files.createDirectories(directory.resolve("logs"));
    Files.writeString(directory.resolve("logs/run.log"), "nothing of interest\n");
    gzip("events/more.ndjson.gz", "");
    gzip("metrics/run.json.gz", "{}\n");
  }

  private static void gzip(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  static Stream<ShellLine> lines() {
    return DocumentedCode.all().stream()
        .flatMap(code -> ShellLine.of(code).stream())
        .filter(DocumentedCommandsIT::canBeDoneHere);
  }

  private static boolean canBeDoneHere(ShellLine line) {
    String all = String.join(" ", line.arguments());
    return !line.script().isEmpty()
        && !NOT_HERE.contains(line.script())
        && Scripts.command(line.script()).isPresent()
        && !line.isOpen()
        && all.matches(".*(FILE|skillforge\\.duckdb|--input=).*")
        && !all.matches(".*(--streaming|bigquery|snowflake|redis://|--check|PROJECT).*");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void endsAsItShould(ShellLine line) throws Exception {
    String[] arguments =
        line.arguments().stream()
            .map(argument -> here(argument, copyFor(line)))
            .toArray(String[]::new);
    Command command = Scripts.command(line.script()).orElseThrow();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    ExitCode code = command.run(arguments, new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(code)
        .as("%s%n%s", line, printed.toString(StandardCharsets.UTF_8))
        .isIn(expected(line));
    assertThat(printed.size()).as(line.toString()).isPositive();
  }

  /** Nobody has filled a staging environment here: to say so is the right answer. */
  private static List<ExitCode> expected(ShellLine line) {
    return line.script().equals("parity.sh") && line.arguments().toString().contains("staging")
        ? List.of(ExitCode.CHECK)
        : List.of(ExitCode.DONE);
  }

  /** Blocks are done one after the other; what stands in a sentence is another way. */
  private static Path copyFor(ShellLine line) {
    return COPIES.computeIfAbsent(
        line.code().block() ? line.code().document() : Path.of(line.toString()),
        key -> {
          try {
            return Files.copy(filled, directory.resolve("copy-" + COPIES.size() + ".duckdb"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The places of the documents' example, on this machine. */
  private static String here(String argument, Path warehouse) {
    String value =
        argument
            .replaceFirst("=FILE2$", "=" + filled)
            .replaceFirst("=(FILE|skillforge\\.duckdb)$", "=" + warehouse)
            .replace("localhost:9092", semester.bootstrapServers())
            .replaceFirst("^--output=(.*)$", "--output=" + directory + "/$1")
            .replaceFirst("^(old|new)\\.yaml$", "src/main/resources/tracking-plan.yaml")
            .replaceFirst("=(terms\\.csv|lineage\\.ndjson)$", "=" + directory + "/$1");
    return Optional.of(value)
        .filter(option -> option.startsWith("--input="))
        .map(option -> option.replaceAll("(=|,)([a-z])", "$1" + directory + "/$2"))
        .orElse(value);
  }
}
