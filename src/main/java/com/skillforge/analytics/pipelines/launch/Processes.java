package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.ops.HeapGauge;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a process ends: what it says on standard error, and with which exit code. */
public final class Processes {
  private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

  /** How often the heap is looked at, in milliseconds. */
  private static final long LOOK_MILLIS = 100;

  /** Readings of a heap that is too small until the process ends. */
  private static final int PATIENCE = 12;

  private Processes() {}

  /**
   * Runs the body of a main; says what went wrong in one sentence, or one for each wrong option.
   */
  public static ExitCode run(Callable<ExitCode> body) {
    Thread heap = watchHeap();
    try {
      return body.call();
    } catch (Exception | OutOfMemoryError e) {
      Optional<UserError> mendable = userError(e);
      if (mendable.isPresent()) {
        mendable.get().getMessage().lines().forEach(line -> System.err.println("error: " + line));
        LOG.debug("details", e);
        return mendable.get().exitCode();
      }
      LOG.error("The pipeline failed for a reason that should not happen", e);
      System.err.println("error: " + explain(e));
      return ExitCode.PIPELINE;
    } finally {
      heap.interrupt();
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
      if (t instanceof OutOfMemoryError) {
        return Optional.of(new UserError(ExitCode.MEMORY, tooSmall(), t));
      }
    }
    return Optional.empty();
  }

  /** What a run ends with when its heap is too small. */
  static UserError heapTooSmall() {
    return new UserError(ExitCode.MEMORY, tooSmall());
  }

  /**
   * Ends the process when it can do nothing else: with a heap that is full, what should end it in
   * order gets no memory either, and native code that gets none may go on for ever, or crash. What
   * is said is made beforehand, for the same reason.
   */
  private static Thread watchHeap() {
    byte[] sentence = ("error: " + tooSmall() + "\n").getBytes(StandardCharsets.UTF_8);
    HeapGauge gauge = new HeapGauge(PATIENCE);
    FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    Thread watch =
        new Thread(
            () -> {
              try {
                while (!gauge.readsTooSmall()) {
                  Thread.sleep(LOOK_MILLIS);
                }
                err.write(sentence);
              } catch (InterruptedException e) {
                return; // the body has ended
              } catch (IOException e) {
                LOG.debug("nobody listens", e);
              }
              Runtime.getRuntime().halt(ExitCode.MEMORY.status());
            },
            "heap-watch");
    watch.setDaemon(true);
    watch.start();
    return watch;
  }

  private static String tooSmall() {
    return "The heap of "
        + (Runtime.getRuntime().maxMemory() >> 20)
        + " MiB is too small: give the script more, for example SKILLFORGE_HEAP=4g, ask for a"
        + " shorter range, or run on Dataflow or Flink.";
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
