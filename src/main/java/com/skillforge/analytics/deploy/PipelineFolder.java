package com.skillforge.analytics.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.pipelines.KpiPipeline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One folder under {@code pipelines/}, as its {@code pipeline.yaml} describes it.
 *
 * @param name the folder's name and that of the pipeline
 * @param title what it does, in a few words
 * @param main the class to start
 * @param modes {@code batch}, {@code streaming}
 * @param arguments what the pipeline is started with; what the user gives takes their place
 * @param batchArguments the same for batch runs only; nothing when the file has none
 * @param schedule when it runs in production
 */
public record PipelineFolder(
    String name,
    String title,
    String main,
    List<String> modes,
    List<String> arguments,
    List<String> batchArguments,
    Schedule schedule) {
  private static final String KPIS = "--kpis=";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  public PipelineFolder {
    batchArguments = batchArguments == null ? List.of() : List.copyOf(batchArguments);
  }

  /** The folders of the project, or, without one ({@code skillforge.home}), those in the jar. */
  public static List<PipelineFolder> all() {
    String home = System.getProperty("skillforge.home");
    return home == null ? packaged() : all(Path.of(home));
  }

  /**
   * Those that an option names; all of them when it names none. Adds one sentence for each name
   * that is none.
   */
  public static List<PipelineFolder> read(
      String option, @Nullable String text, List<String> problems) {
    List<PipelineFolder> all = all();
    List<PipelineFolder> named =
        Values.readChoices(option, text, all, PipelineFolder::name, problems);
    return named.isEmpty() ? all : all.stream().filter(named::contains).toList();
  }

  /**
   * The one of a name.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  public static PipelineFolder named(String name) {
    return all().stream().filter(folder -> folder.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<PipelineFolder> packaged() {
    try {
      Path code =
          Path.of(PipelineFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(code)) {
        return all(code);
      }
      try (FileSystem jar = FileSystems.newFileSystem(code)) {
        return all(jar.getPath("/"));
      }
    } catch (URISyntaxException | IOException e) {
      throw new UserError(ExitCode.USAGE, "The pipelines in the jar cannot be read.", e);
    }
  }

  /** The name that the ledger knows the pipeline by. */
  public String ledgerName() {
    return arguments.stream()
        .filter(argument -> argument.startsWith(KPIS))
        .map(argument -> KpiPipeline.nameOf(Values.list(argument.substring(KPIS.length()))))
        .findFirst()
        .orElse(name);
  }

  /** All folders, by name. */
  public static List<PipelineFolder> all(Path home) {
    try (Stream<Path> folders = Files.list(home.resolve("pipelines"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pipeline.yaml")))
          .sorted()
          .map(PipelineFolder::read)
          .toList();
    } catch (IOException e) {
      throw new UserError(
          ExitCode.USAGE, "The folder " + home.resolve("pipelines") + " cannot be read.", e);
    }
  }

  private static PipelineFolder read(Path folder) {
    Path file = folder.resolve("pipeline.yaml");
    try (InputStream text = Files.newInputStream(file)) {
      PipelineFolder read = YAML.readValue(text, PipelineFolder.class);
      read.checkSchedule(file);
      return read;
    } catch (JsonProcessingException e) {
      throw new UserError(ExitCode.USAGE, file + unreadable(e), e);
    } catch (IOException e) {
      throw new UserError(ExitCode.USAGE, file + " cannot be read.", e);
    }
  }

  /** What is wrong with the text of a pipeline.yaml, in words of its own. */
  private static String unreadable(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return ": there is no key '"
          + unknown.getPropertyName()
          + "'; there are "
          + unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "))
          + ".";
    }
    if (e instanceof JsonMappingException wrong && !wrong.getPath().isEmpty()) {
      return ": " + wrong.getPath().get(0).getFieldName() + " does not hold what it should.";
    }
    String line = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
    return line + ": the YAML cannot be read past this line; check indentation, colons and quotes.";
  }

  private void checkSchedule(Path file) {
    List<String> problems =
        schedule == null
            ? List.of("schedule is missing: write when the pipeline runs, and over which range.")
            : schedule.problems();
    if (!problems.isEmpty()) {
      throw new UserError(
          ExitCode.USAGE,
          problems.stream()
              .map(problem -> file + ": " + problem)
              .collect(Collectors.joining(System.lineSeparator())));
    }
  }

  /** The folder's arguments, but for those that the user gives too, and then the user's. */
  public List<String> argumentsWith(List<String> given) {
    List<String> names = given.stream().map(PipelineFolder::optionName).toList();
    List<String> merged =
        new ArrayList<>(
            Stream.concat(
                    arguments.stream(), streams(given) ? Stream.empty() : batchArguments.stream())
                .filter(own -> !names.contains(optionName(own)))
                .toList());
    merged.addAll(given);
    return merged;
  }

  private static boolean streams(List<String> given) {
    return given.contains("--streaming") || given.contains("--streaming=true");
  }

  private static String optionName(String argument) {
    return Arrays.asList(argument.split("=", 2)).get(0);
  }
}
