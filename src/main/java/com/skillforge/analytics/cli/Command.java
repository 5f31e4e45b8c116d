package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.HelpText;
import com.skillforge.analytics.ops.Logging;
import com.skillforge.analytics.pipelines.launch.Processes;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What the commands behind the scripts share: help, options that are all checked before anything
 * starts, quiet logs, exit codes.
 *
 * @param usage the command line, for example {@code broker.sh [--port=9092]}
 * @param about what the command does
 * @param type its options
 * @param check adds one sentence for each problem of the options
 */
public record Command<O extends PipelineOptions>(
    String usage, String about, Class<O> type, CommandLine.Check<O> check) {

  /** What a command does with options that are in order. */
  public interface Body<O> {
    ExitCode run(O options) throws Exception;
  }

  /** Runs the command as a process. */
  public void main(String[] args, Body<O> body) {
    System.exit(Processes.run(() -> run(args, body)).status());
  }

  private ExitCode run(String[] args, Body<O> body) throws Exception {
    if (CommandLine.asksForHelp(args)) {
      System.out.print(HelpText.of(usage, about, List.of(type)));
      return ExitCode.DONE;
    }
    O options = CommandLine.parse(args, type, check);
    Logging.configure("text", "warn");
    return body.run(options);
  }
}
