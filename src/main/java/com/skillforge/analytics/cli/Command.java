package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.pipelines.launch.Processes;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a script starts: arguments in, an answer printed, an exit code that says how it ended. */
public interface Command {
  /**
   * Runs the command within a process that goes on.
   *
   * @param out where the answer is printed
   * @throws UserError for a failure that a person can mend, wrong options among them
   */
  ExitCode run(String[] args, PrintStream out) throws Exception;

  /** Runs the command as a process, and ends that with the command's exit code. */
  default void runProcess(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Processes.end(
        () -> {
          try {
            return run(args, out);
          } finally {
            out.flush();
          }
        });
  }
}
