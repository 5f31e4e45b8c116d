package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.WarehouseException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a process ends: what it says on standard error, and with which exit code. */
public final class Processes {
  private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

  private Processes() {}

  /**
   * Runs the body of a main; says what went wrong in one sentence, or one for each wrong option.
   */
  public static ExitCode run(Callable<ExitCode> body) {
    try {
      return body.call();
    } catch (Exception e) {
      Optional<UserError> mendable = userError(e);
      if (mendable.isPresent()) {
        mendable.get().getMessage().lines().forEach(line -> System.err.println("error: " + line));
        LOG.debug("details", e);
        return mendable.get().exitCode();
      }
      LOG.error("The pipeline failed for a reason that should not happen", e);
      System.err.println("error: " + explain(e));
      return ExitCode.PIPELINE;
    }
  }

  /** One sentence on why something failed: that of the innermost failure that a person can mend. */
  public static String explain(Throwable e) {
    return userError(e)
        .map(Throwable::getMessage)
        .orElseGet(
            () -> {
              Throwable root = e;
              while (root.getCause() != null && root.getCause() != root) {
                root = root.getCause();
              }
              return root.getClass().getSimpleName() + ": " + root.getMessage();
            });
  }

  /** The exit code that a failure ends a process with. */
  public static ExitCode exitCode(Throwable e) {
    return userError(e).map(UserError::exitCode).orElse(ExitCode.PIPELINE);
  }

  static Optional<UserError> userError(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UserError error) {
        return Optional.of(error);
      }
      // What reads and writes knows nothing of processes and how they end; here it is said.
      if (t instanceof SourceException) {
        return Optional.of(new UserError(ExitCode.SOURCE, t.getMessage(), t));
      }
      if (t instanceof WarehouseException) {
        return Optional.of(new UserError(ExitCode.WAREHOUSE, t.getMessage(), t));
      }
    }
    return Optional.empty();
  }

  /** Stops a running pipeline; one that has ended already is left alone. */
  static void cancelQuietly(PipelineResult result) {
    try {
      result.cancel();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("the pipeline had ended already", e);
    }
  }

  /** Takes a shutdown hook back, unless the process is ending already. */
  static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the process is ending", e);
    }
  }
}
