package com.skillforge.analytics.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The main class of every image: Dataflow's launcher starts it with the parameters of a template as
 * options. Which pipeline they are for, the image says in its environment: so no parameter can name
 * another one, and a template's fixed arguments come from its folder under {@code pipelines/}.
 */
public final class LaunchCommand {
  /** The name of a folder under {@code pipelines/}. */
  private static final String PIPELINE = "SKILLFORGE_PIPELINE";

  private LaunchCommand() {}

  public static void main(String[] args) {
    String pipeline = System.getenv(PIPELINE);
    if (pipeline == null || pipeline.isBlank()) {
      System.err.println(
          "error: "
              + PIPELINE
              + " is not set in this image: build it with scripts/build-template.sh, which makes"
              + " one tag for each pipeline.");
      System.exit(2);
    }
    List<String> all = new ArrayList<>(List.of(pipeline));
    all.addAll(Arrays.asList(args));
    RunCommand.main(all.toArray(String[]::new));
  }
}
