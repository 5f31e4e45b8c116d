package com.skillforge.analytics.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.cli.Command;
import com.skillforge.analytics.commandline.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command line in the documents is one that its program takes. A command of a script reads
 * its arguments as it always does, with one option more that no command has: it reports all
 * problems at once before anything starts, and that must be the only one.
 */
class DocumentedCommandsTest {
  private static final String NO_OPTION = "noOptionOfThatName";

  @TempDir Path directory;

  static Stream<ShellLine> lines() {
    return DocumentedCode.all().stream().flatMap(code -> ShellLine.of(code).stream());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void takesItsArguments(ShellLine line) throws Exception {
    assertThat(problems(line)).isEmpty();
  }

  @Test
  void wrongLinesAreFound() throws Exception {
    assertThat(problems("./scripts/no-such.sh --all")).hasSize(1);
    assertThat(problems("./scripts/sql.sh --localWarehous=FILE \"SELECT 1\"")).hasSize(1);
    assertThat(problems("./scripts/kpi.sh why no_such_kpi --localWarehouse=FILE")).hasSize(2);
    assertThat(problems("./scripts/run.sh no-such-pipeline …")).hasSize(1);
    assertThat(problems("./scripts/run.sh kpi --kpis=nothing …")).hasSize(1);
    assertThat(problems("./scripts/build-template.sh --checks")).hasSize(1);
    assertThat(problems("mvn -B test -Dtest='RecordParserTest,NoSuchTest'")).hasSize(1);
    assertThat(problems("gcloud no-such-thing")).hasSize(1);
    assertThat(problems("cp sql/no-such.sql pom.xml")).hasSize(1);
    assertThat(problems("./scripts/test.sh\nsomething-else")).hasSize(1);
    assertThat(problems("./scripts/sql.sh --localWarehouse=FILE \"SELECT 1\"  # why")).isEmpty();
  }

  private List<String> problems(String block) throws Exception {
    List<String> problems = new ArrayList<>();
    for (ShellLine line :
        ShellLine.of(new DocumentedCode(Path.of("some.md"), 1, "", block, true))) {
      problems.addAll(problems(line));
    }
    return problems;
  }

  private List<String> problems(ShellLine line) throws Exception {
    if (!line.script().isEmpty()) {
      return ofScript(line);
    }
    return switch (line.program()) {
      case "mvn" -> ofMaven(line);
      case "cp", "bq", "snow", "terraform" -> missing(line);
      case "gcloud" -> ofGcloud(line);
      case "cat", "java", "redis-cli", "promtool", "curl" -> List.of();
      default -> List.of("nothing is known of " + line.program());
    };
  }

  private List<String> ofScript(ShellLine line) throws Exception {
    if (!Files.exists(Scripts.file(line.script()))) {
      return List.of("there is no script " + line.script());
    }
    boolean onlyItsName = line.arguments().isEmpty() && !line.code().block();
    if (onlyItsName || line.arguments().contains("--help")) {
      return List.of();
    }
    Optional<Command> command = Scripts.command(line.script());
    return command.isPresent() ? ofCommand(command.get(), line) : ofShellScript(line);
  }

  /** Options of a script that reads them itself stand in it; test.sh hands them to Maven. */
  private static List<String> ofShellScript(ShellLine line) {
    String script = Scripts.text(line.script());
    return line.arguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .map(argument -> argument.replaceFirst("=.*", "="))
        .filter(option -> !script.contains(option))
        .map(option -> line.script() + " has no option " + option)
        .toList();
  }

  private List<String> ofCommand(Command command, ShellLine line) throws Exception {
    List<String> arguments = new ArrayList<>();
    for (String argument : line.arguments()) {
      if (!argument.equals("…")) {
        arguments.add(withValues(argument));
      }
    }
    arguments.add("--" + NO_OPTION + "=1");
    try {
      command.run(
          arguments.toArray(String[]::new),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
      throw new IllegalStateException(line + " was run in spite of a wrong option");
    } catch (UsageException e) {
      return Arrays.stream(e.getMessage().split("\n"))
          .filter(problem -> !problem.contains(NO_OPTION))
          // Flink's libraries, which the script adds.
          .filter(problem -> !problem.contains("is not on the class path"))
          // What is required may stand where the dots are.
          .filter(problem -> !line.isOpen() || !problem.matches("Name .*|Give .*|.*is required.*"))
          .filter(problem -> !problem.isBlank())
          .toList();
    }
  }

  /** Values in the place of those that the reader has to fill in. */
  private String withValues(String argument) throws IOException {
    String value =
        switch (argument) {
          case "--bootstrapServers=…" -> "--bootstrapServers=localhost:9092";
          case "--warehouses=…" -> "--warehouses=local";
          case "--warehouse=…" -> "--warehouse=local";
          case "--project=…" -> "--project=PROJECT";
          case "--snowflakeAccount=…" -> "--snowflakeAccount=organization-account";
          case "--from=…" -> "--from=2026-01-05";
          case "--to=…" -> "--to=2026-01-12";
          case "<pipeline>" -> "kpi";
          case "old.yaml", "new.yaml" -> "src/main/resources/tracking-plan.yaml";
          default -> argument;
        };
    if (value.equals("--terms=terms.csv")) {
      return "--terms=" + Files.createFile(directory.resolve("terms.csv"));
    }
    return value
        .replace("PROJECT", "my-project")
        .replace("BUCKET", "my-bucket")
        .replace("REPOSITORY", "my-repository");
  }

  /** The classes of tests, and profiles, that Maven is to find. */
  private static List<String> ofMaven(ShellLine line) throws IOException {
    List<String> problems = new ArrayList<>();
    String pom = Files.readString(Path.of("pom.xml"));
    for (String argument : line.arguments()) {
      Matcher tests = Pattern.compile("-D(it\\.)?test=(.*)").matcher(argument);
      if (tests.matches() && !tests.group(2).equals("none")) {
        for (String test : tests.group(2).split(",", -1)) {
          if (!isTest(test.replaceFirst("#.*", ""))) {
            problems.add("there is no test " + test);
          }
        }
      }
      if (argument.startsWith("-P") && !pom.contains("<id>" + argument.substring(2) + "</id>")) {
        problems.add("there is no profile " + argument);
      }
    }
    return problems;
  }

  private static boolean isTest(String name) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files.anyMatch(file -> file.endsWith(name + ".java"));
    }
  }

  /** Files and folders that are named must be there. */
  private static List<String> missing(ShellLine line) {
    return line.words().stream()
        .map(word -> word.replaceFirst("^-chdir=", ""))
        .filter(word -> word.matches("[a-z][A-Za-z0-9_-]*/.*|.*\\.(sql|yaml)"))
        .filter(file -> !Files.exists(Path.of(file)))
        .map(file -> "there is no " + file)
        .toList();
  }

  /** The parameters that a flags file gives to a template are some of that template. */
  private static List<String> ofGcloud(ShellLine line) throws IOException {
    if (!String.join(" ", line.words()).startsWith("gcloud dataflow flex-template run ")) {
      return List.of("nothing is known of " + line);
    }
    String metadata = Files.readString(Path.of("templates", line.words().get(4) + ".json"));
    List<String> problems = new ArrayList<>();
    Matcher parameters = Pattern.compile("(?m)^  ([A-Za-z]+): ").matcher(line.code().text());
    while (parameters.find()) {
      if (!metadata.contains("\"name\" : \"" + parameters.group(1) + "\"")) {
        problems.add("the template has no parameter " + parameters.group(1));
      }
    }
    return problems;
  }
}
