package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.OptionsRegistry;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a process ends: what it says on standard error, and with which exit code. */
public final class Processes {
  private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

  private static final String HEAP_TOO_SMALL =
      "The heap of "
          + (heapBytes() >> 20)
          + " MiB is too small: give the script more, for example SKILLFORGE_HEAP=4g, ask for a"
          + " shorter range, or run on Dataflow or Flink.";

  private Processes() {}

  /**
   * Runs the body of a main and ends the process with the exit code of the body, or of its failure.
   * One whose heap was too small ends at once: what other threads still hold leaves no memory for
   * an end in order.
   */
  public static void end(Callable<ExitCode> body) {
    HeapWatch heap = HeapWatch.start(HEAP_TOO_SMALL);
    OptionsRegistry.startEmpty();
    try {
      ExitCode code = run(body, heap);
      System.out.flush();
      if (code == ExitCode.MEMORY) {
        Runtime.getRuntime().halt(code.status());
      }
      System.exit(code.status());
    } catch (OutOfMemoryError e) {
      heap.end(); // there was no memory to say it
    }
  }

  /** Only one says how the process ends: the watch, or, when that is closed, this. */
  private static ExitCode run(Callable<ExitCode> body, HeapWatch heap) {
    return run(
        () -> {
          try (heap) {
            return body.call();
          }
        });
  }

  /**
   * Runs the body of a main; says what went wrong in one sentence, or one for each wrong option.
   */
  static ExitCode run(Callable<ExitCode> body) {
    try {
      return body.call();
    } catch (Exception | Error e) {
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
    for (Throwable t = e; t != null; t = t.getCause()) { // whatever it has been called on its way
      if (t instanceof OutOfMemoryError) {
        return Optional.of(new UserError(ExitCode.MEMORY, HEAP_TOO_SMALL, t));
      }
      if (t instanceof SQLException failure && DuckDbWarehouse.isOutOfMemory(failure)) {
        return Optional.of(new UserError(ExitCode.MEMORY, duckDbTooSmall(failure), t));
      }
    }
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

  /** What a run ends with when its heap is too small. */
  static UserError heapTooSmall() {
    return new UserError(ExitCode.MEMORY, HEAP_TOO_SMALL);
  }

  /** The largest size of the heap, as it was given to the JVM where that tells. */
  private static long heapBytes() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return machine == null
        ? Runtime.getRuntime().maxMemory()
        : Long.parseLong(machine.getVMOption("MaxHeapSize").getValue());
  }

  private static String duckDbTooSmall(SQLException failure) {
    return "DuckDB has used up the memory that it takes beside the heap ("
        + failure
            .getMessage()
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst("^.*Out of Memory Error: ", "")
        + "): ask for a shorter range, or for fewer rows or columns at once.";
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
