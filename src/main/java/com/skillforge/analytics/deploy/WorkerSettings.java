package com.skillforge.analytics.deploy;

import com.skillforge.analytics.commandline.ArgumentFiles;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import java.nio.file.Path;
import java.util.List;

/**
 * On which machines a pipeline's jobs run, as {@code pipelines/<name>/dataflow.args} says it: one
 * place for those who launch by hand and for schedules.
 *
 * @param machineType of Compute Engine
 * @param maximum how many of them at most
 * @param publicIps whether each has a public address
 */
public record WorkerSettings(String machineType, int maximum, boolean publicIps) {
  private static final String MACHINE_TYPE = "--workerMachineType=";
  private static final String MAXIMUM = "--maxNumWorkers=";
  private static final String PUBLIC_IPS = "--usePublicIps=";

  /**
   * Those of one pipeline.
   *
   * @param home the project's folder
   * @throws UserError when the file lacks one, or its number is none
   */
  static WorkerSettings of(Path home, PipelineFolder pipeline) {
    Path file = home.resolve("pipelines").resolve(pipeline.name()).resolve("dataflow.args");
    List<String> arguments = ArgumentFiles.expand(List.of("@" + file));
    try {
      return new WorkerSettings(
          value(file, arguments, MACHINE_TYPE),
          Integer.parseInt(value(file, arguments, MAXIMUM)),
          Boolean.parseBoolean(value(file, arguments, PUBLIC_IPS)));
    } catch (NumberFormatException e) {
      throw new UserError(ExitCode.USAGE, file + ": " + MAXIMUM + " must be a number.", e);
    }
  }

  private static String value(Path file, List<String> arguments, String option) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(option))
        .map(argument -> argument.substring(option.length()))
        .findFirst()
        .orElseThrow(() -> new UserError(ExitCode.USAGE, file + ": give it " + option + "…"));
  }
}
