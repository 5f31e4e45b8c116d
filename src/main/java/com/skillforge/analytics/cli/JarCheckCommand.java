package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.deploy.JarCheck;
import com.skillforge.analytics.deploy.PackagedJar;
import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.options.JarOptions;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code build-template.sh} checks: the jar, and that each pipeline has its template. A line
 * for each check: {@code ok}, or {@code FAILED} and why.
 */
public final class JarCheckCommand {
  static final Command COMMAND =
      OptionsCommand.of(
          new OptionsCommand.Help(
              "build-template.sh --check",
              "Checks the jar that is deployed, and that each pipeline has its template.",
              List.of(JarOptions.class)),
          JarOptions.class,
          (options, problems) -> {
            if (options.getJar() == null) {
              problems.add("--jar must name the packaged jar.");
            }
          },
          (options, out) -> run(Path.of(options.getJar()), templates(), out));

  private JarCheckCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private static Path templates() {
    return Path.of(System.getProperty("skillforge.home", "."), "templates");
  }

  public static ExitCode run(Path file, Path templates, PrintStream out) {
    List<PipelineFolder> pipelines = PipelineFolder.all();
    List<JarCheck.Finding> findings;
    try (PackagedJar jar = PackagedJar.open(file)) {
      findings = new ArrayList<>(JarCheck.of(jar, pipelines));
    }
    for (PipelineFolder pipeline : pipelines) {
      Path template = templates.resolve(pipeline.name() + ".json");
      boolean there = Files.exists(template);
      findings.add(
          new JarCheck.Finding(
              there, "template " + template.getFileName() + (there ? "" : ": it is missing.")));
    }
    for (JarCheck.Finding finding : findings) {
      out.println((finding.inOrder() ? "ok      " : "FAILED  ") + finding.text());
    }
    return findings.stream().allMatch(JarCheck.Finding::inOrder) ? ExitCode.DONE : ExitCode.CHECK;
  }
}
