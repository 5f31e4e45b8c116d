package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The main class of every image: Dataflow's launcher starts it with the parameters of a template as
 * options. Which pipeline they are for, the image says in its environment: so no parameter can name
 * another one, and a template's fixed arguments come from its folder under {@code pipelines/}.
 */
public final class LaunchCommand implements Command {
  /** The name of a folder under {@code pipelines/}. */
  private static final String PIPELINE = "SKILLFORGE_PIPELINE";

  public static void main(String[] args) {
    new LaunchCommand().runProcess(args);
  }

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    String pipeline = System.getenv(PIPELINE);
    if (pipeline == null || pipeline.isBlank()) {
      throw new UsageException(
          List.of(
              PIPELINE
                  + " is not set in this image: build it with scripts/build-template.sh, which"
                  + " makes one tag for each pipeline."));
    }
    List<String> all = new ArrayList<>(List.of(pipeline));
    all.addAll(Arrays.asList(args));
    return new RunCommand().run(all.toArray(String[]::new), out);
  }
}
