package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.deploy.Deployment;
import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.ops.Version;
import com.skillforge.analytics.options.DeployOptions;
import com.skillforge.analytics.options.Values;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** {@code deploy-template.sh}: builds, uploads and thereby registers flex templates. */
public final class DeployCommand {
  static final Command COMMAND =
      OptionsCommand.reading(
          new OptionsCommand.Help(
              "deploy-template.sh --all|--pipelines=… --project=… --region=… --image=…"
                  + " --templates=gs://… [--dry-run]",
              "Builds and pushes the images of pipelines, writes their template files, and uploads"
                  + " them: from then on a template can be launched. It stops at the first command"
                  + " that fails; to run it again does no harm. Schedules are in templates/schedule.",
              List.of(DeployOptions.class)),
          DeployOptions.class,
          DeployCommand::read,
          (request, out) -> run(Path.of(System.getProperty("skillforge.home", ".")), request, out));

  private DeployCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  /** What is deployed, and how. */
  record Request(List<PipelineFolder> pipelines, DeployOptions options) {}

  static Request read(DeployOptions options, List<String> problems) {
    if (options.getAll() == !Values.list(options.getPipelines()).isEmpty()) {
      problems.add("Give --all or --pipelines=…, one of the two.");
    }
    if (!options.getDryRun()) {
      checkGiven("project", options.getProject(), problems);
      checkGiven("region", options.getRegion(), problems);
      checkGiven("image", options.getImage(), problems);
      checkGiven("templates", options.getTemplates(), problems);
    }
    if (options.getTemplates() != null && !options.getTemplates().matches("gs://[^/]+(/.*)?")) {
      problems.add(
          "--templates must be a folder like gs://my-bucket/templates, not '"
              + options.getTemplates()
              + "'.");
    }
    return new Request(PipelineFolder.read("pipelines", options.getPipelines(), problems), options);
  }

  private static void checkGiven(String name, @Nullable String value, List<String> problems) {
    if (value == null || value.isBlank()) {
      problems.add("--" + name + " is required; --dry-run shows a deployment without it.");
    }
  }

  static ExitCode run(Path home, Request request, PrintStream out) throws Exception {
    DeployOptions options = request.options();
    Deployment deployment = Deployment.of(request.pipelines(), options, Version.current());
    for (Map.Entry<Path, String> file : deployment.files().entrySet()) {
      write(home.resolve(file.getKey()), file.getValue());
      out.printf("file     %s (%,d bytes)%n", file.getKey(), file.getValue().length());
    }
    for (List<String> command : deployment.commands()) {
      out.println((options.getDryRun() ? "would run " : "run      ") + shell(command));
      out.flush();
      if (!options.getDryRun()) {
        execute(home, command);
      }
    }
    out.println();
    out.println(
        options.getDryRun()
            ? "Nothing was run. After the deployment a job is launched with"
            : "A job is launched with");
    deployment.launches().forEach(launch -> out.println("  " + shell(launch)));
    out.println("docs/deployment.md says what goes into the flags file, and how schedules launch.");
    return ExitCode.DONE;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void execute(Path home, List<String> command)
      throws IOException, InterruptedException {
    int status;
    try {
      status = new ProcessBuilder(command).directory(home.toFile()).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UserError(
          ExitCode.USAGE,
          "'" + command.get(0) + "' cannot be started: install it, or run with --dry-run.",
          e);
    }
    if (status != 0) {
      throw new UserError(
          ExitCode.PIPELINE,
          "The command '"
              + shell(command)
              + "' ended with "
              + status
              + "; its messages stand above.");
    }
  }

  /** A command as a person would type it. */
  private static String shell(List<String> command) {
    return command.stream()
        .map(word -> word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word + "'")
        .collect(Collectors.joining(" "));
  }
}
