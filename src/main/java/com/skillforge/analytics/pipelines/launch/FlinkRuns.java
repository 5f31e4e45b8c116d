package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.options.FlinkOptions;
import com.skillforge.analytics.options.JobChecks;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.RunnerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Runs on Flink, within this process or on a cluster. */
final class FlinkRuns implements RunnerSettings {
  private static final long CHECKPOINT_MILLIS = 10_000;

  /** Keeps state in memory, and checkpoints in files. */
  private static final String FILES = "filesystem";

  /**
   * Sets what Flink leaves open. The start of a run that ends by itself returns at its end, with
   * the reason if it fails; one that has to be stopped is watched instead. A stream takes
   * checkpoints: without them a failure would start it over.
   */
  @Override
  public void prepare(JobOptions options, RunInfo run) {
    FlinkOptions flink = options.as(FlinkOptions.class);
    flink.setFasterCopy(true); // no step changes what it is given
    if (options.isStreaming()) {
      prepareStream(options, flink);
    } else {
      flink.setUseDataStreamForBatch(true); // half the steps, and shuffles that need few buffers
    }
  }

  private static void prepareStream(JobOptions options, FlinkOptions flink) {
    if (flink.getCheckpointingInterval() < 0) {
      flink.setCheckpointingInterval(CHECKPOINT_MILLIS);
    }
    if (RunnerKind.FLINK.isInProcess(options)) {
      if (flink.getNumberOfExecutionRetries() < 0) {
        flink.setNumberOfExecutionRetries(0); // Flink's own number has no end, and nobody would see
      }
      keepCheckpointsInFiles(flink);
    }
    if (JobChecks.drains(options)) {
      flink.setShutdownSourcesAfterIdleMs(0L); // or Flink would keep the drained ones, for ever
      flink.setEnableStableInputDrain(true); // no checkpoint comes after the last records
    }
    if (options.getStopAfterSeconds() > 0) {
      flink.setAttachedMode(false);
      flink.setJobCheckIntervalInSecs(1);
    }
  }

  /**
   * Without a word on where, Flink keeps checkpoints in memory, and ends the stream when one is
   * larger than 5 MiB. With nothing to go on from, they are gone with the process.
   */
  private static void keepCheckpointsInFiles(FlinkOptions flink) {
    if (flink.getStateBackend() == null) {
      flink.setStateBackend(FILES);
    }
    if (flink.getStateBackendStoragePath() == null) {
      flink.setStateBackendStoragePath(temporaryFolder().toUri().toString());
    }
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("skillforge-flink");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> deleteTree(folder), "delete-checkpoints"));
      return folder;
    } catch (IOException e) {
      throw new UserError(
          ExitCode.PIPELINE,
          "There is no room for Flink's checkpoints in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage()
              + "; name a folder with --stateBackendStoragePath=file:///….",
          e);
    }
  }

  private static void deleteTree(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Flink is still writing while the process ends: what is left lies among temporary files.
      return;
    }
  }
}
